import { KILL_METRICS, KILL_RANGES, type Kill, type KillCriterion } from '../../contract/kill.ts';
import type { Manifest } from '../../contract/manifest.ts';
import { defineCheck } from '../../readiness/check.ts';
import { describeCriterion, lastDay, metCriteria, sponsorOf } from '../../readiness/decision/kill-status.ts';
import type { Change, Evidence } from '../../readiness/evidence.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { sameName } from '../../readiness/names.ts';
import { whoAgrees } from '../../readiness/policy/code-owner.ts';
import { isPolicy } from '../../readiness/policy/paths.ts';
import { isVoidBy } from '../../readiness/policy/void-proofs.ts';
import { type Document, locate } from '../../readiness/reading.ts';

const FEWEST = 3;

export const killCriteria = defineCheck({
  id: 'decision/kill-criteria',
  title: 'It is written down what result, by what date, makes us stop',
  failureTitle: 'What makes us stop is not settled',
  question: 'What result, by what date, makes us stop?',
  why: 'A kill criterion is a state and a date; written afterwards it is a rationalisation.',
  remedy: 'Write three criteria in `policy/kill.yaml`: one on value, one on use, one on quality.',
  severity: 'critical',
  evidence:
    '`policy/kill.yaml`: three criteria or more, each with `metric`, `op`, `threshold`, `by_date` and `set_by`, on figures that the gate computes itself; at least one on value, one on use and one on quality that can be met before the decision is due. The history of git says that they came before the first results. On its day each is held against today’s figure.',
  kinds: ['E3'],
  noticed:
    'Criteria that nothing can meet count as none, and how far each figure is from its threshold is always printed. Criteria that were written after the first results. A threshold, metric or day that is made easier to survive: only the sponsor who is named at the base does that, in a pull request of its own to which a code owner has to agree. A history that is cut short, in which nobody could see this.',
  since: 1,
  blocksFrom: 'explore',
  needs: ['kill', 'manifest', 'change', 'history', 'measures', 'decisions'],
  evaluate(evidence, { now }) {
    const { kill, manifest, change, measures, decisions } = evidence;
    const sponsor = sponsorOf(manifest.value, change.base);
    const broken =
      whatIsMissing(kill, manifest.value) ?? afterTheFact(evidence) ?? loosening(kill, change, sponsor);
    if (broken !== null) return broken;
    const [met] = metCriteria(kill.value, measures, decisions, sponsor, now);
    if (met !== undefined) {
      return fail(
        `Criterion ${met.id}, set by ${met.criterion.set_by}, is met: ${describeCriterion(met.criterion, measures)}.`,
        {
          location: locate(kill, `criteria.${kill.value.criteria.indexOf(met.criterion)}`),
          remedy: 'Decide, and record it in `decisions/`: stop, or continue once with the sponsor’s name.',
        },
      );
    }
    return pass(
      `${kill.value.criteria.map((one) => `${one.id} (${describeCriterion(one, measures)})`).join('; ')}.`,
    );
  },
});

function whatIsMissing(kill: Document<Kill>, manifest: Manifest): Finding | null {
  const { criteria } = kill.value;
  const last = lastDay(manifest);
  const live = criteria.filter((one) => canBeMet(one) && one.by_date <= last);
  const questions = new Set(live.map((one) => KILL_METRICS[one.metric]));
  const open = (['value', 'use', 'quality'] as const).filter((question) => !questions.has(question));
  const location = locate(kill, 'criteria');
  if (criteria.length < FEWEST)
    return notProven(`${criteria.length} of ${FEWEST} criteria are written.`, { location });
  if (open.length === 0) return null;
  return notProven(`No criterion that can be met by ${last} is about ${open.join(' or ')}.`, {
    location,
    remedy: `Add one with a metric such as \`${Object.entries(KILL_METRICS).find(([, question]) => question === open[0])?.[0]}\`.`,
  });
}

/** A bar beyond what a metric can come to never stops anything. */
function canBeMet({ metric, op, threshold }: KillCriterion): boolean {
  const { least, most } = KILL_RANGES[metric] ?? { least: 0, most: Number.POSITIVE_INFINITY };
  const possible = {
    '<': threshold > least,
    '<=': threshold >= least,
    '>': threshold < most,
    '>=': threshold <= most,
  };
  return possible[op];
}

function afterTheFact({ history, kill }: Pick<Evidence, 'history' | 'kill'>): Finding | null {
  const { complete, killAddedAt, resultsAddedAt } = history;
  if (!complete) {
    return notProven(
      'The history is cut short, so it cannot be seen whether the criteria came before the results.',
      {
        remedy: 'Check out with `fetch-depth: 0`.',
      },
    );
  }
  const late =
    resultsAddedAt !== null && (killAddedAt === null || Date.parse(killAddedAt) > Date.parse(resultsAddedAt));
  if (!late) return null;
  return fail(
    `The first results came in on ${resultsAddedAt?.slice(0, 10)}, before these criteria were written.`,
    {
      location: locate(kill, 'criteria'),
      remedy:
        'Have the sponsor confirm the criteria in a decision record; take results that were known before out of the decision.',
    },
  );
}

function loosening(kill: Document<Kill>, change: Change, sponsor: string | null): Finding | null {
  const before = change.base?.kill?.value.criteria ?? [];
  const now = new Map(kill.value.criteria.map((one) => [one.id, one]));
  const looser = before.filter((one) => isLooser(one, now.get(one.id)));
  const first = looser.find((one) => !setBy(sponsor, now.get(one.id))) ?? looser[0];
  if (first === undefined) return null;
  const index = kill.value.criteria.findIndex((one) => one.id === first.id);
  const location = locate(kill, index < 0 ? 'criteria' : `criteria.${index}`);
  const how = index < 0 ? 'removed' : 'made harder to meet';
  if (!setBy(sponsor, now.get(first.id))) {
    return fail(`Criterion ${first.id} was ${how}. Only the sponsor loosens what makes a POC stop.`, {
      location,
      remedy: `Restore ${first.id} (${first.metric} ${first.op} ${first.threshold} on ${first.by_date}), or have the sponsor, as named in \`poc.yaml\`, set it.`,
    });
  }
  // `set_by` is only text. On its own the change is seen by the code owner of the policy.
  const other = change.files.find((file) => !isPolicy(file) && !isVoidBy(change.files, file));
  if (other === undefined) return unseen(kill, change, `Criterion ${first.id} was ${how}`);
  return fail(`Criterion ${first.id} was ${how} in a pull request that also changes ${other}.`, {
    location,
    remedy: 'Put the change of the criterion into a pull request of its own.',
  });
}

function unseen({ file }: Document<Kill>, change: Change, what: string): Finding | null {
  if (whoAgrees(change, file).length > 0) return null;
  return fail(`${what}, and no code owner of the base but the author is asked whether the sponsor said so.`, {
    location: { file, line: null },
    remedy: 'Name the sponsor for `/policy/` in `.github/CODEOWNERS`, in a pull request before this one.',
  });
}

const setBy = (sponsor: string | null, criterion: KillCriterion | undefined): boolean =>
  criterion !== undefined && sponsor !== null && sameName(criterion.set_by, sponsor);

function isLooser(before: KillCriterion, now: KillCriterion | undefined): boolean {
  if (now === undefined) return true;
  const rising = before.op.startsWith('<')
    ? now.threshold < before.threshold
    : now.threshold > before.threshold;
  const other = now.metric !== before.metric || now.op !== before.op;
  return rising || other || now.by_date > before.by_date;
}
