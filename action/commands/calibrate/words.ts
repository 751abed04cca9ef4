import type { Confidence } from '../../contract/confidence.ts';
import { casesNeeded, levelOfFirst } from '../../statistics/selective-risk.ts';
import { printable } from '../../text/printable.ts';
import { counted, grouped, listed } from '../eval-import/words.ts';
import { wrapped } from '../time/layout.ts';
import type { Calibration } from './assess.ts';
import { curveLines } from './curve.ts';

const WIDTH = 80;
const LABEL = 12;

/** @returns what was found, for a terminal of 80 columns: what it means, the curve, the figures, what holds. */
export function calibrationText({ confidence, thresholds }: Calibration, out: string): string {
  const curve = curveLines(confidence);
  return [
    ...wrapped(headline(confidence), WIDTH),
    '',
    ...curve,
    ...(curve.length === 0 ? [] : ['']),
    ...figures(confidence).flatMap(([label, text]) =>
      wrapped(`${label.padEnd(LABEL)}${text}`, WIDTH, ' '.repeat(LABEL)),
    ),
    '',
    ...wrapped(needs(confidence, thresholds), WIDTH),
    ...wrapped(guarantee(confidence, thresholds), WIDTH),
    `Written to ${printable(out)}.`,
  ].join('\n');
}

const TO_REVIEW = 'everything goes to review';

function headline(confidence: Confidence): string {
  const { verdict, answers_from, coverage, target_risk, level, risk_upper, auroc } = confidence;
  if (verdict === 'too_few') return tooFew(confidence);
  if (verdict === 'useless')
    return `Confidence ${auroc === null ? 'has too few right or too few wrong answers to tell by' : emptyWords(auroc)}: ${TO_REVIEW}.`;
  if (answers_from === null || risk_upper === null)
    return `Nothing can be answered without a person: no confidence is shown to keep errors at ≤${percent(target_risk)} (at ${percent(level)}); ${TO_REVIEW}.`;
  const rest = coverage === 1 ? 'nothing has to go' : 'the rest goes';
  return `${percent(coverage)} can be answered without a person at ≤${percent(target_risk)} error (${percent(level)} upper bound ${percent(risk_upper)}); ${rest} to review.`;
}

function tooFew({ trials, undecided, target_risk: risk, level }: Confidence): string {
  const fewest = casesNeeded(0, { risk, level });
  return `Too few trials to tell: ${counted(trials - undecided, 'answer')}; to certify ≤${percent(risk)} at ${percent(level)} takes ${fewest} even without an error. Until then ${TO_REVIEW}.`;
}

function emptyWords({ value, low, high }: NonNullable<Confidence['auroc']>): string {
  const says =
    high < 0.5 ? 'is higher where the answer is wrong' : 'says nothing about which answers are right';
  const why = high < 0.5 ? 'all of it under 0.5' : 'which includes 0.5';
  return `${says} (AUROC ${two(value)}, 95 % interval ${two(low)} to ${two(high)}, ${why})`;
}

type Figure = readonly [label: string, text: string];

function figures(confidence: Confidence): Figure[] {
  const { model, trials, undecided, combine, answers_from, auroc, aurc, e_aurc, error_rate, ece } =
    confidence;
  const signals = combine.method === 'isotonic' ? [combine.signal] : combine.signals.map(({ name }) => name);
  const from = answers_from === null ? '' : `; answers from ${three(answers_from)}`;
  const made = signals.length === 0 ? 'no signal' : `${combine.method}, of ${listed(signals)}`;
  return [
    ['Trials', `${grouped(trials)} of ${printable(model)}; in ${grouped(undecided)} it gave no answer`],
    ['Confidence', `${made}${from}`],
    ...(auroc === null ? [] : [aurocFigure(auroc)]),
    ...(aurc === null || e_aurc === null || error_rate === null
      ? []
      : [
          figure(
            'AURC',
            `${three(aurc)}; abstaining at random ${three(error_rate)}, the best order ${three(aurc - e_aurc)} (E-AURC ${three(e_aurc)})`,
          ),
          figure('Coverage', coverageWords(confidence)),
        ]),
    ...(ece === null ? [] : [figure('ECE', eceWords(confidence, ece))]),
  ];
}

const figure = (label: string, text: string): Figure => [label, text];

const aurocFigure = ({ value, low, high }: NonNullable<Confidence['auroc']>): Figure =>
  figure('AUROC', `${two(value)} (95 % ${two(low)} to ${two(high)}, DeLong); 0.5 says nothing`);

function coverageWords({ coverage, coverage_at_risk, target_risk }: Confidence): string {
  return `${percent(coverage)} with the bound; ${percent(coverage_at_risk)} had ≤${percent(target_risk)} error as counted, which no bound backs`;
}

function eceWords({ reliability }: Confidence, ece: number): string {
  const bins = reliability.map(
    ({ confidence, right, trials }) => `${two(confidence)} → ${two(right)} (${trials})`,
  );
  return `${three(ece)}; confidence → share right (answers), out of fold: ${bins.join(', ')}`;
}

/** With none wrong and with two, for a threshold that is named in advance and for one that is chosen. */
function needs({ target_risk: risk, level }: Confidence, thresholds: number): string {
  const at = (one: number) => [0, 2].map((wrong) => grouped(casesNeeded(wrong, { risk, level: one })));
  const [none, two] = at(level);
  const first = at(levelOfFirst(level, thresholds)).join(' and ');
  const choosing =
    thresholds < 2
      ? ''
      : `; ${first} where it is the first of ${thresholds} thresholds that are tried in turn`;
  return `To certify ≤${percent(risk)} at ${percent(level)} with 0 errors takes ${none} accepted cases; with 2 errors ${two}${choosing}.`;
}

/** What the bound promises, and what it does not know of. */
function guarantee(
  { answers_from, combine, target_risk, level, risk_upper }: Confidence,
  thresholds: number,
): string {
  if (answers_from === null || risk_upper === null) return 'No bound holds for any answer, so none is given.';
  const refitted =
    combine.method === 'logistic'
      ? ' The weights were then fitted to all trials, which the bound, made out of fold, does not know of.'
      : '';
  return `What holds, with a chance of at least ${percent(level)}: at most ${percent(target_risk)} of the answers given are wrong, for new cases that are like these. ${counted(thresholds, 'threshold')} shared the chance of an error (fallback procedure, exact bound).${refitted}`;
}

/** Such as `4.9 %`. */
const percent = (share: number): string => `${Number((share * 100).toFixed(2))} %`;
const two = (value: number): string => value.toFixed(2);
const three = (value: number): string => value.toFixed(3);
