import { answerOf, type Fields } from '../answer.ts';
import { FIELD_NAMES, type FieldName, typeOf } from '../fields.ts';
import type { Item } from '../input.ts';
import { sameValue, type Value } from '../values/values.ts';
import { type Candidates, candidatesIn } from './candidates.ts';
import { foundIn, type Lesson, learnEvidence, type Weigh } from './evidence.ts';
import { type Model, replyOf } from './model.ts';
import type { TrainingRow } from './training.ts';

/** What results and logs call this model. It needs no key and no network, and writes nothing of its own. */
export const EMBEDDED_ID = 'embedded/values-by-their-cues';

/** With fewer documents, or with fewer in which a field was found, there is nothing to learn from. */
const FEWEST_ROWS = 10;
const FEWEST_FOUND = 3;

/** Log odds beyond this say no more. */
const SUREST = 20;

/** What was chosen for a field, by how much it leads, the share of its cues that speak for it, and how many others might do. */
type Choice = { value: Value | null; lead: number; agreement: number; rivals: number };

/**
 * Reads documents like those that it has learned from: for each field it takes the value whose surroundings (the words
 * before it, its notation, its place) are most like those of the values that people read.
 */
export function embeddedModel(rows: readonly TrainingRow[]): Model {
  const weighers = learn(rows);
  return {
    id: EMBEDDED_ID,
    repairs: false,
    async ask(item) {
      return replyOf(weighers === undefined ? { undecided: 'too_little_training' } : said(item, weighers));
    },
  };
}

type Weighers = Readonly<Record<FieldName, Weigh>>;

/** @returns how to weigh candidates for each field, or `undefined` when there is too little to learn from. */
function learn(rows: readonly TrainingRow[]): Weighers | undefined {
  if (rows.length < FEWEST_ROWS) return undefined;
  const documents = rows.map(({ item, answer }) => ({ candidates: candidatesIn(item), answer }));
  const lessons = FIELD_NAMES.map((name): [FieldName, Lesson[]] => [
    name,
    documents.map(({ candidates, answer }) => ({
      candidates: candidates[typeOf(name)],
      value: answer.fields[name],
    })),
  ]);
  const isKnown = ([name, some]: [FieldName, Lesson[]]) =>
    foundIn(name, some) >= FEWEST_FOUND || some.every(({ value }) => value === null);
  if (!lessons.every(isKnown)) return undefined;
  return Object.fromEntries(lessons.map(([name, some]) => [name, learnEvidence(name, some)])) as Weighers;
}

function said(item: Item, weighers: Weighers): unknown {
  const candidates = candidatesIn(item);
  const choices = FIELD_NAMES.map((name) => [name, choose(name, candidates, weighers[name])] as const);
  if (choices.every(([, { value }]) => value === null)) return { undecided: 'unfamiliar' };
  const each = choices.map(([, choice]) => choice);
  return {
    answer: answerOf(Object.fromEntries(choices.map(([name, { value }]) => [name, value])) as Fields),
    signals: {
      // A record is as sure as its least sure field.
      lead: Math.min(...each.map(({ lead }) => lead)),
      agreement: Math.min(...each.map(({ agreement }) => agreement)),
      rivals: Math.max(...each.map(({ rivals }) => rivals)),
    },
  };
}

function choose(name: FieldName, candidates: Candidates, weigh: Weigh): Choice {
  const ranked = candidates[typeOf(name)]
    .map(({ value, cues }) => ({ value, ...weigh(cues) }))
    .sort((a, b) => b.odds - a.odds);
  const [best] = ranked;
  // Likelier than not is enough to propose a value; whether it is enough to answer with is for the calibration to say.
  if (best === undefined || best.odds <= 0)
    return { value: null, lead: Math.min(SUREST, -(best?.odds ?? -SUREST)), agreement: 1, rivals: 0 };
  const others = ranked.filter(({ value }) => !sameValue(typeOf(name), value, best.value));
  return {
    value: best.value,
    lead: Math.min(SUREST, best.odds - Math.max(0, others[0]?.odds ?? 0)),
    agreement: best.agreement,
    rivals: others.filter(({ odds }) => odds > 0).length,
  };
}
