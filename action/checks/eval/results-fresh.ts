import type { EvalRun } from '../../contract/eval-run.ts';
import type { GatedStage } from '../../contract/stage.ts';
import type { Bars } from '../../contract/thresholds.ts';
import { defineCheck } from '../../readiness/check.ts';
import { DAY, yetToCome } from '../../readiness/clock.ts';
import { brief, NOTHING } from '../../readiness/digest.ts';
import { incomplete, unrecorded } from '../../readiness/eval/attempts.ts';
import { staleInputs } from '../../readiness/eval/freshness.ts';
import { modelsOf } from '../../readiness/eval/model-names.ts';
import type { EvalResults } from '../../readiness/evidence.ts';
import { type Finding, notProven, pass } from '../../readiness/finding.ts';
import { named } from '../../readiness/named-ids.ts';

/** A hosted model under a name without a date changes behind the results. Embedded ones are in the source digest. */
const DATED = /20\d{2}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])/;
const EMBEDDED = 'embedded/';
const NEVER_EMPTY = ['cases', 'source', 'grader'] as const;

/** A file may be this much older than the envelope: the longest that an eval takes. */
const LONGEST_RUN = DAY;
const MOST_NAMED = 3;

export const resultsFresh = defineCheck({
  id: 'eval/results-fresh',
  title: 'The results belong to this code, prompt, model and case set',
  failureTitle: 'The results do not belong to this tree',
  question: 'Do the results belong to this code, prompt, model and case set?',
  why: 'A pass rate of last week’s prompt says nothing about this one.',
  remedy: 'Run `npm run eval` on this commit.',
  severity: 'high',
  evidence:
    'The envelope of the results (`run.json`): the digests of prompts, source, cases and grader have to be those of this tree, the model is a dated snapshot, and from pilot on the run is no older than the bar.',
  kinds: ['E1'],
  noticed:
    'Results of other code, another prompt or other cases: the digests are computed again from the tree. An input that names no file, whose digest would fit any tree. Results from a day that is yet to come, or files days older than the run that recorded them. A model under a name that can point to another one tomorrow. Shards that left nothing, and files that nobody recorded.',
  since: 1,
  blocksFrom: 'explore',
  needs: ['results'],
  evaluate({ results }, { now, stage, bars }) {
    const recorded = unrecorded(results) ?? incomplete(results);
    if (recorded !== null || results.run === null) return recorded ?? untold(results);
    const { run } = results;
    return (
      ofAnotherTree(results, run) ??
      untied(results) ??
      outOfTime(results, run, now) ??
      undatedModel(results) ??
      judgeAge(results, daysBetween(run, now), mostDays(stage, bars['eval/results-fresh']))
    );
  },
});

const at = (results: EvalResults) => ({ location: { file: results.file, line: null } });

const untold = (results: EvalResults): Finding => notProven('Nothing says what was measured.', at(results));

function ofAnotherTree(results: EvalResults, run: EvalRun): Finding | null {
  const which = staleInputs(results).map(
    (kind) => `${kind} ${brief(run.inputs[kind])}, this tree has ${brief(results.inputsNow[kind])}`,
  );
  if (which.length === 0) return null;
  return notProven(`The results are for ${which.join('; for ')}${madeAt(run)}.`, at(results));
}

function untied(results: EvalResults): Finding | null {
  const kind = NEVER_EMPTY.find((one) => results.inputsNow[one] === NOTHING);
  if (kind === undefined) return null;
  return notProven(`No file is named as ${kind}, so the results would fit any.`, {
    ...at(results),
    remedy: `Name the files under \`evidence: inputs: ${kind}:\` in \`poc.yaml\`, then run \`npm run eval\`.`,
  });
}

/** What a tool writes into its own file may lie before the end of the run that recorded it, but not days before. */
function outOfTime(results: EvalResults, run: EvalRun, now: Date): Finding | null {
  if (yetToCome(run.produced_at, now))
    return notProven(`The results are dated ${run.produced_at}, which is yet to come.`, at(results));
  for (const { file, producedAt } of results.files) {
    if (producedAt === null) continue;
    const location = { file, line: null };
    if (yetToCome(producedAt, now))
      return notProven(`${file} is dated ${producedAt}, which is yet to come.`, { location });
    const before = Date.parse(run.produced_at) - Date.parse(producedAt);
    if (before > LONGEST_RUN)
      return notProven(
        `${file} was made on ${producedAt}, ${Math.floor(before / DAY)} days before the run that recorded it.`,
        { location },
      );
  }
  return null;
}

function undatedModel(results: EvalResults): Finding | null {
  const models = modelsOf(results);
  if (models.length === 0) {
    return notProven('The results do not say which model made them.', {
      ...at(results),
      remedy:
        'Let every row name it, such as `model: vendor/model-2026-05-01`; where another field does, declare `evidence.mapping.model` in `poc.yaml`; where none can, name it with `poc eval run --model`. Then run `npm run eval`.',
    });
  }
  const undated = models.find((model) => !model.startsWith(EMBEDDED) && !DATED.test(model));
  if (undated === undefined) return null;
  return notProven(`The model is “${undated}”, a name that can point to another model tomorrow.`, {
    ...at(results),
    remedy: 'Use the model’s dated snapshot, such as `vendor/model-2026-05-01`.',
  });
}

const daysBetween = (run: EvalRun, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - Date.parse(run.produced_at)) / DAY));

const mostDays = (stage: GatedStage, bar: Bars['eval/results-fresh']): number | null =>
  ({ explore: null, pilot: bar.pilot_days, production: bar.production_days })[stage];

function judgeAge(results: EvalResults, days: number, most: number | null): Finding {
  if (most !== null && days > most)
    return notProven(`The results are ${days} days old; ${most} days is the most.`, at(results));
  return pass(
    `All digests match; made ${days === 0 ? 'today' : `${days} days ago`} with ${named(modelsOf(results))}${notesOf(results)}.`,
  );
}

/** What the readers of the files had to say, the first few of it. */
function notesOf({ files }: EvalResults): string {
  const notes = files.flatMap(({ file, notes }) => notes.map((note) => `${file}: ${note}`));
  const more = notes.length - MOST_NAMED;
  return [...notes.slice(0, MOST_NAMED), ...(more > 0 ? [`and ${more} more notes`] : [])]
    .map((note) => `; ${note}`)
    .join('');
}

const madeAt = (run: EvalRun): string =>
  run.commit === null ? '' : ` (made at commit ${run.commit.slice(0, 7)})`;
