import type { EvalRun } from '../../../contract/eval-run.ts';
import { DAY, yetToCome } from '../../clock.ts';
import { staleInputs } from '../../eval/freshness.ts';
import { modelsOf } from '../../eval/model-names.ts';
import type { EvalResults } from '../../evidence.ts';

/** Results, with the record of what they were made of. */
export type RecordedResults = Pick<EvalResults, 'file' | 'rows' | 'missingShards'> & { run: EvalRun };

/** Answers that a part of the made repository played back: its name goes before that of the model. */
const RECORDED = 'recorded/';

const AGAIN = 'Run `npm run eval`.';

/**
 * Results say something about the model of today when it was asked today, about this tree.
 *
 * @returns why these say nothing, in three parts, or `null`
 */
export function whyNotFresh(
  fresh: RecordedResults,
  inputsNow: EvalResults['inputsNow'],
  now: Date,
): string | null {
  const why =
    whyIncomplete(fresh) ?? whyOfAnotherTree(fresh, inputsNow) ?? whyNobodyAsked(fresh) ?? whyOld(fresh, now);
  return why === null ? null : `${fresh.file}: found ${why}`;
}

const whyIncomplete = ({ missingShards }: RecordedResults): string | null =>
  missingShards.length === 0
    ? null
    : `no shard ${missingShards.join(', ')}; expected all of them. Run those that are missing.`;

function whyOfAnotherTree({ run }: RecordedResults, inputsNow: EvalResults['inputsNow']): string | null {
  const stale = staleInputs({ run, inputsNow });
  return stale.length > 0
    ? `results about other ${stale.join(', ')} than this tree has; expected the same. ${AGAIN}`
    : null;
}

function whyNobodyAsked({ run, rows }: RecordedResults): string | null {
  const models = modelsOf({ run, rows });
  if (models.length === 0)
    return 'no name of a model; expected one, or nobody can tell who was asked. Name it with `poc eval run --model`.';
  const recorded = models.find((model) => model.startsWith(RECORDED));
  if (recorded !== undefined)
    return `recorded answers (${recorded}); expected those of a model that was asked today. Unset POC_REPLAY, and run \`npm run eval\`.`;
  const cached = rows.filter(({ value }) => value.cached).length;
  return cached > 0
    ? `${cached} answers out of a cache; expected those of a model that was asked today. Turn the cache off, and run the eval again.`
    : null;
}

function whyOld({ run: { produced_at: moment } }: RecordedResults, now: Date): string | null {
  const age = now.getTime() - Date.parse(moment);
  return age <= DAY && !yetToCome(moment, now)
    ? null
    : `results of ${moment}; expected some of the 24 hours before ${now.toISOString()}, since a model may have changed since. ${AGAIN}`;
}

/** What makes results comparable, to end a sentence with. */
export const COMMIT_IT = 'Run `npm run eval` with this model, and commit what it writes';

/** @returns why fresh results cannot be held against these, to follow the word "since"; or `null` */
export function whyNotComparable(
  base: RecordedResults & { from: string },
  fresh: RecordedResults,
): string | null {
  if (base.missingShards.length > 0)
    return `the results of ${base.from} lack shard ${base.missingShards.join(', ')}. ${COMMIT_IT}`;
  const stale = staleInputs({ run: base.run, inputsNow: fresh.run.inputs });
  if (stale.length > 0)
    return `the results of ${base.from} are about other ${stale.join(', ')} than the fresh ones. ${COMMIT_IT}`;
  const [before, now] = [askedIn(base), askedIn(fresh)];
  return before === now
    ? null
    : `the results of ${base.from} are of ${before || 'no model that is named'}, and the fresh ones of ${now}. ${COMMIT_IT}`;
}

/** What was recorded is what the model said then, so it may be compared with. */
const askedIn = (made: RecordedResults): string =>
  [
    ...new Set(
      modelsOf(made).map((model) => (model.startsWith(RECORDED) ? model.slice(RECORDED.length) : model)),
    ),
  ]
    .sort()
    .join(', ');
