import type { EvalCase } from '../../contract/eval-case.ts';
import type { LabelMapping } from '../../intake/labels.ts';
import type { Tally } from '../../intake/tally.ts';
import type { ImportOptions } from './options.ts';
import { UNUSABLE } from './slices-problem.ts';
import { counted, grouped, listed, shown } from './words.ts';

/** @returns what a person should know besides the numbers: what was asked for and did not come about. */
export function importNotes(options: ImportOptions, mapping: LabelMapping, tally: Tally): string[] {
  const { counts, malformed, malformed_sampled } = tally;
  const taken = counts.sampled + counts.training + counts.already_present;
  const unparsed = counts.malformed - (malformed.no_label ?? 0);
  const notes: [boolean, string][] = [
    [taken < options.wanted, `Wanted ${grouped(options.wanted)} cases; there are ${grouped(taken)}.`],
    [
      malformed_sampled < unparsed,
      `Of ${grouped(unparsed)} that do not parse, ${grouped(malformed_sampled)} become cases: at most as many as --n, and 200.`,
    ],
    [mapping.idle.length > 0, `No label of the source matches ${listed(mapping.idle)}.`],
    ...tally.slices.map(({ field, unusable }): [boolean, string] => [
      unusable > 0,
      `${counted(unusable, 'value')} of ${shown(field)} cannot name a slice: ${UNUSABLE}. These cases have none of it.`,
    ]),
  ];
  return notes.flatMap(([applies, note]) => (applies ? [note] : []));
}

/**
 * Fields that are new to a repository are attacked by nobody, and leave for no provider, until they are named.
 *
 * @param untrusted `untrusted_inputs` of `poc.yaml`
 */
export function newFieldsNote(cases: readonly EvalCase[], untrusted: readonly string[]): string[] {
  const names = new Set(cases.flatMap(({ input }) => fieldNames(input)));
  const added = [...names].filter((name) => !untrusted.includes(name));
  if (added.length === 0) return [];
  return [
    `\`untrusted_inputs\` of poc.yaml does not name ${listed(added)}: add what somebody outside can write. Where there is policy/outbound.yaml, add to its \`fields\` what a provider may see.`,
  ];
}

function fieldNames(input: EvalCase['input']): string[] {
  if (typeof input !== 'object' || input === null || !('fields' in input)) return [];
  return Object.keys(input.fields ?? {});
}
