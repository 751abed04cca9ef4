import { nearest } from '../../action/text/nearest.ts';
import type { Answers } from '../answers.ts';
import type { Part } from './catalogue.ts';

/** @returns why a part of this name cannot be had, and what may be meant, or `undefined`. */
export function unknownPart(names: readonly string[], parts: readonly Part[]) {
  const known = parts.map((part) => part.name);
  const name = names.find((one) => !known.includes(one));
  if (name === undefined) return undefined;
  const near = nearest(name, known);
  return {
    found: `"${name}", and there is no such part`,
    expected: known.length === 0 ? 'none: there are no parts' : `one of ${known.join(', ')}`,
    remedy: near === undefined ? 'Write one of these.' : `Write ${near} if that was meant.`,
  };
}

/** @returns the parts of these names and those that they need, outermost first. Needs in a ring are one need. */
export function withNeeds(names: readonly string[], parts: readonly Part[]): Part[] {
  const wanted = new Set(names);
  for (const name of wanted) {
    for (const need of parts.find((part) => part.name === name)?.needs ?? []) wanted.add(need);
  }
  return parts.filter(({ name }) => wanted.has(name));
}

/** @throws Error on a name that no part has */
export function chosenParts(parts: readonly Part[], chosen: Answers['parts']): Part[] {
  if (chosen === 'all') return [...parts];
  if (chosen === 'default')
    return withNeeds(
      parts.filter((part) => part.default).map(({ name }) => name),
      parts,
    );
  const unknown = unknownPart(chosen, parts);
  if (unknown !== undefined)
    throw new Error(`parts: found ${unknown.found}; expected ${unknown.expected}. ${unknown.remedy}`);
  return withNeeds(chosen, parts);
}
