import type { EvalCase } from '../../contract/eval-case.ts';
import { normalise } from '../../text/normalise.ts';
import type { SourceText } from '../evidence.ts';
import type { Row } from '../reading.ts';
import { remembered } from '../remembered.ts';
import type { Breach } from './case-set.ts';
import { caseText } from './case-text.ts';
import { casesOf } from './suites.ts';

/** Words in a row that are taken for a quotation. */
const GRAM = 8;
/** A run of words in more cases than this is boilerplate (a footer, a disclaimer), not one case's text. */
const BOILERPLATE = 3;

/**
 * Finds scored cases whose text stands in prompts, few-shot examples or code (gate.md, T9): eight words in a row
 * that at most three cases share.
 */
export const caseTextInSource = (cases: readonly Row<EvalCase>[], sources: readonly SourceText[]): Breach[] =>
  searching(sources)(cases);

const searching = remembered((sources: readonly SourceText[]) =>
  remembered((cases: readonly Row<EvalCase>[]) => search(cases, sources)),
);

function search(cases: readonly Row<EvalCase>[], sources: readonly SourceText[]): Breach[] {
  const scored = casesOf('scored', cases).filter((row) => row.value.origin !== 'synthetic');
  if (sources.length === 0 || scored.length === 0) return [];
  const inSource = new Map<string, string>();
  for (const { file, text } of sources) for (const gram of grams(text)) inSource.set(gram, file);
  const owners = new Map<string, number>();
  const found = scored.map((row) =>
    [...new Set(grams(caseText(row.value)))].filter((gram) => inSource.has(gram)),
  );
  for (const gram of found.flat()) owners.set(gram, (owners.get(gram) ?? 0) + 1);
  return scored.flatMap((row, i) => {
    const gram = found[i]?.find((one) => (owners.get(one) ?? 0) <= BOILERPLATE);
    return gram === undefined ? [] : [leak(row, gram, inSource.get(gram) as string)];
  });
}

const leak = (row: Row<EvalCase>, gram: string, file: string): Breach => ({
  message: `the text of case ${row.value.id} stands in ${file} (“${gram}”)`,
  location: { file, line: null },
  failedAtBase: false,
  remedy: `Take the text of the case out of \`${file}\`, or move the case to the training split with an entry in \`eval/CHANGES.jsonl\`.`,
});

function grams(text: string): string[] {
  const words = normalise(text).split(' ');
  return words
    .slice(0, Math.max(0, words.length - GRAM + 1))
    .map((_, i) => words.slice(i, i + GRAM).join(' '));
}
