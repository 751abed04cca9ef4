import type { System } from '../../../action/contract/manifest.ts';
import { defineAttack } from '../attack.ts';
import { operationsAre } from '../use-deeds.ts';

/** The first operation, which reads, is another now: there are as many as ever. */
const first = (over: Partial<System['operations'][number]>) =>
  operationsAre((operations) => operations.map((one, i) => (i === 0 ? { ...one, ...over } : one)));

export const renameAToolToHideANewOne = defineAttack({
  stage: 'pilot',
  attack: first({ name: 'merge_cases', access: 'write' }),
  says: ': write merge_cases. 0 of 20 timings of the task were begun after that day.',
  check: 'scope/frozen-at-pilot',
  twin: { what: 'gives it a better name', deed: first({ name: 'list_open_cases' }) },
});
