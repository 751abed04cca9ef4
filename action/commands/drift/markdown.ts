import type {
  CanaryFinding,
  Distributions,
  DriftReport,
  FeatureFinding,
  SignalFinding,
} from '../../contract/drift-report.ts';
import { percent } from '../../readiness/percent.ts';
import { inline, table } from '../../reporters/markdown.ts';
import { grouped } from '../eval-import/words.ts';
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

/** GitHub takes 65,536 characters, and nobody reads so many. */
const MOST_FEATURES = 50;
const MOST_PERIODS = 8;

/** @returns the body of an issue; its first line is the title. Names and kinds of the data are only text in it. */
export function driftMarkdown(report: DriftReport): string {
  const { signals, canaries, distributions, evaluated_at: now } = report;
  return [
    `# ${inline(headline(report))}`,
    ...(signals === null ? [] : ['## Outcome signals', ...signalParts(signals, now)]),
    ...(canaries === null ? [] : ['## Canary cases', ...canaryParts(canaries, now)]),
    '## Distributions',
    ...(distributions === null
      ? ['No run that was for a user, so there is nothing to compare.']
      : distributionParts(distributions, now, typeof canaries?.p === 'number')),
    `Evaluated on ${now} by \`poc drift\`.`,
  ].join('\n\n');
}

function signalParts(signals: readonly SignalFinding[], now: string): string[] {
  if (signals.length === 0)
    return [
      '`policy/signals.yaml` has no signal, so nothing tells when output gets worse. Production needs one.',
    ];
  return signals.flatMap((signal) => [
    inline(signalSentence(signal, now)),
    ...(signal.reference.n === 0 ? [] : [periodTable(signal, now), inline(signalPower(signal))]),
  ]);
}

function periodTable({ reference, periods }: SignalFinding, now: string): string {
  return table(
    ['period', 'outputs', 'value', 'would show'],
    [
      [`${span(reference, now)}, reference`, grouped(reference.n), percent(reference.value), ''],
      ...periods
        .slice(-MOST_PERIODS)
        .map((one) => [
          `${span(one, now)}${one.alert ? ', **alert**' : ''}`,
          grouped(one.n),
          one.n === 0 ? '–' : percent(one.value),
          shows(one.smallest_worsening),
        ]),
    ],
  );
}

const canaryParts = (found: CanaryFinding, now: string): string[] =>
  [canarySentence(found), ...canaryDetails(found, now)].map((text) => inline(text));

function distributionParts(found: Distributions, now: string, withCanaries: boolean): string[] {
  const { source, reference, window, enough, features } = found;
  const where = `${name(source)}: ${span(reference, now)} (n=${grouped(reference.n)}) against ${span(window, now)} (n=${grouped(window.n)}).`;
  return [
    inline(where),
    ...modelSentences(found, now).map((text) => inline(text)),
    ...(enough
      ? [featureTable(found), inline(method(found, withCanaries))]
      : [inline(tooLittle(found)), inline(wouldSee(features))]),
    ...untestable(found).map((text) => inline(text)),
  ].filter((part) => part !== '');
}

function featureTable(found: Distributions): string {
  const inOrder = SIDES.flatMap(([side, title]) =>
    found.features.filter((one) => one.side === side).map((one) => ({ one, title })),
  );
  const driftFirst = inOrder.sort((a, b) => Number(b.one.drift) - Number(a.one.drift));
  const rows = driftFirst.slice(0, MOST_FEATURES).map(({ one, title }) => row(one, title, found));
  const hidden = driftFirst.length - rows.length;
  const more = hidden > 0 ? `\n\n${hidden} more are in the JSON of \`poc drift --json\`.` : '';
  return `${table(['feature', 'side', 'shift', 'p (Holm)', 'what changed'], rows)}${more}`;
}

function row(feature: FeatureFinding, title: string, found: Distributions): string[] {
  const { drift, distance: moved, p_adjusted: p, smallest_shift: smallest } = feature;
  const note = [caveat(feature, found) || `would show ${shows(smallest)}`, news(feature)];
  return [
    inline(name(feature.name)),
    title,
    `${distance(moved ?? 0)}${drift ? ', **drift**' : ''}`,
    chance(p ?? 1).replace('<', '&lt;'),
    inline(drift ? change(feature) : note.filter((part) => part !== '').join('; ')),
  ];
}
