import type { Section } from './comment.ts';

/** GitHub refuses comment bodies with more characters than this. */
export const COMMENT_CHARACTERS = 65_536;
/** GitHub drops a step's summary with more bytes than this. */
export const SUMMARY_BYTES = 1_048_576;

const CUT =
  '*Some sections were left out because of their length; the full report is in the JSON of this run.*';

/**
 * Puts sections together within a limit. Optional sections go first, the last of them first; each is whole or absent,
 * so that no fence or fold stays open. The verdict and the blockers stay.
 *
 * @param measure how the limit counts: characters for comments, bytes for summaries
 */
export function assemble(
  sections: readonly Section[],
  limit: number,
  measure: (text: string) => number,
): string {
  let kept = [...sections];
  let text = join(kept);
  while (measure(text) > limit) {
    const last = kept.findLastIndex((section) => section.optional);
    if (last < 0) return cut(text, limit, measure);
    kept = kept.filter((_, i) => i !== last);
    text = join([...kept, { text: CUT, optional: false }]);
  }
  return text;
}

/** What must stay is short; should it ever not be, a cut text is told and a refused one is not. */
function cut(text: string, limit: number, measure: (text: string) => number): string {
  let kept = text;
  while (measure(kept) > limit) kept = kept.slice(0, Math.floor((kept.length * limit) / measure(kept)));
  return kept;
}

const join = (sections: readonly Section[]): string => sections.map((section) => section.text).join('\n\n');

/** Length of a comment, never less than GitHub's count: it counts code points, and some take two units here. */
export const inCharacters = (text: string): number => text.length;

/** Length as GitHub counts a summary. */
export const inBytes = (text: string): number => new TextEncoder().encode(text).length;
