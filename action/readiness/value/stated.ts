import type { Baseline } from '../../contract/baseline.ts';
import { type AmountRange, asRange, type Value } from '../../contract/value.ts';
import { type Document, locate } from '../reading.ts';
import { costOf } from './money.ts';

/** What somebody said of the volume and the money, and nobody measured here. */
export type Stated = AmountRange & {
  file: string;
  line: number | null;
  what: string;
  unit: 'money' | 'share' | 'cases';
  /** Where it comes from, in the words of whoever said it. */
  source: string;
};

type Said = Omit<Stated, 'file' | 'line'> & { field: string };

/** @returns every figure of `baseline.yaml` that goes into the number, each with its line. */
export function statedOf(baseline: Document<Baseline>): Stated[] {
  const { value } = baseline.value;
  const said = [...volumeOf(baseline.value), ...(value === null ? [] : moneyOf(value))];
  return said.map(({ field, ...one }) => ({ ...locate(baseline, field), ...one }));
}

function volumeOf({
  eligible_per_month: cases,
  volume_query: query,
  volume_window: window,
}: Baseline): Said[] {
  if (cases === null) return [];
  const source = [query, window].filter((one) => one !== null).join(', ');
  return [{ field: 'eligible_per_month', what: 'Cases a month', unit: 'cases', source, ...asRange(cases) }];
}

const BASIS = {
  loaded: 'An hour of work, all it costs',
  wage: 'An hour of work, the wage alone',
} as const satisfies Record<Value['hourly_cost']['basis'], string>;

function moneyOf(value: Value): Said[] {
  const { hourly_cost: hour, cost_per_error: error, capture } = value;
  return [
    {
      field: 'value.hourly_cost',
      what: BASIS[hour.basis],
      unit: 'money',
      source: `${hour.source}, ${hour.as_of}`,
      ...asRange(hour.amount),
    },
    ...(error === null
      ? []
      : [
          {
            field: 'value.cost_per_error',
            what: 'One error that nobody catches',
            unit: 'money' as const,
            ...error,
          },
        ]),
    {
      field: 'value.capture',
      what: 'Share of freed hours that becomes something named',
      unit: 'share',
      source: captureSource(capture),
      ...asRange(capture.share),
    },
    ...value.build.map(
      (one, i): Said => ({
        field: `value.build.${i}`,
        what: `Once: ${one.item}${one.spent ? '' : ' (planned)'}`,
        unit: 'money',
        source: one.source,
        ...asRange(costOf(one)),
      }),
    ),
    ...value.run.map(
      (one, i): Said => ({
        field: `value.run.${i}`,
        what: one.per_month === undefined ? `A case: ${one.item}` : `A month: ${one.item}`,
        unit: 'money',
        source: one.source,
        ...asRange(one.per_month ?? one.per_case ?? 0),
      }),
    ),
  ];
}

function captureSource({ owner, accepted_on: day, hours_become: become }: Value['capture']): string {
  const accepted = owner === null || day === null ? 'accepted by nobody yet' : `accepted by ${owner}, ${day}`;
  return `${become.replaceAll('_', ' ')}; ${accepted}`;
}
