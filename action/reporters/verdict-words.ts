import type { Report, ReportResult } from '../contract/report.ts';
import { blockersOf, guardsOf, shortDay, things } from './words.ts';

/** What shows the value of a POC, in the order in which it is measured. */
const VALUE_FIRST = [
  'baseline/task-defined',
  'baseline/measured-timings',
  'eval/pass-rate',
  'users/real-usage',
];

/**
 * One sentence on why the verdict is what it is, and one on what comes next (stages.md, "Phrasing"). Plain text; `null`
 * where a stop or an unreadable file says its own reason.
 */
export function verdictSentence(report: Report): string | null {
  switch (report.verdict) {
    case 'ship':
      return shipped(report);
    case 'harden':
      return `${holds(report)} ${things(openFor(report).length, 'check')} left for ${goal(report)}.${due(report)}`;
    case 'continue':
      return nextEvidence(report);
    default:
      return null;
  }
}

const goal = (report: Report): string => report.next_stage ?? report.stage ?? 'this stage';

/** Checks that guard the stage that comes next. */
/** What is missing of them; where a check passes by the bars of today, what it lacks by those to come. */
function openFor(report: Report): ReportResult[] {
  const ahead = new Map(report.ahead.map((one) => [one.id, one]));
  return guardsOf(report).flatMap((one) =>
    one.outcome === 'fail' || one.outcome === 'not-proven' ? [one] : (ahead.get(one.id) ?? []),
  );
}

function shipped(report: Report): string {
  const asked = guardsOf(report).filter(({ outcome }) => outcome !== 'not-applicable');
  const waived = asked.filter(({ outcome }) => outcome === 'waived');
  const proven = asked.filter(({ outcome }) => outcome === 'pass').length;
  const until = waived.map((one) => shortDay(one.waived_until ?? '', report.judged_at)).sort()[0];
  const but = until === undefined ? '' : `, ${waived.length} waived, the first until ${until}`;
  return `${proven} of ${asked.length} checks that guard ${goal(report)} are proven${but}.`;
}

function holds({ value }: Report): string {
  const low = value?.saved_minutes?.low ?? null;
  return low === null || low <= 0
    ? 'Value holds.'
    : `Value holds: at least ${low.toFixed(1)} min saved a case.`;
}

const due = ({ poc }: Report): string =>
  poc === null || poc.days_left < 0 ? '' : ` ${things(poc.days_left, 'day')} to the decision.`;

function used({ poc }: Report): string {
  if (poc === null || poc.days_left < 0) return '';
  const used = poc.day_of_stage - 1;
  return `${used} of ${used + poc.days_left} days used. `;
}

/** The first thing that the value waits for; blockers are listed below it anyway. */
function nextEvidence(report: Report): string | null {
  const open = openFor(report);
  const blocking = new Set(blockersOf(report).map(({ id }) => id));
  const next = VALUE_FIRST.map((id) => open.find((one) => one.id === id)).find(
    (one) => one !== undefined && !blocking.has(one.id),
  );
  return next === undefined
    ? null
    : `${used(report)}Next evidence to get: ${next.id}. ${next.remedy ?? ''}`.trimEnd();
}
