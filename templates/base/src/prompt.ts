import { readFileSync } from 'node:fs';
import { PROMPT_VALUES } from './answer.ts';

const PROMPT = new URL('../prompts/prompt.md', import.meta.url);

/** @returns what a hosted model is told. `{fence}` is filled in anew for each item. */
export function readPrompt(): string {
  const values = Object.entries<string>(PROMPT_VALUES);
  // As a function, since a value may hold what `replaceAll` takes for a pattern.
  return values.reduce(
    (text, [name, value]) => text.replaceAll(`{${name}}`, () => value),
    readFileSync(PROMPT, 'utf8'),
  );
}
