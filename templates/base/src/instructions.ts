/**
 * Phrases that speak to a language model and not to a person. This catches the clumsy, not the clever: what keeps the
 * rest harmless is that an answer can only be one of the labels, and that nothing here acts on it.
 * Before you add a pattern, run it over real items: each one that it refuses for nothing goes to a person.
 */
const PATTERNS = [
  /\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:previous|prior|above|earlier|preceding|your)\b[^.\n]{0,20}\b(?:instructions?|prompts?|rules)\b/i,
  /\b(?:reveal|repeat|print|show|output)\b[^.\n]{0,30}\bsystem prompt\b/i,
  /\bnew (?:system )?instructions\s*:/i,
  /<\/?(?:system|assistant)>|<\|im_(?:start|end)\|>|\[\/?INST\]/i,
];

const INVISIBLE = /\p{Cf}/gu;

/** @returns whether the text holds a phrase that is meant for a language model. */
export function hasInstructions(text: string): boolean {
  // Letters in other forms and invisible characters between them are the cheapest disguise.
  const plain = text.normalize('NFKC').replace(INVISIBLE, '');
  return PATTERNS.some((pattern) => pattern.test(plain));
}
