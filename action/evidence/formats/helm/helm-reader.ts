import type { Fault, Output, Place, Reader } from '../format.ts';
import { isFields, own } from '../shared/fields.ts';
import { binaryOf, undeclaredNote } from '../shared/scores.ts';
import { shown } from '../shared/shown.ts';
import { type Attempt, attemptOf, attemptRecord, type Stat, statsOf } from './helm-attempt.ts';

/**
 * Statistics that are right or wrong for one instance. Those that read the answer out of a text go first: beside them
 * `exact_match` compares the whole text and is always wrong. The strict ones go before the lenient, `quasi_` (without
 * case and punctuation) and `prefix_`.
 */
const BINARY = [
  'final_number_exact_match',
  'math_equiv_chain_of_thought',
  'math_equiv',
  'chain_of_thought_correctness',
  'code_eval_acc',
  'exact_match',
  'quasi_exact_match',
  'prefix_exact_match',
  'quasi_prefix_exact_match',
  'exact_match_indicator',
] as const;

/**
 * Reads elements of instances. A run writes one element for each instance and each group of its metrics, so the
 * statistics of an attempt stand apart, and records are made at the end.
 */
export function helmReader(output: Output): Reader {
  const attempts = new Map<string, Attempt>();
  return {
    element(value, place) {
      const found = isFields(value) ? attemptOf(value, place.row) : null;
      const stats = isFields(value) ? statsOf(own(value, 'stats')) : null;
      if (found === null || stats === null) {
        output.fault(notAnInstance(value), place);
        return;
      }
      const key = `${found.trial} ${found.id}`;
      const attempt = attempts.get(key) ?? found;
      attempts.set(key, attempt);
      for (const stat of stats) take(attempt, stat, output, place);
    },
    end: () => finish([...attempts.values()], output),
  };
}

function take(attempt: Attempt, stat: Stat | null, output: Output, place: Place): void {
  if (stat === null) {
    output.fault(NAMELESS, place);
    return;
  }
  const known = attempt.stats.get(stat.name);
  if (known !== undefined && known !== stat.value) output.fault(twoValues(attempt, stat), place);
  attempt.stats.set(stat.name, stat.value);
  attempt.split ??= stat.split;
}

function finish(attempts: readonly Attempt[], output: Output): void {
  const decides = BINARY.find((name) => isBinary(attempts, name)) ?? null;
  const measured = new Set<string>();
  let without = 0;
  for (const attempt of attempts) {
    const record = attemptRecord(attempt, decides);
    for (const one of record.evaluators) measured.add(one.name);
    if (record.verdict === 'no_verdict') without += 1;
    output.record(record, rawOf(attempt));
  }
  if (decides !== null) output.note(decidedBy(decides, without));
  else if (measured.size > 0) output.note(undeclaredNote(measured));
  const splits = new Set(attempts.map(({ split }) => split).filter((split) => split !== null));
  if (splits.size > 1)
    output.note(`It has instances of the splits ${[...splits].map(shown).join(', ')}, and all count.`);
}

function isBinary(attempts: readonly Attempt[], name: string): boolean {
  const values = attempts.map(({ stats }) => stats.get(name)).filter((value) => typeof value === 'number');
  return values.length > 0 && values.every((value) => binaryOf(value) !== null);
}

/** By name, so that a declared mapping can say `stats.f1_score`. */
const rawOf = ({ instance, perturbation, trial, split, stats }: Attempt) => ({
  instance_id: instance,
  perturbation,
  train_trial_index: trial,
  split,
  stats: Object.fromEntries(stats),
});

function decidedBy(name: string, without: number): string {
  const lacking = without === 0 ? '' : ` ${without} attempts lack it and have no verdict.`;
  return `${name} decides, as the strictest statistic of the file that is right or wrong for one instance.${lacking} Another one can be declared in poc.yaml, for example evidence: { mapping: { pass: stats.quasi_exact_match } }.`;
}

const notAnInstance = (value: unknown): Fault => ({
  found: isFields(value)
    ? `instance_id ${shown(own(value, 'instance_id'))}, train_trial_index ${shown(own(value, 'train_trial_index'))}, stats ${shown(own(value, 'stats'))}`
    : shown(value),
  expected: 'an object with instance_id, train_trial_index and stats',
  remedy: 'Write the file again with helm-run.',
});

const NAMELESS: Fault = {
  found: 'a statistic without name.name',
  expected: 'a name, such as exact_match',
  remedy: 'Write the file again with helm-run.',
};

const twoValues = (attempt: Attempt, { name, value }: Stat): Fault => ({
  found: `a second ${shown(name)} (${shown(value)}) of the same attempt at ${shown(attempt.id)}`,
  expected: 'one value',
  remedy: 'Give each run a file of its own.',
});
