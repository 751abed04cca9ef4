import { describe, expect, it } from 'vitest';
import { isWholeFormat, isZone, readMoment } from '../../../action/commands/time-import/moment.ts';

const BERLIN = 'Europe/Berlin';
const GERMAN = 'dd.MM.yyyy HH:mm:ss';

describe('a time of a system', () => {
  it.each<[string, string | null, string | null, string]>([
    ['2026-11-20T09:00:00Z', null, null, '2026-11-20T09:00:00Z'],
    ['2026-11-20T09:00:00.250Z', null, null, '2026-11-20T09:00:00.250Z'],
    ['2026-11-20T09:00:00+01:00', null, null, '2026-11-20T09:00:00+01:00'],
    ['2026-11-20 09:00:00+0100', null, null, '2026-11-20T09:00:00+01:00'],
    ['2026-11-20 09:00 +01', null, null, '2026-11-20T09:00:00+01:00'],
    ['2026-11-20T09:00:00-08:00', null, BERLIN, '2026-11-20T09:00:00-08:00'],
    ['2026-11-20 09:00:00', null, BERLIN, '2026-11-20T09:00:00+01:00'],
    ['2026-07-20T09:00', null, BERLIN, '2026-07-20T09:00:00+02:00'],
    ['20.11.2026 09:00:05', GERMAN, BERLIN, '2026-11-20T09:00:05+01:00'],
    ['20.11.2026 09:00:05', GERMAN, 'America/New_York', '2026-11-20T09:00:05-05:00'],
    ['11/20/2026 9:05 PM', 'M/d/yyyy h:mm a', 'UTC', '2026-11-20T21:05:00Z'],
    ['20 Nov 2026 09:00:05 +0530', 'd MMM yyyy HH:mm:ss ZZZ', null, '2026-11-20T09:00:05+05:30'],
    // The hours around the two changes of 2026 in Germany, 29 March and 25 October.
    ['2026-03-29 01:59:59', null, BERLIN, '2026-03-29T01:59:59+01:00'],
    ['2026-03-29 03:00:00', null, BERLIN, '2026-03-29T03:00:00+02:00'],
    ['2026-10-25 01:59:59', null, BERLIN, '2026-10-25T01:59:59+02:00'],
    ['2026-10-25 03:00:00', null, BERLIN, '2026-10-25T03:00:00+01:00'],
    ['2026-10-25T02:30:00+01:00', null, BERLIN, '2026-10-25T02:30:00+01:00'],
  ])('%j in the format %j and the zone %j is %s', (text, format, zone, iso) => {
    expect(readMoment(text, { format, zone })).toEqual({ iso });
  });

  it.each<[string, string | null, string | null, string]>([
    ['2026-03-29 02:00:00', null, BERLIN, 'does not exist in Europe/Berlin: clocks were put forward'],
    ['2026-03-29 02:59:59', null, BERLIN, 'does not exist in Europe/Berlin: clocks were put forward'],
    ['2026-10-25 02:00:00', null, BERLIN, 'exists twice in Europe/Berlin: clocks were put back'],
    ['2026-10-25 02:59:59', null, BERLIN, 'exists twice in Europe/Berlin: clocks were put back'],
    ['29.03.2026 02:30:00', GERMAN, BERLIN, 'does not exist in Europe/Berlin: clocks were put forward'],
    ['2026-11-20', null, BERLIN, 'is no ISO 8601 time'],
    ['2026-02-30T09:00:00Z', null, BERLIN, 'is no ISO 8601 time'],
    ['20.11.2026 09:00:00', null, BERLIN, 'is no ISO 8601 time'],
    ['2026-11-20T09:00:00Z', GERMAN, BERLIN, 'is not written as dd.MM.yyyy HH:mm:ss'],
    ['20.11.2026', GERMAN, BERLIN, 'is not written as dd.MM.yyyy HH:mm:ss'],
    ['31.11.2026 09:00:00', GERMAN, BERLIN, 'is not written as dd.MM.yyyy HH:mm:ss'],
  ])('%j in the format %j and the zone %j is refused: it %s', (text, format, zone, refused) => {
    expect(readMoment(text, { format, zone })).toEqual({ refused });
  });

  it.each([
    ['2026-11-20T09:00:00', null],
    ['20.11.2026 09:00:00', GERMAN],
  ])('%j says that its zone is missing', (text, format) => {
    expect(readMoment(text, { format, zone: null })).toBe('no zone');
  });
});

describe('a format', () => {
  it.each([GERMAN, 'yyyy-MM-dd HH:mm', 'M/d/yy h:mm a', 'd MMM yyyy HH:mm ZZ', 'D T'])(
    '%s says the day and the minute',
    (format) => {
      expect(isWholeFormat(format)).toBe(true);
    },
  );
  it.each(['HH:mm:ss', 'dd.MM. HH:mm', 'yyyy-MM-dd', 'yyyy-MM-dd HH', 'M/d/yy h:mm', 'words', ''])(
    '%j leaves something out, which would be made up',
    (format) => {
      expect(isWholeFormat(format)).toBe(false);
    },
  );
});

describe('a zone', () => {
  it.each([BERLIN, 'UTC', 'America/New_York'])('%s is one', (zone) => expect(isZone(zone)).toBe(true));
  it.each(['local', 'system', 'Berlin', 'Mars/Base', ''])('%j is none that holds on every machine', (zone) =>
    expect(isZone(zone)).toBe(false),
  );
});
