import { type Fields, fieldsOf, textOf } from '../shared/fields.ts';
import { fingerprint } from '../shared/fingerprint.ts';

/** A column of promptfoo's table: what one provider answers to one prompt. */
export type PromptfooColumn = {
  variant: string | null;
  model: string | null;
};

/**
 * Names the columns of a file. The number is that of the column, as two of them may have the same provider; the text of
 * the prompt stays out of the name, since cases must still be found again after the prompt was improved.
 */
export function promptfooColumns(): (row: Fields) => PromptfooColumn {
  const numbered = new Map<number, PromptfooColumn & { provider: string | null }>();
  return (row) => {
    const { id, label } = providerOf(row.provider);
    const provider = label ?? id;
    const number = row.promptIdx;
    if (typeof number !== 'number') return { variant: unnumbered(provider, row), model: id };
    const known = numbered.get(number);
    if (known !== undefined && known.provider === provider && known.model === id) return known;
    const column = { provider, variant: columnName(provider, number), model: id };
    numbered.set(number, column);
    return column;
  };
}

export const columnName = (provider: string | null, index: number): string =>
  `${provider ?? 'prompt'} #${index + 1}`;

function providerOf(provider: unknown): { id: string | null; label: string | null } {
  if (typeof provider === 'string') return { id: textOf(provider), label: null };
  const { id, label } = fieldsOf(provider);
  return { id: textOf(id), label: textOf(label) };
}

const LONGEST_PROMPT = 60;

/** Before 2024 rows have no number, and only their prompt tells columns apart. */
function unnumbered(provider: string | null, row: Fields): string | null {
  const { display, label } = fieldsOf(row.prompt);
  const prompt = textOf(label) ?? textOf(display);
  if (prompt === null) return provider;
  const short =
    prompt.length > LONGEST_PROMPT
      ? `${prompt.slice(0, LONGEST_PROMPT)}… ${fingerprint(prompt).slice(0, 9)}`
      : prompt;
  return provider === null ? short : `${provider}: ${short}`;
}
