import { barChanges } from '../../contract/bar-changes.ts';
import { barsInForce, type Thresholds } from '../../contract/thresholds.ts';
import { defineCheck } from '../../readiness/check.ts';
import { judgeSoftened } from '../../readiness/eval/softened-grader.ts';
import type { Base, Change } from '../../readiness/evidence.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { named } from '../../readiness/named-ids.ts';
import { whoAgrees } from '../../readiness/policy/code-owner.ts';
import type { Loosening } from '../../readiness/policy/loosening.ts';
import { loosenings, secondConfiguration } from '../../readiness/policy/loosenings.ts';
import { isGate, isJudged, isPolicy } from '../../readiness/policy/paths.ts';
import { isVoidBy } from '../../readiness/policy/void-proofs.ts';
import { type Document, locate } from '../../readiness/reading.ts';

export const thresholdFixedFirst = defineCheck({
  id: 'eval/threshold-fixed-first',
  title: 'The bar was set before the score was known',
  failureTitle: 'The bar moves together with what it judges',
  question: 'Was the bar set before the score was known?',
  why: 'A bar that is moved after the result is a description, not a test.',
  remedy: 'Put the change of the bar into a pull request of its own, with the reason, for its code owner.',
  severity: 'high',
  evidence:
    'The files under `policy/` and `poc.yaml`, here and at the base, and which files the pull request changes. The answers and verdicts at the base and here, where the grader changes. Bars, waivers and owners in force are those of the base. Whatever makes the exam easier may change nothing else, and a code owner of the base who does not propose it answers for it. The results carry the digest of the policy under which they were made.',
  kinds: ['E3'],
  noticed:
    'Each loosening by its name: a bar that is lowered or taken out, an older catalogue, a stage that is moved back, a stopped POC that is reopened, a capability or an untrusted input that no longer counts, other files that the results are checked against, another host that may prove a system, a new or longer waiver, a suppressed finding, other owners, a role that may do more, a higher limit, a deafer signal, a higher `monthly_budget`, a lower price under the same `as_of`. Workflows or code owners that change together with code, prompts or results. A grader that passes the very answers that it failed at the base: they are named, and in production nothing else may change with it. A second file, such as `policy/thresholds.yml`, that looks like a policy and is not read. Results made under other bars than those of the base.',
  since: 1,
  blocksFrom: 'explore',
  needs: [
    'thresholds',
    'manifest',
    'waivers',
    'suppressions',
    'policiesThere',
    'change',
    'policyDigest',
    'measuredUnder',
    'files',
    'graderLabels',
  ],
  evaluate(evidence, { stage }) {
    const { thresholds, manifest, change, policyDigest, measuredUnder, files, graderLabels } = evidence;
    const second = secondConfiguration(files);
    if (second !== null)
      return fail(`${second.file} looks like a policy and is not read: the gate reads ${second.read}.`, {
        location: { file: second.file, line: null },
        remedy: `Remove \`${second.file}\`, so that nobody takes it for what is in force.`,
      });
    if (change.base === null) return pass(`The bars of ${thresholds.file} are new: ${change.reason}.`);
    const loosened = loosenings(evidence, change.base);
    const [first] = loosened;
    if (first !== undefined) return judgeLoosening(loosened, first, change);
    const gate = change.files.find(isGate);
    const judged = mostTelling(change.files.filter(isJudged));
    if (gate !== undefined && judged !== undefined) {
      return fail(
        `This pull request changes the gate itself (${gate}) together with what it judges (${judged}).`,
        {
          location: { file: gate, line: null },
          remedy: `Move the change of \`${gate}\` to a pull request of its own.`,
        },
      );
    }
    if (
      measuredUnder !== null &&
      measuredUnder !== change.base.policyDigest &&
      measuredUnder !== policyDigest
    ) {
      return notProven('The results were made under other bars than those of the base branch.', {
        location: locate(manifest, 'evidence.results'),
        remedy: 'Run `npm run eval`.',
      });
    }
    const bars = `Bars are those of ${change.base.how} ${change.base.commit.slice(0, 7)}${tightened(thresholds, change.base)}.`;
    return judgeSoftened(graderLabels, change.files, stage, bars);
  },
});

function judgeLoosening(loosened: readonly Loosening[], first: Loosening, change: Change): Finding {
  const what = `This pull request ${loosened.map((one) => one.what).join(', and ')}`;
  const others = change.files.filter(
    (file) => !isPolicy(file) && file !== first.location.file && !isVoidBy(change.files, file),
  );
  if (others.length === 0) return judgedByOwner(what, loosened, change);
  const telling = mostTelling(others);
  return fail(
    `${what}, and changes ${others.length} other ${others.length === 1 ? 'file' : 'files'}, such as ${telling}.`,
    {
      location: first.location,
      spots: loosened.map((one) => ({ location: one.location, message: `This pull request ${one.what}` })),
    },
  );
}

/** Results change with everything; what they are about says more. */
const mostTelling = (files: readonly string[]): string | undefined =>
  files.find((file) => !/^evidence\/|\/results\//.test(file)) ?? files[0];

/** Nobody lowers a bar alone: the platform asks whoever the base names as its owner. */
function judgedByOwner(what: string, loosened: readonly Loosening[], change: Change): Finding {
  const orphan = loosened.find(({ location }) => whoAgrees(change, location.file).length === 0);
  const [first] = loosened as [Loosening];
  if (orphan === undefined)
    return pass(`${what}. It changes nothing else; its code owner decides.`, { location: first.location });
  const owners = (change.base?.codeOwners.get(orphan.location.file) ?? []).map((one) =>
    one.replace(/^@/, ''),
  );
  const alone = owners.length === 0 ? '' : ` but ${named(owners)}, who proposes it,`;
  return fail(
    `${what}. It changes nothing else, and no code owner of the base${alone} answers for ${orphan.location.file}.`,
    {
      location: orphan.location,
      remedy: `Name one for \`/policy/\` and \`/poc.yaml\` in \`.github/CODEOWNERS\`, in a pull request of its own.`,
    },
  );
}

function tightened(thresholds: Document<Thresholds>, base: Base): string {
  const changes = barChanges(barsInForce(base.thresholds?.value), barsInForce(thresholds.value));
  return changes.length === 0
    ? ''
    : `; tightened here: ${changes.map((one) => `${one.bar} ${one.from ?? 'new'} → ${one.to}`).join(', ')}`;
}
