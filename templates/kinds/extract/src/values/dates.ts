import type { Found } from './values.ts';

/** Languages whose months are known by name. Node brings the names. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv'];

const plainName = (name: string): string =>
  name.toLowerCase().replace(/\.$/, '').normalize('NFD').replace(/\p{M}/gu, '');

/** The number of each month by its names, long and short. */
const MONTHS = new Map(
  LANGUAGES.flatMap((language) =>
    (['long', 'short'] as const).flatMap((month) => {
      const format = new Intl.DateTimeFormat(language, { day: 'numeric', month, timeZone: 'UTC' });
      return Array.from({ length: 12 }, (_, index): [string, number] => {
        const parts = format.formatToParts(new Date(Date.UTC(2000, index, 15)));
        return [plainName(parts.find(({ type }) => type === 'month')?.value ?? ''), index + 1];
      });
    }),
  ),
);

/** Not inside a longer number. */
const alone = (pattern: string): RegExp => new RegExp(`(?<!\\d|\\d[./-])${pattern}(?!\\d|[./-]\\d)`, 'giu');

/** How a day is written, and what to call it where another notation looks the same. */
const NOTATIONS: readonly { read: string; pattern: RegExp }[] = [
  {
    read: 'ymd',
    pattern: alone(String.raw`(?<year>\d{4})(?<gap>[./-])(?<month>\d{1,2})\k<gap>(?<day>\d{1,2})`),
  },
  {
    read: 'dmy',
    pattern: alone(String.raw`(?<day>\d{1,2})(?<gap>\. ?|[/-])(?<month>\d{1,2})\k<gap>(?<year>\d{4}|\d{2})`),
  },
  // Nobody writes the month first with points between.
  {
    read: 'mdy',
    pattern: alone(String.raw`(?<month>\d{1,2})(?<gap>[/-])(?<day>\d{1,2})\k<gap>(?<year>\d{4}|\d{2})`),
  },
  {
    read: 'named',
    pattern: alone(
      String.raw`(?<day>\d{1,2})(?:st|nd|rd|th|er|\.)?[ -](?:of |de )?(?<month>\p{L}{3,12})\.?,?[ -](?:de )?(?<year>\d{4})`,
    ),
  },
  {
    read: 'named',
    pattern: alone(
      String.raw`(?<!\p{L})(?<month>\p{L}{3,12})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})`,
    ),
  },
];

/**
 * @returns the days in a text as ISO days: 2026-03-04, 4.3.2026, 4 March 2026, March 4, 2026, and 04/03/26, which has two
 * readings. A year of two digits is one of this century.
 */
export const datesIn = (text: string): Found[] =>
  NOTATIONS.flatMap(({ read, pattern }) =>
    [...text.matchAll(pattern)].flatMap(({ 0: written, index, groups }) => {
      const value = isoDay(groups ?? {});
      return value === null ? [] : [{ value, start: index, end: index + written.length, read }];
    }),
  );

/** @returns `null` for a day that no calendar has. */
function isoDay({ year = '', month = '', day = '' }: Record<string, string>): string | null {
  const number = /^\d+$/.test(month) ? month : `${MONTHS.get(plainName(month)) ?? 0}`;
  const written = `${year.padStart(4, '20')}-${number.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(written) ? written : null;
}
