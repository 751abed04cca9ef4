import { defineCheck } from '../../readiness/check.ts';
import { DAY, yetToCome } from '../../readiness/clock.ts';
import type { EvalResults } from '../../readiness/evidence.ts';
import { notProven, pass } from '../../readiness/finding.ts';
import { staleInputs } from '../../readiness/freshness.ts';

/** A hosted model under a name without a date changes behind the results. Embedded ones are in the source digest. */
const DATED = /20\d{2}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])/;
const EMBEDDED = 'embedded/';
/** The digest of no files at all: SHA-256 of nothing. It always matches, so it ties results to nothing. */
const NO_FILES = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const NEVER_EMPTY = ['cases', 'source', 'grader'] as const;

export const resultsFresh = defineCheck({
  id: 'eval/results-fresh',
  title: 'The results belong to this code, prompt, model and case set',
  failureTitle: 'The results do not belong to this tree',
  question: 'Do the results belong to this code, prompt, model and case set?',
  why: 'A pass rate of last week’s prompt says nothing about this one.',
  remedy: 'Run `npm run eval` on this commit.',
  severity: 'high',
  blocksFrom: 'explore',
  needs: ['results'],
  evaluate({ results }, { now, stage, bars }) {
    const location = { file: results.file, line: null };
    const stale = staleInputs(results);
    if (stale.length > 0) {
      const which = stale.map(
        (kind) =>
          `${kind} ${short(results.run.inputs[kind])}, this tree has ${short(results.inputsNow[kind])}`,
      );
      return notProven(`The results are for ${which.join('; for ')}${madeAt(results)}.`, { location });
    }
    const untied = NEVER_EMPTY.find((kind) => results.inputsNow[kind] === NO_FILES);
    if (untied !== undefined) {
      return notProven(`No file is named as ${untied}, so the results would fit any.`, {
        location,
        remedy: `Name the files under \`evidence: inputs: ${untied}:\` in \`poc.yaml\`, then run \`npm run eval\`.`,
      });
    }
    if (yetToCome(results.run.produced_at, now))
      return notProven(`The results are dated ${results.run.produced_at}, which is yet to come.`, {
        location,
      });
    const models = modelsOf(results);
    if (models.length === 0) {
      return notProven('The results do not say which model made them.', {
        location,
        remedy: 'Write `model` into every row, such as `vendor/model-2026-05-01`, then run `npm run eval`.',
      });
    }
    const undated = models.find((model) => !model.startsWith(EMBEDDED) && !DATED.test(model));
    if (undated !== undefined) {
      return notProven(`The model is “${undated}”, a name that can point to another model tomorrow.`, {
        location,
        remedy: 'Use the model’s dated snapshot, such as `vendor/model-2026-05-01`.',
      });
    }
    const age = now.getTime() - Date.parse(results.run.produced_at);
    const days = Math.max(0, Math.floor(age / DAY));
    const most = {
      explore: null,
      pilot: bars['eval/results-fresh'].pilot_days,
      production: bars['eval/results-fresh'].production_days,
    }[stage];
    if (most !== null && days > most)
      return notProven(`The results are ${days} days old; ${most} days is the most.`, { location });
    return pass(
      `All digests match; made ${days === 0 ? 'today' : `${days} days ago`} with ${models.join(', ')}.`,
    );
  },
});

/** What the envelope says and what the rows say: an envelope does not speak for rows of another model. */
const modelsOf = ({ run, rows }: EvalResults): string[] => [
  ...new Set([...run.inputs.model, ...rows.flatMap(({ value }) => value.model ?? [])]),
];

const short = (digest: string): string => `${digest.replace('sha256:', '').slice(0, 8)}…`;

const madeAt = ({ run }: EvalResults): string =>
  run.commit === null ? '' : ` (made at commit ${run.commit.slice(0, 7)})`;
