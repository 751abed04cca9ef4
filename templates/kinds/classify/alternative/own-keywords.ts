import type { Label } from '../src/labels.ts';

/**
 * Words that decide, as somebody knows who does this work, in lower case: `{ word: 'invoice', label: 'billing' }`. They
 * are looked for before those that the rule learns from `data/train*.jsonl`.
 */
export const OWN_KEYWORDS: readonly { word: string; label: Label }[] = [];
