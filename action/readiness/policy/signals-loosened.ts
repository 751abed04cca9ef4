import { SIGNALS_FILE, type Signal, type Signals } from '../../contract/signals.ts';
import { type Document, locate } from '../reading.ts';
import type { Loosening } from './loosening.ts';

/** Fields of a signal that are a bar of their own, with the direction in which it gets stricter. */
const TIGHTER = {
  worse_by: 'lower',
  per_period: 'higher',
  period_days: 'lower',
  reference_days: 'higher',
} as const satisfies Partial<Record<keyof Signal, 'higher' | 'lower'>>;
type Field = keyof typeof TIGHTER;

/** @returns what a pull request makes slower or deafer in `policy/signals.yaml` (gate.md, T2). */
export function signalsLoosened(before: Signals, after: Document<Signals>): Loosening[] {
  return before.signals.flatMap((was) => {
    const i = after.value.signals.findIndex(({ id }) => id === was.id);
    const is = after.value.signals[i];
    if (is === undefined)
      return [{ what: `takes out the signal ${was.id}`, location: { file: SIGNALS_FILE, line: null } }];
    const fields = (Object.keys(TIGHTER) as Field[]).filter((name) => isLooser(name, was[name], is[name]));
    const changes: Loosening[] = fields.map((name) => ({
      what: `${is[name] < was[name] ? 'lowers' : 'raises'} ${name} of the signal ${was.id} from ${was[name]} to ${is[name]}`,
      location: locate(after, `signals.${i}.${name}`),
    }));
    if (is.metric === was.metric) return changes;
    const what = `lets the signal ${was.id} measure ${is.metric} where it measured ${was.metric}`;
    return [...changes, { what, location: locate(after, `signals.${i}.metric`) }];
  });
}

const isLooser = (name: Field, was: number, is: number): boolean =>
  TIGHTER[name] === 'higher' ? is < was : is > was;
