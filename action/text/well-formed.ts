/** @returns text without halves of a character: each becomes the replacement character, as UTF-8 would have it. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');
