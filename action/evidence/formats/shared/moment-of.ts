/** Milliseconds from here on, seconds before: 1e11 seconds is the year 5138, 1e11 milliseconds is 1973. */
const FIRST_MILLISECONDS = 1e11;

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(Z|[+-]\d{2}:?\d{2})?$/;

/** @returns a moment as ISO text in UTC; from ISO text, or from seconds or milliseconds since 1970. */
export function momentOf(value: unknown): string | null {
  if (typeof value === 'number') return isoOf(value < FIRST_MILLISECONDS ? value * 1000 : value);
  if (typeof value !== 'string') return null;
  const match = ISO.exec(value);
  if (match === null) return null;
  // Without a zone it is read as UTC, in which CI runs; else it would depend on where this runs.
  return isoOf(Date.parse(match[1] === undefined ? `${value}Z` : value));
}

function isoOf(milliseconds: number): string | null {
  const date = new Date(milliseconds);
  return milliseconds > 0 && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
}
