import { listOf, textOf } from './fields.ts';

/** @returns the texts of a list, such as tags; nothing for what is no list. */
export const textsOf = (value: unknown): string[] =>
  listOf(value)
    .map(textOf)
    .filter((text) => text !== null);
