import { describeProblem } from '../contract/problem.ts';
import type { Check, Circumstances } from './check.ts';
import type { Evidence, Readings } from './evidence.ts';
import { type Finding, notProven } from './finding.ts';
import { unsigned } from './proof/signature.ts';
import { type Reading, readValue } from './reading.ts';

/**
 * Asks a check. What it needs and cannot be read makes it not proven, with the reason; a check that throws is not proven
 * either, and takes no other down.
 */
export function findingOf(check: Check, readings: Readings, circumstances: Circumstances): Finding {
  const settled = settledBy(check, readings);
  if (settled !== null) return settled;
  for (const key of check.needs) {
    const unread = unreadable(readings[key], key.startsWith('proof:') ? `${check.remedy} ` : '');
    if (unread !== null) return unread;
  }
  const evidence = read(check.needs, readings);
  try {
    const finding = check.evaluate(evidence, circumstances);
    if (finding.outcome !== 'pass' || circumstances.stage !== 'production') return finding;
    return unsigned(check, evidence, finding.message) ?? finding;
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return notProven(
      `This check itself broke, which is a fault of the gate and not of this repository: ${what}`,
      {
        remedy: 'Report it with the message above; a check that broke never counts as passed.',
      },
    );
  }
}

/** Nobody has to bring evidence that is pointless. What cannot be read settles nothing. */
function settledBy({ settles }: Check, readings: Readings): Finding | null {
  if (settles === undefined || settles.by.some((key) => readings[key].status !== 'read')) return null;
  try {
    return settles.finding(read(settles.by, readings));
  } catch {
    // It is asked again with all evidence, where a check that breaks is told.
    return null;
  }
}

/** The one cast of the core: every key that is asked for was just seen to be read. */
const read = (keys: readonly (keyof Evidence)[], readings: Readings): Evidence =>
  Object.fromEntries(keys.map((key) => [key, readValue<unknown>(readings[key])])) as unknown as Evidence;

/** @param first what to do before a proof can be recorded */
function unreadable(reading: Reading<unknown>, first: string): Finding | null {
  if (reading.status === 'missing')
    return notProven(`${reading.lookedIn} was not found.`, { remedy: `${first}${reading.remedy}`.trim() });
  if (reading.status === 'invalid') {
    const [first, ...rest] = reading.problems;
    const more = rest.length === 0 ? '' : ` (and ${rest.length} more)`;
    return notProven(`${describeProblem({ ...first, remedy: '' }).trim()}${more}`, {
      location: first.location,
      remedy: first.remedy,
      spots: reading.problems.map((problem) => ({
        location: problem.location,
        message: describeProblem(problem),
      })),
    });
  }
  return null;
}
