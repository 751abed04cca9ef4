/**
 * @param error what `parseArgs` of Node threw
 * @returns the word of the command line that it cannot take, as a sentence. What follows it is about how Node reads words.
 */
export function flagFault(error: unknown): string {
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
  return `${first.replace(/\.$/, '')}.`;
}
