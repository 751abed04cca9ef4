import type { EvalResults } from '../evidence.ts';
import { nameKey } from '../names.ts';

const DATE = /[-@_.]?20\d{2}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])/;

/** A model without its vendor and its date: another snapshot of a model shares what it cannot see. */
const modelKey = (model: string): string => nameKey(model).replace(DATE, '').split('/').at(-1) ?? '';

/** Are two names those of one model, whichever of its snapshots? */
export const sameModel = (a: string, b: string): boolean => modelKey(a) !== '' && modelKey(a) === modelKey(b);

/** @returns every model that envelope and rows name, each once: an envelope does not speak for rows of another model. */
export const modelsOf = ({ run, rows }: Pick<EvalResults, 'run' | 'rows'>): string[] => [
  ...new Set([
    ...(run?.inputs.model ?? []),
    ...rows.map((row) => row.value.model).filter((model) => model !== null),
  ]),
];
