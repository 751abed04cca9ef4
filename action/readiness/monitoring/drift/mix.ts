import type { FeatureFinding } from '../../../contract/drift-report.ts';
import type { Observation } from './observations.ts';

/** The kind of a row that says nothing: where a field stops being filled, that is a shift too. */
const ABSENT = '(none)';

const MOST_MOVED = 5;
const BY_CHANCE = 0.01;

/** @returns how many rows there are of each kind. */
export function mixOf(observations: readonly Observation[], name: string): Map<string, number> {
  const mix = new Map<string, number>();
  for (const { features } of observations) {
    const kind = Object.hasOwn(features, name) ? String(features[name]) : ABSENT;
    mix.set(kind, (mix.get(kind) ?? 0) + 1);
  }
  return mix;
}

type Mix = ReadonlyMap<string, number>;

/** @returns what moved between two mixes, and which kinds are new or gone. */
export function mixChange(
  reference: Mix,
  window: Mix,
): Pick<Extract<FeatureFinding, { kind: 'mix' }>, 'moved' | 'appeared' | 'vanished'> {
  const kinds = [...new Set([...reference.keys(), ...window.keys()])].sort();
  const shareIn = (mix: Mix) => {
    const total = totalOf(mix);
    return (kind: string) => (total === 0 ? 0 : (mix.get(kind) ?? 0) / total);
  };
  const [before, after] = [shareIn(reference), shareIn(window)];
  const n = totalOf(window);
  return {
    moved: kinds
      .map((kind) => ({ kind, reference: before(kind), window: after(kind) }))
      .filter((one) => one.reference !== one.window)
      .sort((a, b) => Math.abs(b.window - b.reference) - Math.abs(a.window - a.reference))
      .slice(0, MOST_MOVED),
    appeared: reference.size === 0 ? [] : kinds.filter((kind) => !reference.has(kind)),
    // A rare kind is often not among a few rows.
    vanished: kinds.filter((kind) => !window.has(kind) && (1 - before(kind)) ** n < BY_CHANCE),
  };
}

const totalOf = (mix: Mix): number => [...mix.values()].reduce((sum, one) => sum + one, 0);
