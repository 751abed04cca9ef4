import type { WorkflowKind } from '../action/contract/workflow.ts';
import type { Answers } from './answers.ts';
import type { Defaults } from './defaults.ts';
import type { MissingAnswer, TakenDefault } from './outcome.ts';
import { isAskedOf, QUESTIONS } from './questions.ts';

/** @returns a default as a person would type it, `null` when there is none. */
function offeredValue(defaults: Defaults, key: keyof Answers): string | null {
  if (!Object.hasOwn(defaults, key)) return null;
  return String(defaults[key as keyof Defaults] ?? 'none');
}

/**
 * @param kind `undefined` where a person has yet to say it
 * @returns every question that nobody answered, with the honest default where there is one
 */
export function missingAnswers(
  answered: Pick<ReadonlySet<keyof Answers>, 'has'>,
  defaults: Defaults,
  kind: WorkflowKind | undefined,
): MissingAnswer[] {
  const missing = QUESTIONS.filter((one) => !answered.has(one.key) && isAskedOf(one, kind));
  return missing.map(({ key, flag, message, placeholder }) => {
    return { key, flag, message, placeholder, offered: offeredValue(defaults, key) };
  });
}

/** What `--yes` does: only what nobody has to know is filled in. */
export function takeDefaults(missing: readonly MissingAnswer[], defaults: Defaults) {
  const taken = missing.filter(({ offered }) => offered !== null);
  return {
    values: Object.fromEntries(
      taken.map(({ key }) => [key, defaults[key as keyof Defaults]]),
    ) as Partial<Answers>,
    taken: taken.map(({ flag, offered }): TakenDefault => ({ flag, value: String(offered) })),
    missing: missing.filter(({ offered }) => offered === null),
  };
}
