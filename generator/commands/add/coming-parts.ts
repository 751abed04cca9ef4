import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Part } from '../../parts/catalogue.ts';
import { withNeeds } from '../../parts/choose.ts';
import type { Adding } from './plan.ts';
import type { AddTarget } from './target.ts';

/** @returns whether a part is there: recorded, or with a file in each of its places. People may have changed it since. */
export const isThere = ({ record, folder }: AddTarget, { name, files }: Part): boolean =>
  record?.json.parts.includes(name) === true || files.every(({ path }) => existsSync(join(folder, path)));

/** @returns the part that is asked for, and what it needs of those that are not there. */
export const comingParts = ({ part, parts, target }: Adding): Part[] =>
  withNeeds([part.name], parts).filter((one) => one === part || !isThere(target, one));
