import { OUTCOMES, type RowVerdict, VERDICTS } from '../../../contract/words.ts';
import type { Fields } from '../shared/fields.ts';

const WORDS: ReadonlySet<unknown> = new Set<string>(VERDICTS);
const ENDS: ReadonlySet<unknown> = new Set<string>(OUTCOMES);

/** @returns whether a value is one of the five words. */
export const isVerdict = (value: unknown): value is RowVerdict => WORDS.has(value);

/** Text that trimming leaves as it is; anything beyond ASCII at its ends is left to the schema. */
const isText = (value: unknown): boolean =>
  typeof value === 'string' &&
  value !== '' &&
  isInk(value.charCodeAt(0)) &&
  isInk(value.charCodeAt(value.length - 1));

const isInk = (code: number): boolean => code > 0x20 && code < 0x7f;

const isAmount = (value: unknown): boolean =>
  value === null || (typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY);

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

const isShare = (value: unknown): boolean =>
  value === null || (typeof value === 'number' && value >= 0 && value <= 1);

const isTextOrNull = (value: unknown): boolean => value === null || isText(value);

/** Answers that are lists or objects are left to the schema below this depth. */
const DEEPEST = 20;

function isJson(value: unknown, depth = 0): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return depth < DEEPEST && Object.values(value).every((inner) => isJson(inner, depth + 1));
}

const isOutcome = (value: unknown): boolean => value === null || ENDS.has(value);

const isReason = (value: unknown): boolean => value === null || typeof value === 'string';

/**
 * @returns `true` where a row is surely what `evalRow` accepts, and unchanged by it; the schema decides on all others.
 * It says what is wrong, and takes ten times as long.
 */
export function plainlyValid(row: Fields): boolean {
  if (!isText(row.id) || !WORDS.has(row.verdict)) return false;
  const known =
    2 +
    keyWith(row.repeat, isCount) +
    keyWith(row.outcome, isOutcome) +
    keyWith(row.answer, isJson) +
    keyWith(row.reason, isReason) +
    keyWith(row.confidence, isShare) +
    keyWith(row.latency_ms, isAmount) +
    keyWith(row.cost_usd, isAmount) +
    keyWith(row.cluster, isTextOrNull) +
    keyWith(row.model, isTextOrNull);
  return known === Object.keys(row).length;
}

/** @returns 1 for a key with a value that fits, 0 for one that is not there, and for any other what equals no number. */
const keyWith = (value: unknown, fits: (value: unknown) => boolean): number =>
  value === undefined ? 0 : fits(value) ? 1 : Number.NaN;
