import { type Model, replyOf } from '../src/model/model.ts';
import type { LabelledWords } from '../src/model/naive-bayes.ts';
import { wordsOf } from '../src/model/words.ts';

/** A word, and the label that it speaks for. */
export type Keyword = { word: string; label: string };

type Proposal = { answer: { label: string }; signals: Record<string, number> };

/** As many words of a label as a person would still read through. */
const WORDS_EACH = 20;

/**
 * The simplest thing that could work: the label for which most keywords stand in the item. Yours are looked for first,
 * then those learned from the training rows; where neither decides, it is the commonest label. It never asks a person,
 * so it is right more often than a rule that does, and wrong more often too.
 */
export function keywordRule(rows: readonly LabelledWords[], own: readonly Keyword[] = []): Model {
  const learned = learnKeywords(rows);
  const commonest = commonestLabel(rows);
  return {
    id: 'alternative/keyword-rule',
    repairs: false,
    async ask(item) {
      const words = new Set(wordsOf(item));
      const found = mostNamed(own, words) ?? mostNamed(learned, words) ?? commonest;
      return replyOf(found ?? { undecided: 'too_little_training' });
    },
  };
}

/**
 * @returns for each label the words that tell it best from the others: those whose share of its rows is furthest above
 * their share of all other rows
 */
export function learnKeywords(rows: readonly LabelledWords[], each = WORDS_EACH): Keyword[] {
  const all = countRows(rows);
  return [...new Set(rows.map((row) => row.label))].flatMap((label) => {
    const inside = rows.filter((row) => row.label === label);
    const outside = rows.length - inside.length;
    const lead = ([word, count]: [string, number]) => ({
      word,
      lead: count / inside.length - ((all.get(word) ?? 0) - count) / Math.max(1, outside),
    });
    return [...countRows(inside)]
      .map(lead)
      .filter((one) => one.lead > 0)
      .sort((a, b) => b.lead - a.lead || (a.word < b.word ? -1 : 1))
      .slice(0, each)
      .map(({ word }) => ({ word, label }));
  });
}

/** @returns in how many rows each word stands, however often it stands there. */
function countRows(rows: readonly LabelledWords[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows)
    for (const word of new Set(row.words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** @returns the label that most of the keywords found name, with their share; `undefined` for none, or a draw. */
function mostNamed(keywords: readonly Keyword[], words: ReadonlySet<string>): Proposal | undefined {
  const found = keywords.filter(({ word }) => words.has(word));
  const [first, second] = tally(found.map(({ label }) => label));
  if (first === undefined || first.count === second?.count) return undefined;
  return { answer: { label: first.label }, signals: { share: first.count / found.length } };
}

function commonestLabel(rows: readonly LabelledWords[]): Proposal | undefined {
  const [first] = tally(rows.map((row) => row.label));
  if (first === undefined) return undefined;
  return { answer: { label: first.label }, signals: { share: first.count / rows.length } };
}

/** @returns how often each label stands there, the commonest first. */
function tally(labels: readonly string[]): { label: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([label, count]) => ({ label, count })).sort((a, b) => b.count - a.count);
}
