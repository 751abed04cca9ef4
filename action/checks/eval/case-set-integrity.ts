import { defineCheck } from '../../readiness/check.ts';
import { type Breach, caseSetBreaches } from '../../readiness/eval/case-set.ts';
import { caseTextInSource } from '../../readiness/eval/leakage.ts';
import { fail, pass } from '../../readiness/finding.ts';

export const caseSetIntegrity = defineCheck({
  id: 'eval/case-set-integrity',
  title: 'The exam is the same exam',
  failureTitle: 'The exam was changed without a word',
  question: 'Is the exam the same exam?',
  why: 'Deleting the case that fails raises the rate and leaves no trace in a percentage.',
  remedy: 'Restore the case, or say in `eval/CHANGES.jsonl` why it was wrong and who agreed.',
  severity: 'high',
  evidence:
    '`eval/cases/**/*.jsonl` here and at the base, `eval/CHANGES.jsonl` (`id`, `reason`, `approved_by`), the training split, and the text of prompts and source. Every case of the base is still there and unchanged, or this pull request logs why not; each case stands once, and not in the training split.',
  kinds: ['E3'],
  noticed:
    'A case that was removed, renamed, relabelled, or moved to another suite, slice or origin; those that failed at the base are named first. A log entry that the author approves, or somebody who is named neither in `poc.yaml` nor in `policy/owners.yaml` of the base, or that the base has already. The same input under two ids. Case text in prompts, few-shot examples or code: eight words in a row.',
  since: 1,
  blocksFrom: 'explore',
  needs: ['cases', 'training', 'caseChanges', 'sources', 'change'],
  evaluate({ cases, training, caseChanges, sources, change }) {
    // Those that failed at base come first: they are the ones worth deleting.
    const breaches = [
      ...caseSetBreaches({ ...change, cases, training, changes: caseChanges }),
      ...caseTextInSource(cases, sources),
    ].sort((a, b) => Number(b.failedAtBase) - Number(a.failedAtBase));
    const [first] = breaches;
    if (first !== undefined) {
      return fail(describe(breaches), {
        location: first.location,
        spots: breaches.map(({ location, message }) => ({ location, message })),
        ...(first.remedy === undefined ? {} : { remedy: first.remedy }),
      });
    }
    const compared =
      change.base === null
        ? change.reason
        : `all ${change.base.cases.length} cases of ${change.base.how} are still there`;
    const logged =
      caseChanges.length === 0 ? '' : `; ${caseChanges.length} changes are logged with an approver`;
    return pass(
      `${cases.length} cases, each once, none in the code or the training split; ${compared}${logged}.`,
    );
  },
});

/** Names at most five. */
function describe(breaches: readonly Breach[]): string {
  const named = breaches.slice(0, 5).map((one) => one.message);
  const more = breaches.length - named.length;
  return `${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}
