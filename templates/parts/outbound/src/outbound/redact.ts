import type { Item } from '../input.ts';
import { type Detector, detect } from './detectors.ts';
import { mayLeave, type Outbound } from './policy.ts';

/** What leaves of an item, and how to put back into an answer what was replaced in it. */
export type Redacted = { sent: Item; restore(said: unknown): unknown };

/** Equal things get equal placeholders within an item, so that an answer can still tell two of them apart. */
export function redact(item: Item, policy: Outbound): Redacted {
  const names = namesFor(Object.entries(item.fields).flat().join('\n'));
  const originals = new Map<string, string>();
  const hide = (text: string): string => {
    let [hidden, from] = ['', 0];
    for (const { detector, at, end, value } of detect(text, policy.redact)) {
      const name = names(detector, value);
      if (!originals.has(name)) originals.set(name, text.slice(at, end));
      hidden += text.slice(from, at) + name;
      from = end;
    }
    return hidden + text.slice(from);
  };
  const leaving = Object.entries(item.fields).filter(([name]) => mayLeave(policy, name));
  const fields = Object.fromEntries(leaving.map(([name, text]) => [hide(name), hide(text)]));
  return { sent: { fields }, restore: (said) => restored(said, originals) };
}

/** @param text where a placeholder stands already, that one is not taken: it would be put back as something else */
function namesFor(text: string): (detector: Detector, value: string) => string {
  const given = new Map<string, string>();
  const counts = new Map<Detector, number>();
  return (detector, value) => {
    const key = `${detector} ${value}`;
    let name = given.get(key);
    for (let count = counts.get(detector) ?? 0; name === undefined; ) {
      count += 1;
      counts.set(detector, count);
      const next = `[${detector.toUpperCase()}_${count}]`;
      if (!text.includes(next)) name = next;
    }
    given.set(key, name);
    return name;
  };
}

function restored(said: unknown, originals: ReadonlyMap<string, string>): unknown {
  if (typeof said === 'string')
    return said.replace(/\[[A-Z_]+_\d+\]/g, (name) => originals.get(name) ?? name);
  if (Array.isArray(said)) return said.map((one) => restored(one, originals));
  if (typeof said !== 'object' || said === null) return said;
  return Object.fromEntries(Object.entries(said).map(([name, one]) => [name, restored(one, originals)]));
}
