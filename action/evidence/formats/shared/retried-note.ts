/** What a test runner tried again until it passed is one pass, and less than a pass at once. */
export const retriedNote = (tests: number): string =>
  `Tests that passed only when they were tried again: ${tests}. Each counts as one pass.`;
