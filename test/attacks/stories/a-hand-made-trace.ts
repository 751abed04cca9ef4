import { defineAttack } from '../attack.ts';
import { exporting, retraced, type Use } from '../use-deeds.ts';

/** Traces and usage with other ids, which still join. */
const withIds = (id: (old: string, i: number) => string) =>
  exporting(({ usage, spans }: Use) => {
    const known = new Map<string, string>();
    const again = retraced(spans, (old, i) => {
      known.set(old, id(old, i));
      return id(old, i);
    });
    return {
      usage: usage.map((one) => ({ ...one, trace_id: known.get(one.trace_id ?? '') ?? 'none' })),
      spans: again,
    };
  });

export const aHandMadeTrace = defineAttack({
  stage: 'pilot',
  attack: withIds((_, i) => `4bf92f3577b34da6a3ce929d0e0e${(i + 1).toString(16).padStart(4, '0')}`),
  says: 'The ids of the traces were not drawn at random:',
  check: 'monitoring/run-logging',
  twin: {
    what: 'has ids of 64 bits, filled up with zeros',
    deed: withIds((old) => old.slice(16).padStart(32, '0')),
  },
});
