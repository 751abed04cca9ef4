import { describe, expect, it } from 'vitest';
import { evalRecord } from '../../../../action/readiness/eval/eval-record.ts';
import {
  type RecordedResults,
  whyNotComparable,
  whyNotFresh,
} from '../../../../action/readiness/monitoring/drift/same-exam.ts';
import { given } from '../../../given.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const MODEL = 'vendor/model';

type Change = Parameters<typeof given.results>[1];

const made = (change: Change = {}, over: Partial<RecordedResults> = {}, model: string | null = MODEL) => {
  const rows = given.cases(3).map(({ value }) => given.evalRow(value, { model }));
  const named = { inputs: { model: model === null ? [] : [model] }, ...change };
  const { file, run, rows: records, missingShards } = given.results(rows, named);
  if (run === null) throw new Error('given results have a record');
  return { file, run, rows: records, missingShards, ...over };
};
const fresh = (one: RecordedResults) => whyNotFresh(one, given.digests, NOW);

describe('fresh results', () => {
  it.each([
    ['2026-11-20T12:00:00Z', true],
    ['2026-11-19T12:00:00Z', true],
    ['2026-11-19T11:59:59Z', false],
    ['2026-11-20T12:10:00Z', true],
    ['2026-11-20T12:10:01Z', false],
  ])('were made in the last 24 hours, clocks aside: %s: %s', (produced_at, taken) => {
    const why = fresh(made({ produced_at }));
    if (taken) expect(why).toBeNull();
    else
      expect(why).toBe(
        `eval/results/run.json: found results of ${produced_at}; expected some of the 24 hours before 2026-11-20T12:00:00.000Z, since a model may have changed since. Run \`npm run eval\`.`,
      );
  });

  it.each([
    ['cases', false],
    ['source', false],
    ['prompts', false],
    ['grader', false],
    // Bars are no part of the exam.
    ['policy', true],
  ] as const)('are about the same %s as the tree: other ones are taken: %s', (kind, taken) => {
    const why = fresh(made({ inputs: { [kind]: given.digest('f') } }));
    if (taken) expect(why).toBeNull();
    else
      expect(why).toContain(`found results about other ${kind} than this tree has; expected the same. Run`);
  });

  it('have every shard', () => {
    expect(fresh(made({}, { missingShards: ['2 of 2'] }))).toContain(
      'found no shard 2 of 2; expected all of them. Run',
    );
  });

  it.each([
    ['vendor/model', true],
    ['recorded/vendor/model', false],
    ['vendor/recorded/model', true],
    ['recorded', true],
  ])('are answers of a model that was asked, not played back: %s: %s', (model, taken) => {
    const why = fresh(made({}, {}, model));
    if (taken) expect(why).toBeNull();
    else
      expect(why).toContain(
        `found recorded answers (${model}); expected those of a model that was asked today. Unset POC_REPLAY`,
      );
  });

  it('are refused where one row alone was played back, whatever the record says', () => {
    const { rows } = made({}, {}, 'recorded/vendor/model');
    const [first] = rows;
    const one = made();
    const mixed = { ...one, rows: [...one.rows.slice(1), ...(first === undefined ? [] : [first])] };
    expect(fresh(mixed)).toContain('found recorded answers');
    expect(fresh(one)).toBeNull();
  });

  it('are refused where the record alone says that they were played back', () => {
    expect(fresh(made({ inputs: { model: ['recorded/vendor/model'] } }))).toContain('found recorded answers');
  });

  it('are not out of a cache', () => {
    const cached = given.recordRows([
      evalRecord({ id: 'case-0', verdict: 'pass', model: MODEL, cached: true, row: 1 }),
    ]);
    expect(fresh(made({}, { rows: cached }))).toContain('found 1 answers out of a cache; expected');
  });

  it('name a model', () => {
    expect(fresh(made({}, {}, null))).toContain('found no name of a model; expected one');
  });
});

describe('results of the last commit', () => {
  const base = (change: Change = {}, over: Partial<RecordedResults> = {}, model: string | null = MODEL) => ({
    ...made(change, over, model),
    from: 'the last commit',
  });

  it.each([
    ['are the same exam', base(), null],
    ['are old', base({ produced_at: '2024-01-01T00:00:00Z' }), null],
    ['were recorded, which is what the model said then', base({}, {}, 'recorded/vendor/model'), null],
    ['are of other bars', base({ inputs: { policy: given.digest('f'), model: [MODEL] } }), null],
    ['lack a shard', base({}, { missingShards: ['1 of 2'] }), 'lack shard 1 of 2'],
    [
      'are of other cases',
      base({ inputs: { cases: given.digest('f'), model: [MODEL] } }),
      'are about other cases than the fresh ones',
    ],
    [
      'are of another model',
      base({}, {}, 'embedded/words'),
      'are of embedded/words, and the fresh ones of vendor/model',
    ],
    ['name no model', base({}, {}, null), 'are of no model that is named'],
  ])('that %s', (_, one, why) => {
    const found = whyNotComparable(one, made());
    if (why === null) expect(found).toBeNull();
    else
      expect(found).toBe(
        `the results of the last commit ${found?.slice('the results of the last commit '.length)}`,
      );
    if (why !== null) expect(found).toContain(`${why}`);
  });
});
