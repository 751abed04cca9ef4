import type { Distributions } from '../../../contract/drift-report.ts';
import type { Observation } from './observations.ts';
import type { Samples } from './samples.ts';

type Models = Distributions['models'];

/** A model that changed is told at once, whatever the numbers say: it takes one call to know. */
export function compareModels({ before, after }: Pick<Samples, 'before' | 'after'>): Models {
  const [reference, window] = [callsOf(before), callsOf(after)];
  // Without a call on one side nothing can be said to be new or gone.
  if (reference.size === 0 || window.size === 0) return { appeared: [], vanished: [] };
  return {
    appeared: [...window.values()].filter(({ model }) => !reference.has(model)),
    vanished: [...reference.values()].filter(({ model }) => !window.has(model)),
  };
}

function callsOf(observations: readonly Observation[]): Map<string, Models['appeared'][number]> {
  const found = new Map<string, Models['appeared'][number]>();
  for (const { at, models } of observations) {
    for (const model of models) {
      const known = found.get(model);
      const first_seen = known?.first_seen ?? new Date(at).toISOString();
      found.set(model, { model, calls: (known?.calls ?? 0) + 1, first_seen });
    }
  }
  return found;
}
