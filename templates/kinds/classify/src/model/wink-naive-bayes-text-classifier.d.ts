/** The part of the library that is used here; it ships no types. */
declare module 'wink-naive-bayes-text-classifier' {
  type Classifier = {
    defineConfig(config: { considerOnlyPresence: boolean; smoothingFactor: number }): boolean;
    learn(words: readonly string[], label: string): boolean;
    /** Ends learning. Throws with fewer than two labels or ten different words. */
    consolidate(): boolean;
    /** Labels with the log2 odds of each against all others, best first; `[['unknown', 0]]` when nothing speaks for any. */
    computeOdds(words: readonly string[]): [label: string, odds: number][];
  };
  export default function create(): Classifier;
}
