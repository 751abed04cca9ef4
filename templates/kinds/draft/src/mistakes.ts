import { type Answer, answer, brokenRules } from './answer.ts';
import type { Item } from './input.ts';
import { contentWords, factsOf, plain, questionOf, sentencesOf, sourcesOf } from './sources.ts';

const NUMBER = /\p{N}+(?:[.,:]\p{N}+)*/gu;

/**
 * Mistakes that look right, for seeing whether people catch them: `npm run review -- seed`.
 * @param right what the workflow answered
 * @returns answers with one error each that keep the output contract and the rules: a sentence of the sources that answers
 * something else, with its citation, or a number that stands elsewhere in the sources
 */
export const mistakesIn = (right: Answer, item: Item): Answer[] =>
  [...otherSentences(right, item), ...otherNumbers(right, item)].filter(
    (wrong) => answer.safeParse(wrong).success && brokenRules(wrong, item).length === 0,
  );

/** @returns whether what is wrong in `wrong` is wrong in what somebody saved too, whatever else they changed */
export function isRepeated(saved: Answer, { right, wrong }: { right: Answer; wrong: Answer }): boolean {
  const [facts, before] = [factsOf(saved.text), factsOf(right.text)];
  return (
    sentencesOf(wrong.text).some((one) => !has(right, one) && has(saved, one)) ||
    factsOf(wrong.text).some((one) => !before.includes(one) && facts.includes(one))
  );
}

const has = ({ text }: Answer, sentence: string): boolean => plain(text).includes(plain(sentence));

function otherSentences(right: Answer, item: Item): Answer[] {
  const asked = contentWords(questionOf(item));
  const says = (sentence: string) => shared(contentWords(sentence), asked);
  const others = sourcesOf(item).flatMap(({ name: source, text }) =>
    sentencesOf(text).map((quote) => ({ source, quote })),
  );
  const here = sentencesOf(right.text).filter((one) => right.text.includes(one));
  return here.flatMap((sentence) => {
    const place = closest(right, sentence);
    // What says as much about the question may be as right.
    const wrong = others.filter(({ quote }) => !has(right, quote) && says(quote) < says(sentence));
    // Everybody sees what is off the subject, so the same source comes first.
    const near = wrong.filter(({ source }) => source === right.citations[place]?.source);
    return (near.length > 0 ? near : wrong).map((other) => ({
      ...right,
      text: right.text.replace(sentence, () => other.quote),
      citations: right.citations.with(place, other),
    }));
  });
}

/** @returns the place of the citation that a sentence rests on. */
function closest({ citations }: Answer, sentence: string): number {
  const words = contentWords(sentence);
  const alike = citations.map(({ quote }) => shared(contentWords(quote), words));
  return alike.indexOf(Math.max(...alike));
}

const shared = (some: ReadonlySet<string>, others: ReadonlySet<string>): number =>
  [...some].filter((one) => others.has(one)).length;

function otherNumbers(right: Answer, item: Item): Answer[] {
  const numbersIn = (text: string) => [...text.matchAll(NUMBER)].map(([number]) => number);
  const said = numbersIn(right.text);
  const others = [...new Set(sourcesOf(item).flatMap(({ text }) => numbersIn(text)))];
  return [...right.text.matchAll(NUMBER)].flatMap(({ 0: number, index }) =>
    others
      .filter((other) => !said.includes(other) && formOf(other) === formOf(number))
      .map((other) => ({
        ...right,
        text: right.text.slice(0, index) + other + right.text.slice(index + number.length),
      })),
  );
}

/** A year is taken for another year, and a price for another price. */
const formOf = (number: string): string => number.replace(/\p{N}/gu, '9');
