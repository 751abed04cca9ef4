import type {
  CanaryFinding,
  Distributions,
  DriftReport,
  FeatureFinding,
  SignalFinding,
} from '../../contract/drift-report.ts';
import { percent } from '../../readiness/percent.ts';
import { grouped } from '../eval-import/words.ts';
import { wrapped } from '../time/layout.ts';
import { canaryDetails, canarySentence } from './canary-words.ts';
import {
  caveat,
  chance,
  change,
  distance,
  headline,
  method,
  modelSentences,
  name,
  news,
  SIDES,
  shows,
  signalPower,
  signalSentence,
  span,
  tooLittle,
  untestable,
  wouldSee,
} from './words.ts';

/** A mark takes two columns of a terminal and one character of a text. */
const WIDTH = 79;
const INDENT = '   ';

const MARKS = { alert: '❌', fine: '✅', unknown: '⚪' } as const;

/** Older ones are in the JSON. */
const MOST_PERIODS = 8;

/** @returns the report for a terminal of 80 columns: outcome signals first, then what moved. */
export function driftText(report: DriftReport): string {
  const { signals, canaries, distributions, evaluated_at: now } = report;
  return [
    ...wrapped(`${headline(report)}.`, WIDTH),
    ...(signals === null ? [] : ['', 'OUTCOME SIGNALS', ...signalsText(signals, now)]),
    ...(canaries === null ? [] : ['', 'CANARY CASES', ...canaryText(canaries, now)]),
    '',
    'DISTRIBUTIONS',
    ...(distributions === null
      ? [`${MARKS.unknown} No run that was for a user, so there is nothing to compare.`]
      : distributionsText(distributions, now, typeof canaries?.p === 'number')),
  ].join('\n');
}

const marked = (mark: string, text: string): string[] => wrapped(`${mark} ${text}`, WIDTH, INDENT);
const below = (text: string): string[] =>
  text === '' ? [] : wrapped(text, WIDTH - INDENT.length).map((line) => INDENT + line);

function signalsText(signals: readonly SignalFinding[], now: string): string[] {
  if (signals.length === 0)
    return marked(
      MARKS.unknown,
      'policy/signals.yaml has no signal, so nothing tells when output gets worse. Production needs one.',
    );
  return signals.flatMap((signal, at) => [
    ...(at === 0 ? [] : ['']),
    ...marked(MARKS[signal.state], signalSentence(signal, now)),
    ...periodLines(signal, now),
    ...below(signalPower(signal)),
  ]);
}

function periodLines({ reference, periods }: SignalFinding, now: string): string[] {
  if (reference.n === 0) return [];
  const hidden = periods.length - MOST_PERIODS;
  const rows = [
    ['', '', 'outputs', 'value', 'would show'],
    [span(reference, now), 'reference', grouped(reference.n), percent(reference.value), ''],
    ...periods
      .slice(-MOST_PERIODS)
      .map((one) => [
        span(one, now),
        one.alert ? 'alert' : '',
        grouped(one.n),
        one.n === 0 ? '–' : percent(one.value),
        shows(one.smallest_worsening),
      ]),
  ];
  return [...aligned(rows), ...(hidden > 0 ? below(`${hidden} earlier periods are in the JSON.`) : [])];
}

/** @returns rows in columns, the first two to the left and the others, which are figures, to the right. */
function aligned(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const cell = (text: string, at: number) =>
    at < 2 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0);
  return rows.map((row) => `${INDENT}${row.map(cell).join('  ')}`.trimEnd());
}

const canaryText = (found: CanaryFinding, now: string): string[] => [
  ...marked(MARKS[found.state], canarySentence(found)),
  ...canaryDetails(found, now).flatMap(below),
];

function distributionsText(found: Distributions, now: string, withCanaries: boolean): string[] {
  const { reference, window, features, enough } = found;
  const still = untestable(found);
  const where = `${name(found.source)}: ${span(reference, now)} (n=${grouped(reference.n)}) against ${span(window, now)} (n=${grouped(window.n)})`;
  return [
    ...wrapped(where, WIDTH),
    ...modelSentences(found, now).flatMap((text, at) =>
      marked(at === 0 && found.models.appeared.length > 0 ? MARKS.alert : MARKS.unknown, text),
    ),
    ...(enough ? featuresText(features, found) : marked(MARKS.unknown, tooLittle(found))),
    ...(enough ? [] : below(wouldSee(features))),
    ...(still.length === 0 ? [] : ['', ...still.flatMap((text) => wrapped(text, WIDTH))]),
    ...(enough ? ['', ...wrapped(method(found, withCanaries), WIDTH)] : []),
  ];
}

function featuresText(features: readonly FeatureFinding[], found: Distributions): string[] {
  const width = Math.max(...features.map((one) => name(one.name).length), 0);
  return SIDES.flatMap(([side, title]) => {
    const own = features.filter((one) => one.side === side);
    return own.length === 0 ? [] : ['', title, ...own.flatMap((one) => featureLines(one, width, found))];
  });
}

function featureLines(feature: FeatureFinding, width: number, found: Distributions): string[] {
  const { drift, distance: moved, p_adjusted: p, smallest_shift: smallest } = feature;
  const figures = `${distance(moved ?? 0).padStart(11)}  ${chance(p ?? 1).padEnd(9)}`;
  const note = drift ? 'drift' : caveat(feature, found) || `would show ${shows(smallest)}`;
  return [
    `${drift ? MARKS.alert : MARKS.fine} ${name(feature.name).padEnd(width)} ${figures}  ${note}`,
    ...below(drift ? change(feature) : news(feature)),
  ];
}
