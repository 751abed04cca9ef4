import type { Report, ReportResult } from '../contract/report.ts';
import { type GatedStage, stagesBetween } from '../contract/stage.ts';

/** How an outcome looks: a mark that is told apart without colour, and its word. */
export const MARKS = {
  pass: { mark: '✅', word: 'pass' },
  fail: { mark: '❌', word: 'fail' },
  'not-proven': { mark: '⚪', word: 'not proven' },
  'not-applicable': { mark: '➖', word: 'not applicable' },
  waived: { mark: '🟡', word: 'waived' },
} as const satisfies Record<ReportResult['outcome'], { mark: string; word: string }>;

/** @returns `1 thing`, `2 things`. */
export const things = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** @returns `6 Dec`, or `6 Dec 2027` when the year is not that of `now`. */
export function shortDay(day: string, now: string): string {
  const [year = '', month = '', date = ''] = day.slice(0, 10).split('-');
  const short = `${Number(date)} ${MONTHS[Number(month) - 1]}`;
  return year === now.slice(0, 4) ? short : `${short} ${year}`;
}

/** @returns results that keep the pull request from being merged, worst first: failures, then what is not proven. */
export const blockersOf = (report: Report): ReportResult[] =>
  report.results
    .filter((result) => result.blocks)
    .sort((a, b) => Number(a.outcome === 'not-proven') - Number(b.outcome === 'not-proven'));

/** @returns what would block later: grace that runs out first, then what the next stage asks for. */
export const warningsOf = (report: Report): ReportResult[] => {
  if (report.stage === 'stopped') return [];
  // What a blocker already says needs no second telling.
  const told = new Set(blockersOf(report).map((result) => result.message));
  const soon = report.results.filter((result) => result.warns && !told.has(result.message));
  return [...soon.sort((a, b) => (a.grace_days_left ?? 999) - (b.grace_days_left ?? 999)), ...report.ahead];
};

/** A thing to do, and every check that waits for it. */
export type Todo = { result: ReportResult; also: readonly string[] };

/** @returns each thing once: a file that cannot be read stops many checks, and is mended once. */
export function todosOf(results: readonly ReportResult[]): Todo[] {
  const groups = new Map<string, ReportResult[]>();
  for (const result of results) {
    const same = result.cause === null ? [result.message, result.location] : [result.cause];
    const key = JSON.stringify([...same, result.grace_days_left]);
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return [...groups.values()].map(([first, ...rest]) => ({
    result: first as ReportResult,
    also: rest.map((one) => one.id),
  }));
}

/** @returns what is said of a thing: what all that wait for it have in common, or what the one found. */
export const saidOf = ({ result, also }: Todo): string =>
  also.length > 0 && result.cause !== null ? result.cause : result.message;

/** @returns the ids of all checks that wait for these things. */
export const idsOf = (todos: readonly Todo[]): string[] =>
  todos.flatMap(({ result, also }) => [result.id, ...also]);

/** When a warning becomes a blocker. */
export function whenBlocks(result: ReportResult, report: Report): string {
  const { grace_days_left: days } = result;
  if (days !== null) return `blocks in ${things(days, 'day')}`;
  const { stage } = report;
  // What is asked in this stage and does not block was left to other pull requests.
  const due = stage !== null && stage !== 'stopped' && stagesBetween(result.blocks_from, stage) >= 0;
  return due && result.warns && !report.ahead.includes(result)
    ? 'blocks any other pull request'
    : `blocks ${report.next_stage ?? result.blocks_from}`;
}

/** @returns the checks that guard the stage that comes next: what is asked for later says nothing about today. */
export const guardsOf = (report: Report): ReportResult[] => {
  const goal = (report.next_stage ?? report.as_if ?? 'production') as GatedStage;
  return report.results.filter((result) => stagesBetween(result.blocks_from, goal) >= 0);
};

/** One area with how many of its checks are proven. */
export type AreaRow = { area: string; proven: number; asked: number; results: ReportResult[] };

/** @returns the areas, weakest first: the lowest share proven, then the more checks missing. */
export function areasOf(report: Report): AreaRow[] {
  const names = [...new Set(report.results.map((result) => result.area))];
  const rows = names.map((area) => {
    const results = report.results.filter((result) => result.area === area);
    const asked = results.filter((result) => result.outcome !== 'not-applicable').length;
    return { area, asked, proven: results.filter((result) => result.outcome === 'pass').length, results };
  });
  const share = (row: AreaRow) => (row.asked === 0 ? 1 : row.proven / row.asked);
  return rows.sort((a, b) => share(a) - share(b) || b.asked - b.proven - (a.asked - a.proven));
}

const TITLES = {
  ship: { mark: '🚀', title: (report: Report) => `Ready for ${report.next_stage ?? 'production'}` },
  harden: { mark: '🛠', title: () => 'Harden: worth finishing' },
  continue: { mark: '🔎', title: () => 'Continue: not proven either way' },
  stop: {
    mark: '🛑',
    title: ({ stage }: Report) =>
      `${stage === 'stopped' ? 'Stopped' : 'Stop recommended'}, and that is a result`,
  },
  'cannot-judge': { mark: '⚪', title: () => 'Could not be judged' },
} as const satisfies Record<Report['verdict'], { mark: string; title: (report: Report) => string }>;

/** What the gate advises, in words. */
export const verdictTitle = (report: Report): string => TITLES[report.verdict].title(report);

/** The first line: the verdict, and what it means for this pull request. */
export function headline(report: Report): string {
  const blockers = todosOf(blockersOf(report)).length;
  return `${TITLES[report.verdict].mark} ${verdictTitle(report)}; ${meaning(report.as_if, blockers)}`;
}

function meaning(asIf: Report['as_if'], blockers: number): string {
  if (asIf !== null)
    return `as if in ${asIf}, ${blockers === 0 ? 'nothing' : things(blockers, 'thing')} would block`;
  if (blockers === 0) return 'nothing blocks this pull request';
  return `${things(blockers, 'thing')} ${blockers === 1 ? 'blocks' : 'block'} this pull request`;
}

/** What POC this is, how far it is, and where it is weakest. Parts are plain text. */
export function positionOf(report: Report): string[] {
  const { poc } = report;
  const stage = report.as_if === null ? report.stage : `as if in ${report.as_if}`;
  const [weakest] = areasOf({ ...report, results: guardsOf(report) });
  const weak =
    weakest === undefined || weakest.proven === weakest.asked
      ? []
      : [`weakest: ${weakest.area} ${weakest.proven}/${weakest.asked} proven`];
  if (poc === null || stage === null) return weak;
  if (stage === 'stopped') return [stage];
  const left = timeLeft(poc.days_left);
  const next = report.next_stage === null ? stage : `${stage} → ${report.next_stage}`;
  return [next, `decision due ${shortDay(poc.decision_due, report.judged_at)} (${left})`, ...weak];
}

function timeLeft(days: number): string {
  if (days === 0) return 'today';
  return days < 0 ? `${things(-days, 'day')} overdue` : `${things(days, 'day')} left`;
}

/** @returns `explore` for a POC's folder at the root, else with the folder. */
export const place = (result: Pick<ReportResult, 'location'>): string | null => {
  if (result.location === null) return null;
  const { file, line } = result.location;
  return line === null ? file : `${file}:${line}`;
};
