import { describe, expect, it } from 'vitest';
import type { ReportValue } from '../../action/contract/report-value.ts';
import type { Dossier } from '../../action/readiness/dossier.ts';
import { adoptionChart, riskChart } from '../../action/reporters/mermaid.ts';

const weeks = (...attempted: number[]): ReportValue =>
  ({
    adoption_weeks: attempted.map((n, i) => ({
      from: `2026-10-${String(5 + 7 * (i % 3)).padStart(2, '0')}`,
      attempted: n,
      eligible: 40,
      users: 1,
    })),
  }) as unknown as ReportValue;

type Curve = NonNullable<Dossier['riskCoverage']>;
const curve = (points: readonly (readonly [number, number])[]): Dossier =>
  ({
    riskCoverage: { points: points.map(([coverage, risk]) => ({ coverage, risk })) } as unknown as Curve,
  }) as unknown as Dossier;

describe('use by week', () => {
  it('is drawn in percent of what there was', () => {
    expect(adoptionChart(weeks(10, 30))).toBe(
      [
        '```mermaid',
        '%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#2f6fb5"}}}}%%',
        'xychart-beta',
        '  title "Cases tried with the POC, in % of the eligible ones, by week"',
        '  x-axis ["10-05", "10-12"]',
        '  y-axis "%" 0 --> 100',
        '  bar [25, 75]',
        '```',
      ].join('\n'),
    );
  });

  it('is not drawn of a single week', () => {
    expect(adoptionChart(weeks(10))).toBeNull();
  });

  it('shows the last twelve weeks, and never more than all cases', () => {
    const drawn = adoptionChart(weeks(...Array.from({ length: 13 }, (_, i) => (i === 0 ? 4 : 41)))) ?? '';
    expect(drawn).toContain(`bar [${Array(12).fill(100).join(', ')}]`);
  });
});

describe('risk against coverage', () => {
  it('is drawn in even steps from the surest answers to all that were given', () => {
    const drawn =
      riskChart(
        curve([
          [0.8, 0],
          [0.92, 0.125],
        ]),
      ) ?? '';
    expect(drawn).toContain('["80", "85", "90", "95"]');
    expect(drawn).toContain('y-axis "%" 0 --> 20');
    expect(drawn).toContain('line [0, 0, 0, 12.5]');
  });

  it('has at most twenty steps however many answers there are', () => {
    const many = Array.from({ length: 500 }, (_, i) => [(i + 1) / 500, 0.01] as const);
    expect(riskChart(curve(many))?.match(/"\d+"/g)).toHaveLength(20);
  });

  it.each([
    ['one point', curve([[1, 0.1]])],
    ['no confidence', { riskCoverage: null } as unknown as Dossier],
  ])('is not drawn of %s', (_, dossier) => {
    expect(riskChart(dossier)).toBeNull();
  });
});
