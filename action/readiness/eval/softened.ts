import { attemptsById } from './attempts.ts';
import type { EvalRecord } from './eval-record.ts';
import { question, type Side } from './paired-cases.ts';

/**
 * @returns ids of the cases that failed at the base and pass here with the same answer to the same question: what
 * changed is who judges (gate.md, T8)
 */
export function softened(before: Side, now: Side): string[] {
  const asked = new Map(before.cases.map(({ value }) => [value.id, question(value)]));
  const [rowsBefore, rowsNow] = [attemptsById(before.rows), attemptsById(now.rows)];
  const same = now.cases.filter(({ value }) => asked.get(value.id) === question(value));
  return [...new Set(same.map(({ value }) => value.id))].filter((id) => {
    const old = rowsBefore.get(id) ?? [];
    return (rowsNow.get(id) ?? []).some((one) => one.verdict === 'pass' && onlyFailed(one, old));
  });
}

/** A judge that is a model may pass today what it failed yesterday; what it passed once is not softened. */
function onlyFailed(one: EvalRecord, before: readonly EvalRecord[]): boolean {
  const verdicts = new Set(before.filter((was) => isSameAnswer(was, one)).map(({ verdict }) => verdict));
  return verdicts.has('fail') && !verdicts.has('pass');
}

/** An answer that is no longer written down has not been shown to be another one. */
const isSameAnswer = (was: EvalRecord, is: EvalRecord): boolean =>
  was.answer !== null &&
  was.outcome === is.outcome &&
  (is.answer === null || text(was.answer) === text(is.answer));

/** The order in which fields were written makes no other answer of it. */
const text = (answer: EvalRecord['answer']): string =>
  JSON.stringify(answer, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
