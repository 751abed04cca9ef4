/** No model answers within it, nor does a network. */
const SHORTEST_CALL_MS = 10;

/** @returns a note where cases end too fast for a model to have been asked; `null` where it may well have been. */
export function instantNote(caseTimesMs: readonly number[]): string | null {
  if (caseTimesMs.length === 0) return null;
  const sorted = new Float64Array(caseTimesMs).sort();
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  if (median >= SHORTEST_CALL_MS) return null;
  return `No model seems to have been called: half of the cases took ${Number(median.toPrecision(2))} ms or less.`;
}
