import { shown } from '../eval-import/words.ts';
import { clock } from '../time/words.ts';
import type { ArmStatus, Figures, Status } from './status.ts';

const TITLES = {
  today: 'Today, by hand',
  with_poc: 'Study, with the tool',
  by_hand: 'Study, by hand',
} as const satisfies Record<ArmStatus['arm'], string>;

const HEAD = ['', 'rows', 'warm-up', 'days', 'mean', 'median', 'CV', '95 % of the mean'];

/** @returns the status for a terminal. */
export function statusTable(status: Status): string {
  const arms = status.arms.filter(({ arm, all }) => arm === 'today' || all.rows > 0);
  return [
    ...arms.flatMap((arm) => [...armLines(arm, status), '']),
    ...discardLines(status),
    ...openLines(status),
    `The first ${status.warm_up_each} rows of each person who was watched, at most a third of them, are warm-up and count in no figure.`,
  ].join('\n');
}

function armLines(status: ArmStatus, { precision, stage }: Status): string[] {
  const { arm, file, all, performers, gate, needed } = status;
  const title = `${TITLES[arm]} (${shown(file)})`;
  if (all.rows === 0) return [`${title}: nothing timed yet.`, ...gateLines(gate, stage)];
  const rows = [HEAD, ...performers.map((one) => cells(one.performer, one)), cells('all', all)];
  return [title, ...aligned(rows), ...gateLines(gate, stage), `  ${precisionWords(all, needed, precision)}`];
}

const cells = (name: string, { rows, warm_up, days, minutes }: Figures): string[] => [
  shown(name, 30),
  ...[rows, warm_up, days].map(String),
  ...(minutes === null
    ? ['–', '–', '–', '–']
    : [
        inClock(minutes.mean),
        inClock(minutes.median),
        minutes.cv === null ? '–' : minutes.cv.toFixed(2),
        minutes.interval === null
          ? '–'
          : `${inClock(minutes.interval.low)}–${inClock(minutes.interval.high)}`,
      ]),
];

/** An interval of few timings can begin below 0, which no duration does. */
const inClock = (minutes: number): string => clock(Math.max(0, Math.round(minutes * 60)) * 1000);

function aligned(rows: readonly string[][]): string[] {
  const widths = HEAD.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map(
    (row) =>
      `  ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')}`,
  );
}

function gateLines(gate: ArmStatus['gate'], stage: string | null): string[] {
  if (gate === null) return [];
  const rest = gate.missing.length === 0 ? 'that is there' : gate.missing.join(', ');
  return [`  The gate asks for ${gate.rows} rows${stage === null ? '' : ` (${stage})`}: ${rest}.`];
}

function precisionWords(
  { rows, warm_up, minutes }: Figures,
  needed: number | null,
  precision: number,
): string {
  const within = `±${Number((precision * 100).toFixed(2))} % at 95 %`;
  if (needed === null) return `How many it takes for ${within} can be told from two timings on.`;
  if (minutes?.cv === 0) return `${within}: the durations do not differ, which tells nothing.`;
  const more = needed - (rows - warm_up);
  return more <= 0
    ? `${within}: reached; it takes ${needed} with this CV.`
    : `${within} takes ${needed} without warm-up, with this CV: ${more} more.`;
}

function discardLines({ discarded }: Status): string[] {
  if (discarded.length === 0) return [];
  const total = discarded.reduce((sum, { cases }) => sum + cases, 0);
  const lines = discarded.map(
    ({ reason, arm, cases }) =>
      `  ${cases} ${shown(reason)}${arm === '' ? '' : ` (${TITLES[arm].toLowerCase()})`}`,
  );
  return [`Discarded: ${total}`, ...lines, ''];
}

function openLines({ running, unsaved, not_begun }: Status): string[] {
  const { with_poc, by_hand } = not_begun;
  return [
    ...(with_poc + by_hand === 0
      ? []
      : [`The coin fell for cases that nobody began: ${with_poc} with the tool, ${by_hand} by hand.`]),
    ...(running === null
      ? []
      : [
          `On the clock: ${shown(running.case_ref)} by ${shown(running.performer)} since ${running.started_at}, last seen ${running.last_seen_at}.`,
        ]),
    ...unsaved.map(
      (ref) => `${shown(ref)} ended, and is not in its file yet: the next \`poc time\` adds it.`,
    ),
  ];
}
