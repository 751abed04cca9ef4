import { type BarChange, barChanges } from '../../contract/bar-changes.ts';
import type { Manifest } from '../../contract/manifest.ts';
import { barsInForce } from '../../contract/thresholds.ts';
import { defineCheck } from '../../readiness/check.ts';
import type { Base, Change } from '../../readiness/evidence.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { isGate, isJudged, isPolicy } from '../../readiness/paths.ts';
import { type Document, locate } from '../../readiness/reading.ts';

/** Something that makes the exam easier, and where it stands. */
type Loosening = { what: string; location: { file: string; line: number | null } };

export const thresholdFixedFirst = defineCheck({
  id: 'eval/threshold-fixed-first',
  title: 'The bar was set before the score was known',
  failureTitle: 'The bar moves together with what it judges',
  question: 'Was the bar set before the score was known?',
  why: 'A bar that is moved after the result is a description, not a test.',
  remedy: 'Put the change of the bar into a pull request of its own, with the reason, for its code owner.',
  severity: 'high',
  since: 1,
  blocksFrom: 'explore',
  needs: ['thresholds', 'manifest', 'change', 'policyDigest', 'measuredUnder'],
  evaluate({ thresholds, manifest, change, policyDigest, measuredUnder }) {
    if (change.base === null) return pass(`The bars of ${thresholds.file} are new: ${change.reason}.`);
    const loosened = loosenings(thresholds, manifest, change.base);
    const [first] = loosened;
    if (first !== undefined) return judgeLoosening(loosened, first, change);
    const gate = change.files.find(isGate);
    const judged = change.files.find(isJudged);
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
    return pass(
      `Bars are those of ${change.base.how} ${change.base.commit.slice(0, 7)}${tightened(thresholds, change.base)}.`,
    );
  },
});

function judgeLoosening(loosened: readonly Loosening[], first: Loosening, change: Change): Finding {
  const what = `This pull request ${loosened.map((one) => one.what).join(', and ')}`;
  const others = change.files.filter((file) => !isPolicy(file) && file !== first.location.file);
  if (others.length === 0)
    return pass(`${what}. It changes nothing else; its code owner decides.`, { location: first.location });
  // Results change with everything; what they are about says more.
  const named = others.find((file) => !file.startsWith('eval/results/')) ?? others[0];
  return fail(
    `${what}, and changes ${others.length} other ${others.length === 1 ? 'file' : 'files'}, such as ${named}.`,
    {
      location: first.location,
      spots: loosened.map((one) => ({ location: one.location, message: `This pull request ${one.what}` })),
    },
  );
}

function loosenings(
  thresholds: Evidenced['thresholds'],
  manifest: Document<Manifest>,
  base: Base,
): Loosening[] {
  const bars = barChanges(barsInForce(base.thresholds?.value), barsInForce(thresholds.value))
    .filter((one) => one.loosened)
    .map((one) => ({
      what: describeLoosening(one),
      location: locate(thresholds, one.field),
    }));
  return base.manifest === undefined ? bars : [...bars, ...manifestLoosenings(base.manifest.value, manifest)];
}

/** A bar that is taken out stands nowhere any more. */
function describeLoosening({ bar, from, to }: BarChange): string {
  if (to === null) return `takes out ${bar}, which was ${from}`;
  return `${from !== null && to < from ? 'lowers' : 'raises'} ${bar} from ${from} to ${to}`;
}

type Evidenced = { thresholds: Document<Parameters<typeof barsInForce>[0]> };

const ORDER = ['explore', 'pilot', 'production'];

function manifestLoosenings(before: Manifest, manifest: Document<Manifest>): Loosening[] {
  const after = manifest.value;
  const at = (field: string) => locate(manifest, field);
  const found: Loosening[] = [];
  if (ORDER.indexOf(after.stage) >= 0 && ORDER.indexOf(after.stage) < ORDER.indexOf(before.stage)) {
    found.push({
      what: `moves the stage back from ${before.stage} to ${after.stage}`,
      location: at('stage'),
    });
  }
  if (before.stage === 'stopped' && after.stage !== 'stopped') {
    found.push({ what: 'reopens what was stopped', location: at('stage') });
  }
  for (const name of ['writes', 'unattended', 'personal_data', 'llm_judge'] as const) {
    if (before.capabilities[name] && !after.capabilities[name]) {
      found.push({ what: `declares that ${name} no longer applies`, location: at(`capabilities.${name}`) });
    }
  }
  if (JSON.stringify(before.evidence) !== JSON.stringify(after.evidence)) {
    found.push({ what: 'changes which files the results are checked against', location: at('evidence') });
  }
  return found;
}

function tightened(thresholds: Evidenced['thresholds'], base: Base): string {
  const changes = barChanges(barsInForce(base.thresholds?.value), barsInForce(thresholds.value));
  return changes.length === 0
    ? ''
    : `; tightened here: ${changes.map((one) => `${one.bar} ${one.from ?? 'new'} → ${one.to}`).join(', ')}`;
}
