import { wellFormed } from '../text/well-formed.ts';

/** Characters that no document of XML 1.0 can hold, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking control characters out is its purpose.
const IMPOSSIBLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const ESCAPED = /[<>&"\t\n\r]/g;

/** @returns text of a repository as the content of an element; what XML cannot hold becomes the replacement character. */
export const text = (content: string): string =>
  wellFormed(content)
    .replace(IMPOSSIBLE, '\uFFFD')
    // A bare carriage return would be read as a line feed.
    .replace(/[<>&\r]/g, reference);

/** @returns attributes with a space before each. Line breaks and tabs stay what they are only as references. */
export const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(
      ([name, value]) =>
        ` ${name}="${wellFormed(String(value)).replace(IMPOSSIBLE, '\uFFFD').replace(ESCAPED, reference)}"`,
    )
    .join('');

const reference = (character: string): string => `&#${character.codePointAt(0)};`;

/** @param content made by the functions above */
export const element = (
  name: string,
  values: Readonly<Record<string, string | number>>,
  content: string,
): string => `<${name}${attributes(values)}>${content}</${name}>`;
