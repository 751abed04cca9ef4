import type { EvalCase } from '../../contract/eval-case.ts';

/** @returns all text of a case's input, in the order of its fields: what a reader would take in. */
export function caseText(one: Pick<EvalCase, 'input'>): string {
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(visit);
  };
  visit(one.input);
  return texts.join('\n');
}
