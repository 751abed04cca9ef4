import { defineCheck } from '../../readiness/check.ts';
import type { Evidence, PilotEntry } from '../../readiness/evidence.ts';
import { type Finding, fail, notApplicable, notProven, pass } from '../../readiness/finding.ts';
import {
  dayOfEntry,
  type Growth,
  growthSince,
  isNamed,
  recordsSince,
  timedSince,
  toldGrowths,
} from '../../readiness/integration/scope-growth.ts';
import { locate } from '../../readiness/reading.ts';

type Needed = Pick<
  Evidence,
  'atPilot' | 'manifest' | 'outputSchema' | 'timings' | 'taskDigest' | 'decisions' | 'change' | 'history'
>;

export const frozenAtPilot = defineCheck({
  id: 'scope/frozen-at-pilot',
  title: 'The workflow is the one that was baselined',
  failureTitle: 'The workflow has grown since it was baselined',
  question: 'Has the workflow grown since it was baselined?',
  why: 'A baseline for one task does not transfer to a bigger one.',
  remedy: 'Revert the addition, or open a second POC for it.',
  severity: 'medium',
  evidence:
    '`poc.yaml` and the output schema, against those of the first commit whose `poc.yaml` says `stage: pilot`. A system, operation, scope, role, label, capability or output field more than then needs a fresh baseline (as many measured timings of the task as `baseline/measured-timings: pilot_rows` asks for, all begun after the day of that commit) and an accepted decision record of a later day, signed by the owner, that names it. Fewer things need nothing.',
  kinds: ['E3'],
  noticed:
    'Things are compared by their shape and counted, so that another name makes nothing new, and an old name hides no other shape. Another `workflow.id`, or going back to explore and forward again, makes no other entry: the first counts. In a clone without its whole history it is not proven. An operation that is exchanged for another of the same access and impact cannot be told from one that was renamed.',
  notApplicableWhen: 'it has never been in pilot',
  since: 2,
  blocksFrom: 'pilot',
  needs: ['atPilot', 'manifest', 'outputSchema', 'timings', 'taskDigest', 'decisions', 'change', 'history'],
  // Before pilot nobody has to bring a schema to be told that there is nothing to compare with.
  settles: {
    by: ['atPilot', 'manifest', 'change', 'history'],
    finding: (evidence) => {
      const finding = evidence.history.complete && evidence.atPilot === null ? withoutEntry(evidence) : null;
      return finding?.outcome === 'not-applicable' ? finding : null;
    },
  },
  evaluate(evidence, { now, bars }) {
    const { atPilot, history, manifest } = evidence;
    if (!history.complete)
      return notProven(
        'This clone lacks older commits, so nothing shows what the workflow was when it entered pilot.',
        {
          location: locate(manifest, 'stage'),
          remedy: 'Check out with `fetch-depth: 0`.',
        },
      );
    if (atPilot === null) return withoutEntry(evidence);
    const grown = growthSince(atPilot, evidence);
    return grown.length === 0
      ? pass(`Nothing is new ${since(atPilot)}.`)
      : judgeGrowth(grown, atPilot, evidence, { now, rows: bars['baseline/measured-timings'].pilot_rows });
  },
});

const since = (entry: PilotEntry): string =>
  `since it entered pilot on ${dayOfEntry(entry)} (commit ${entry.commit.slice(0, 7)}${entry.outputSchema === null ? ', without an output schema' : ''})`;

/** It enters with this change, or not yet. Where it says that it has long been in, the history has to show it. */
function withoutEntry({ manifest, change }: Pick<Needed, 'manifest' | 'change'>): Finding {
  const { stage } = manifest.value;
  if (stage === 'explore' || stage === 'stopped')
    return notApplicable('It has never been in pilot: there is nothing to compare with.');
  const before = change.base?.manifest?.value.stage;
  if (stage === 'pilot' && before === 'explore')
    return notApplicable('It enters pilot with this change: there is nothing to compare with yet.');
  return notProven(`poc.yaml says ${stage}, and no commit shows how it entered pilot.`, {
    location: locate(manifest, 'stage'),
    remedy: 'Let `stage: pilot` come into the history by a pull request, and keep that history.',
  });
}

/** A bigger task is another task: it is timed again, and somebody answers for its being bigger. */
function judgeGrowth(
  grown: readonly Growth[],
  entry: PilotEntry,
  evidence: Needed,
  { now, rows }: { now: Date; rows: number },
): Finding {
  const found = `It has more ${since(entry)}: ${toldGrowths(grown)}.`;
  const records = recordsSince(entry, evidence, now);
  const unnamed = grown.find((one) => !isNamed(one, records));
  const timed = timedSince(entry, evidence, now).length;
  const baseline = `${timed} of ${rows} timings of the task were begun after that day`;
  if (unnamed === undefined && timed >= rows)
    return pass(`${found} ${baseline}, and ${records.map(({ file }) => file).join(', ')} decided it.`);
  const record =
    unnamed === undefined
      ? ''
      : ` No accepted record of a later day, signed by the owner, names ${unnamed.what} ${unnamed.names[0]}.`;
  return fail(`${found} ${baseline}.${record}`, { location: locate(evidence.manifest, 'systems') });
}
