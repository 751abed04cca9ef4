import { defineCheck } from '../../readiness/check.ts';
import type { EvalResults } from '../../readiness/evidence.ts';
import { notProven, pass } from '../../readiness/finding.ts';
import { staleInputs } from '../../readiness/freshness.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Clocks of two machines may differ by this much before a time counts as being in the future. */
const CLOCK_SKEW = 10 * 60 * 1000;
/** A hosted model under a name without a date changes behind the results. Embedded ones are in the source digest. */
const DATED = /\d{4}-?\d{2}-?\d{2}/;
const EMBEDDED = 'embedded/';

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
    const age = now.getTime() - Date.parse(results.run.produced_at);
    if (age < -CLOCK_SKEW)
      return notProven(`The results are dated ${results.run.produced_at}, which is yet to come.`, {
        location,
      });
    const undated = results.run.inputs.model.find(
      (model) => !model.startsWith(EMBEDDED) && !DATED.test(model),
    );
    if (undated !== undefined) {
      return notProven(`The model is “${undated}”, a name that can point to another model tomorrow.`, {
        location,
        remedy: 'Use the model’s dated snapshot, such as `vendor/model-2026-05-01`.',
      });
    }
    const days = Math.max(0, Math.floor(age / DAY));
    const most = {
      explore: null,
      pilot: bars['eval/results-fresh'].pilot_days,
      production: bars['eval/results-fresh'].production_days,
    }[stage];
    if (most !== null && days > most)
      return notProven(`The results are ${days} days old; ${most} days is the most.`, { location });
    return pass(
      `All digests match; made ${days === 0 ? 'today' : `${days} days ago`} with ${results.run.inputs.model.join(', ') || 'no model named'}.`,
    );
  },
});

const short = (digest: string): string => `${digest.replace('sha256:', '').slice(0, 8)}…`;

const madeAt = ({ run }: EvalResults): string =>
  run.commit === null ? '' : ` (made at commit ${run.commit.slice(0, 7)})`;
