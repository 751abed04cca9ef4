import { DateTime } from 'luxon';

/** How times are written: a Luxon format or `null` for ISO 8601, and the zone of those that name none. */
export type TimeForm = { format: string | null; zone: string | null };

/** A moment with its offset, why there is none, or that only a zone is missing. */
export type Moment = { iso: string } | { refused: string } | 'no zone';

const ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** Reads a time as a system wrote it. One that names its zone is taken as it is. */
export function readMoment(text: string, { format, zone }: TimeForm): Moment {
  const parsed = parse(text, format, 'UTC');
  if (parsed === null)
    return { refused: format === null ? 'is no ISO 8601 time' : `is not written as ${format}` };
  // What names its zone is the same moment, whatever zone is assumed.
  const elsewhere = parse(text, format, 'UTC+1');
  if (parsed.toMillis() === elsewhere?.toMillis()) return { iso: isoOf(parsed) };
  return zone === null ? 'no zone' : inZone(parsed, zone);
}

function parse(text: string, format: string | null, zone: string): DateTime<true> | null {
  const options = { zone, setZone: true, locale: 'en' };
  if (format === null && !ISO.test(text)) return null;
  const parsed =
    format === null
      ? DateTime.fromISO(text.replace(' ', 'T').replaceAll(' ', ''), options)
      : DateTime.fromFormat(text, format, options);
  return parsed.isValid ? parsed : null;
}

const isoOf = (moment: DateTime<true>): string => moment.toISO({ suppressMilliseconds: true });

/** When clocks are put forward an hour of the day does not exist, and when they are put back one exists twice. */
function inZone(wall: DateTime<true>, zone: string): Moment {
  const local = wall.setZone(zone, { keepLocalTime: true });
  if (!local.isValid) return { refused: `cannot be told in ${zone}` };
  if (local.toFormat(WALL) !== wall.toFormat(WALL))
    return { refused: `does not exist in ${zone}: clocks were put forward` };
  if (local.getPossibleOffsets().length > 1)
    return { refused: `exists twice in ${zone}: clocks were put back` };
  return { iso: isoOf(local) };
}

const WALL = 'yyyy-MM-dd HH:mm:ss';

/** A moment that no default gives by chance: not today, not midnight, not in the morning. */
const PROBE = DateTime.fromISO('2001-02-03T16:05:00Z', { setZone: true });

/** Does this format say the day and the minute? Of one that does not, what is left out would be made up. */
export function isWholeFormat(format: string): boolean {
  const how = { zone: 'UTC', locale: 'en' };
  try {
    const again = DateTime.fromFormat(PROBE.toFormat(format, how), format, how);
    return again.isValid && again.toMillis() === PROBE.toMillis();
  } catch {
    // Luxon throws for a format that contradicts itself.
    return false;
  }
}

/** The zone of this machine has no name that holds elsewhere. */
const OF_MACHINE = ['local', 'system', 'default'];

export const isZone = (zone: string): boolean =>
  !OF_MACHINE.includes(zone.toLowerCase()) && DateTime.utc().setZone(zone).isValid;
