import { patternFault } from '../evidence/glob.ts';

/**
 * @param pattern `null` where none was given
 * @param example a pattern that somebody could have meant
 * @returns why it matches nothing that it should, in three parts, or `null`
 */
export function globFault(flag: string, pattern: string | null, example: string): string | null {
  const fault = pattern === null ? null : pattern.trim() === '' ? 'an empty pattern' : patternFault(pattern);
  return fault === null
    ? null
    : `${flag}: found ${JSON.stringify(pattern)}, ${fault}; expected a path in this folder with \`*\` for any part of a name and \`**\` for any folders. Write, for example, ${flag} '${example}'.`;
}
