import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { ReportValue } from '../../action/contract/report-value.ts';
import { dossierOf } from '../../action/readiness/dossier.ts';
import { roiReport } from '../../action/reporters/roi.ts';
import { given } from '../given.ts';
import { aReport, aValue, withFigures } from './a-report.ts';

const dossier = dossierOf(given.readings(given.study()));
const told = (value: ReportValue | null, color = false) => roiReport(aReport({ value }), dossier, color);
const swing = (net_at_p10: number, net_at_p90: number) => ({
  parameter: 'adoption' as const,
  at_p10: 0.4,
  at_p90: 0.6,
  net_at_p10,
  net_at_p90,
});

describe('the worth for a terminal', () => {
  it('has the same words with colour and without', () => {
    const value = aValue();
    expect(told(value, true)).not.toBe(told(value));
    expect(stripVTControlCharacters(told(value, true))).toBe(told(value));
  });

  it('begins with the headline, or says that there is none', () => {
    const first = (value: ReportValue) => told(value).split('\n')[0];
    expect([
      first(aValue()),
      first(aValue({ headline: null })),
      first(aValue({ headline: null, figures: null })),
    ]).toEqual([
      expect.stringMatching(/^Message triage: 18\.2 → 8\.4 min a case including review/),
      'A number for use inside: evidence grade B is not to be quoted.',
      'No number yet that could be defended.',
    ]);
  });

  it('says how the arms were compared', () => {
    expect(told(aValue())).toContain(
      'saved         9.8 min (95 % 8.3 to 11.4), before and after, evidence grade B',
    );
    expect(told(aValue({ comparison: 'coin_flip' }))).toContain('a coin decided each case');
  });

  it.each([
    [1, 'by 1 person'],
    [3, 'by 3 people'],
  ])('says that %d used it as %j', (users, words) => {
    const adoption = aValue().adoption as NonNullable<ReturnType<typeof aValue>['adoption']>;
    expect(told(aValue({ adoption: { ...adoption, users } }))).toMatch(
      new RegExp(`^  use  .*, ${words}$`, 'm'),
    );
  });

  it('says of what nobody measured that nobody did, and nothing more', () => {
    const lines = told(
      aValue({ with_poc: null, saved_minutes: null, adoption: null, errors_with_poc: null }),
    ).split('\n');
    expect(lines).toContain('  errors with the POC  not measured');
    expect(lines).toContain('  use                  not measured');
    expect(lines.some((line) => line.startsWith('  saved'))).toBe(false);
  });

  it('keeps what people said apart from what was measured, with who said it and where', () => {
    const text = told(aValue());
    const said = text.slice(text.indexOf('Said by people, not measured here'));
    expect(said).toMatch(
      /An hour of work, all it costs: €60\.00 {2}finance, 2026-09-01 \(baseline\.yaml:1\)/,
    );
    expect(text.indexOf('Said by people')).toBeGreaterThan(text.indexOf('with the POC'));
  });

  it('draws each bar from the lower net to the higher, on one scale', () => {
    const tornado = [swing(-10_000, 20_000), swing(20_000, 5_000), swing(3_000, 3_000)];
    const bars = told(withFigures({ tornado }))
      .split('\n')
      .filter((line) => line.startsWith('  use  ') && line.includes('█'))
      .map((line) => line.slice(24, 55));
    expect(bars).toEqual([
      `${'█'.repeat(30)} `,
      `${' '.repeat(15)}${'█'.repeat(15)} `,
      `${' '.repeat(13)}█`.padEnd(31),
    ]);
  });

  it('has no tornado where nothing varies', () => {
    expect(told(withFigures({ tornado: [] }))).not.toContain('What moves it most');
  });

  it('has a net present value where finance discounts', () => {
    expect(told(withFigures({ npv: 16_400 }))).toContain('Net present value over the horizon: €16K');
    expect(told(aValue())).not.toContain('Net present value');
  });

  it('holds the number that nobody should show beside what holds, where anything does', () => {
    expect(told(aValue())).toContain(
      'Not to be shown: every case, the tool’s time alone, every hour as money, no cost: €250K a year, 6.7 times what holds.',
    );
    expect(told(withFigures({ slideware: { net: 9_000, ratio: null } }))).toMatch(/no cost: €9K a year\.$/);
  });

  it('prints notes and what is missing in one line each', () => {
    const text = told(aValue({ notes: ['a\u001b[2J\nb'], not_proven: ['c\r\nd'], figures: null }));
    expect(text).toContain('\n  ⚪ c d\n');
    expect(text).toMatch(/Note\n {2}a b$/);
  });

  it('is not there without a baseline', () => {
    expect(told(null)).toBe('No number: `baseline.yaml` could not be read. `poc check` says why.');
  });
});
