/** The texts that logs must not show. One per job: what one step masks stays masked in the next. */
export type Masks = { texts: Set<string> };

/** @returns masks for the given secrets. */
export function createMasks(secrets: string[]): Masks {
  const masks: Masks = { texts: new Set() };
  for (const secret of secrets) addMask(masks, secret);
  return masks;
}

/** Masks a secret, and each line of it, since logs are masked line by line. */
export function addMask(masks: Masks, secret: string): void {
  for (const line of [secret, ...secret.split(/\r?\n/)]) {
    if (line.trim() !== '') masks.texts.add(line);
  }
}

/** @returns the text with every secret replaced by three stars, the longest first. */
export function masked(masks: Masks, text: string): string {
  const longestFirst = [...masks.texts].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
}
