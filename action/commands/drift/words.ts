import type {
  Distributions,
  DriftReport,
  FeatureFinding,
  SignalFinding,
} from '../../contract/drift-report.ts';
import { drop, percent } from '../../readiness/percent.ts';
import { shortDay, things } from '../../reporters/words.ts';
import { grouped, shown } from '../eval-import/words.ts';

/** Names are people's and data's own, so none may fill the screen. */
export const name = (text: string): string => shown(text, 40);

const WHAT = {
  edit_rate: 'were edited',
  override_rate: 'were rejected',
  human_score: 'were right',
  escaped_errors: 'had a mistake that got past everybody',
} as const satisfies Record<SignalFinding['metric'], string>;

/** What comes first is what people suffer from. */
export const SIDES = [
  ['outcome', 'What comes out'],
  ['input', 'What comes in'],
  ['running', 'How it runs'],
] as const satisfies readonly (readonly [FeatureFinding['side'], string])[];

/** @returns what was found, in one line: the title of an issue. */
export function headline({ verdict, signals, canaries, distributions }: DriftReport): string {
  if (verdict === 'none') return 'No drift';
  if (verdict === 'unknown') return 'Not enough data to tell whether there is drift';
  const alerts = (signals ?? []).filter(({ state }) => state === 'alert').map(({ id }) => name(id));
  const moved = (distributions?.features ?? []).filter(({ drift }) => drift).map((one) => name(one.name));
  const models = (distributions?.models.appeared ?? []).map(({ model }) => name(model));
  const parts = [
    ...(alerts.length === 0 ? [] : [`${few(alerts)} ${alerts.length === 1 ? 'alerts' : 'alert'}`]),
    ...(canaries?.state === 'alert' ? ['canary cases came out worse'] : []),
    ...(moved.length === 0 ? [] : [`${few(moved)} moved`]),
    ...(models.length === 0 ? [] : [`another model answers (${few(models)})`]),
  ];
  return `Drift: ${parts.join('; ')}`;
}

const MOST = 3;

/** @returns the first few, and how many more there are. */
export function few(texts: readonly string[]): string {
  const more = texts.length - MOST;
  return `${texts.slice(0, MOST).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** @returns such as `2 Sep to 29 Sep`: both days are part of it. */
export function span({ from, to }: { from: string; to: string }, now: string): string {
  const last = new Date(Math.max(Date.parse(from), Date.parse(to) - 1)).toISOString();
  const [first, final] = [shortDay(from, now), shortDay(last, now)];
  return first === final ? first : `${first} to ${final}`;
}

/** @returns what the newest period of a signal says beside the reference. */
export function signalSentence(signal: SignalFinding, now: string): string {
  const { id, metric, owner, reference, state, why_unknown: why } = signal;
  if (state === 'unknown') return `${name(id)}: not enough data, since ${why}.`;
  const newest = signal.periods.at(-1) as SignalFinding['periods'][number];
  const is = `${percent(newest.value)} of ${things(newest.n, 'output')} ${WHAT[metric]} (${span(newest, now)}); ${percent(reference.value)} of ${grouped(reference.n)} in the reference`;
  return state === 'alert'
    ? `${name(id)} alerts: ${is}. Tell ${name(owner)}.`
    : `${name(id)} is fine: ${is}.`;
}

/** @returns what a signal can see, and that it can fire. */
export function signalPower(signal: SignalFinding): string {
  const { worse_by, fires_at, detect_days: days, degraded, reference, state } = signal;
  if (reference.n === 0) return '';
  const soon = days === null ? 'in no year' : `within ${things(days, 'day')}`;
  const when = state === 'unknown' ? '' : ` A worsening of ${drop(worse_by)} shows ${soon}.`;
  const fixture = `The reference made worse on purpose reads ${percent(degraded.value)}, which ${degraded.fired ? 'fires' : 'does not fire: it cannot get worse by so much'}.`;
  const at = fires_at < 0 || fires_at > 1 ? 'Cannot fire.' : `Fires at ${percent(fires_at)}.`;
  return `${at}${when} ${fixture}`;
}

/** @returns from which worsening on a period of this size shows it. */
export const shows = (smallest: number | null): string => (smallest === null ? 'none' : drop(smallest));

/** @returns such as `12.3 points`, rounded down, so that nothing under the floor looks as if it were on it. */
export const distance = (share: number): string => `${Math.floor(share * 1000 + 1e-9) / 10} points`;

/** @returns how sure it is. */
export function chance(p: number): string {
  if (p < 0.001) return 'p < 0.001';
  return `p ${p < 0.1 ? p.toFixed(3) : p.toFixed(2)}`;
}

/** @returns why a shift that may look like drift is none, or nothing. */
export function caveat(
  { drift, distance: found, p_adjusted: p }: FeatureFinding,
  { level, floor }: Distributions,
): string {
  if (drift || found === null || p === null) return '';
  if (p <= level) return `sure, but under ${distance(floor)}`;
  return found >= floor ? 'may be chance' : '';
}

/** @returns the kinds that are new, and those that are gone. */
export function news(feature: FeatureFinding): string {
  if (feature.kind === 'number') return '';
  const { appeared, vanished } = feature;
  return [
    ...(appeared.length === 0 ? [] : [`new: ${few(appeared.map(kind))}`]),
    ...(vanished.length === 0 ? [] : [`gone: ${few(vanished.map(kind))}`]),
  ].join('; ');
}

/** @returns what a feature was before and is now. */
export function change(feature: FeatureFinding): string {
  if (feature.kind === 'number') return numberChange(feature);
  const shares = feature.moved
    .slice(0, MOST)
    .map((one) => `${kind(one.kind)} ${percent(one.reference)} → ${percent(one.window)}`);
  return [shares.join(', '), news(feature)].filter((part) => part !== '').join('; ');
}

const kind = (text: string): string => (text.trim() === '' ? '(empty)' : shown(text, 24));

function numberChange({ reference, window }: Extract<FeatureFinding, { kind: 'number' }>): string {
  const pair = (before: number | null, after: number | null) => `${amount(before)} → ${amount(after)}`;
  const missing =
    reference.absent === window.absent
      ? ''
      : `; without one ${percent(reference.absent)} → ${percent(window.absent)}`;
  return `one in ten up to ${pair(reference.p10, window.p10)}, median ${pair(reference.median, window.median)}, nine in ten up to ${pair(reference.p90, window.p90)}${missing}`;
}

/** Four digits are enough for a median; JSON has the rest. */
const amount = (value: number | null): string =>
  value === null ? '–' : String(Number(value.toPrecision(4)));

/** @returns what is there and what it takes. */
export function tooLittle({ reference, window, would_do: days }: Distributions): string {
  const has = `Not enough data: the reference has n=${reference.n} of ${reference.needed} needed, the window n=${window.n} of ${window.needed}.`;
  const remedy =
    days === null
      ? 'No days that do not overlap would do: it takes more data.'
      : `\`--reference-days ${days.reference_days} --window-days ${days.window_days}\` would do.`;
  return `${has} ${remedy}`;
}

/** @returns which shifts would be seen in samples of this size. */
export function wouldSee(features: readonly FeatureFinding[]): string {
  const each = features.map(
    ({ name: one, smallest_shift: shift }) => `${name(one)} ${shift === null ? 'none' : drop(shift)}`,
  );
  return each.length === 0
    ? ''
    : `The smallest shift that so few would show, four times in five: ${each.join(', ')}.`;
}

/** @returns by which rules the features were tested, and the canary cases beside them. */
export function method(
  { features, level, floor, permutations }: Distributions,
  withCanaries: boolean,
): string {
  const together = `${things(features.length, 'feature')}${withCanaries ? ' and the canary cases' : ''} together (Holm)`;
  return `Drift is a shift of ${distance(floor)} or more at ${percent(level)}, for ${together}. Mixes: total variation, χ² by ${grouped(permutations)} permutations, the same in every run, or by all where there are few. Numbers: Kolmogorov-Smirnov distance, exact permutation distribution.`;
}

/** @returns which features no test can tell anything of, and why. */
export const untestable = ({ constant, unique }: Distributions): string[] => [
  ...(constant.length === 0 ? [] : [`The same in every row: ${few(constant.map(name))}.`]),
  ...(unique.length === 0 ? [] : [`Another in most rows, so not compared: ${few(unique.map(name))}.`]),
];

/** @returns the models that are new or gone, a sentence each. */
export function modelSentences({ models }: Distributions, now: string): string[] {
  const each = (list: Distributions['models']['appeared']) =>
    few(
      list.map(
        ({ model, calls, first_seen: first }) =>
          `${name(model)} (${things(calls, 'call')}, first on ${shortDay(first, now)})`,
      ),
    );
  return [
    ...(models.appeared.length === 0
      ? []
      : [
          `Another model answers: ${each(models.appeared)}. Was that meant? Run the eval again; --since then begins anew.`,
        ]),
    ...(models.vanished.length === 0 ? [] : [`No longer answers: ${each(models.vanished)}.`]),
  ];
}
