/** @returns a name as it is compared: case, spaces and the @ of a mention do not make another person of anybody. */
export const nameKey = (name: string): string =>
  name.normalize('NFKC').trim().replace(/^@/, '').replace(/\s+/g, ' ').toLowerCase();

export const sameName = (a: string, b: string): boolean => nameKey(a) === nameKey(b);
