import { describe, expect, it } from 'vitest';
import { resultsFresh } from '../../../action/checks/eval/results-fresh.ts';
import { barsInForce } from '../../../action/contract/thresholds.ts';
import type { EvalResults, ResultFile } from '../../../action/readiness/evidence.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

const rows = [given.evalRow(given.evalCase('case-0'))];
const nothing = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const made = (change: Parameters<typeof given.results>[1], now?: Parameters<typeof given.results>[2]) => ({
  results: given.results(rows, change, now),
});
/** A file of another tool, as its reader found it. */
const file = (change: Partial<ResultFile>): ResultFile => ({
  file: 'out/eval.json',
  format: 'promptfoo JSON',
  records: 1,
  notes: [],
  producedAt: null,
  ...change,
});
const read = (files: ResultFile[], more: Partial<EvalResults> = {}) => ({
  results: { ...given.results(rows), files, ...more },
});
const at = (produced_at: string) => made({ produced_at });
const model = (...names: string[]) => ({
  results: given.results(
    rows.map((row) => ({ ...row, model: null })),
    { inputs: { model: names } },
  ),
});

tellStories(resultsFresh, { severity: 'high', blocksFrom: 'explore' }, [
  {
    it: 'passes when every digest is that of the tree',
    given: at('2026-11-20T09:00:00Z'),
    outcome: 'pass',
    says: 'All digests match; made today with embedded/naive-bayes.',
  },
  ...(['cases', 'source', 'prompts', 'grader'] as const).map((kind) => ({
    it: `is not proven when the tree has other ${kind}`,
    given: made({}, { [kind]: given.digest('9') }),
    outcome: 'not-proven' as const,
    says: `${kind} ${given.digests[kind].slice(7, 15)}…, this tree has 99999999…`,
  })),
  {
    it: 'passes when only the policy is another: bars come from the base',
    given: made({}, { policy: given.digest('9') }),
    outcome: 'pass',
  },
  {
    it: 'names every input that changed, and the commit',
    given: made(
      { commit: 'abcdef0123456789abcdef0123456789abcdef01' },
      { prompts: given.digest('8'), grader: given.digest('9') },
    ),
    outcome: 'not-proven',
    says: 'prompts cccccccc…, this tree has 88888888…; for grader dddddddd…, this tree has 99999999… (made at commit abcdef0).',
  },
  ...(['cases', 'source', 'grader'] as const).map((kind) => ({
    it: `is not proven when no file is named as ${kind}, so that any would match`,
    given: made({ inputs: { [kind]: nothing } }, { [kind]: nothing }),
    outcome: 'not-proven' as const,
    says: `No file is named as ${kind}`,
  })),
  {
    it: 'passes without prompts: an embedded model has none',
    given: made({ inputs: { prompts: nothing } }, { prompts: nothing }),
    outcome: 'pass',
  },
  {
    it: 'passes in pilot with results 14 days old',
    given: at('2026-11-06T09:00:00Z'),
    at: { stage: 'pilot' },
    outcome: 'pass',
    says: 'made 14 days ago',
  },
  {
    it: 'is not proven in pilot with results 15 days old',
    given: at('2026-11-05T09:00:00Z'),
    at: { stage: 'pilot' },
    outcome: 'not-proven',
    says: 'The results are 15 days old; 14 days is the most.',
  },
  {
    it: 'passes in production with results 30 days old',
    given: at('2026-10-21T09:00:00Z'),
    at: { stage: 'production' },
    outcome: 'pass',
  },
  {
    it: 'is not proven in production with results 31 days old',
    given: at('2026-10-20T09:00:00Z'),
    at: { stage: 'production' },
    outcome: 'not-proven',
    says: '31 days old; 30 days is the most',
  },
  { it: 'asks for no age in explore', given: at('2026-01-01T09:00:00Z'), outcome: 'pass' },
  {
    it: 'takes the age from the policy',
    given: at('2026-11-18T09:00:00Z'),
    at: {
      stage: 'pilot',
      bars: barsInForce({ version: 1, bars: { 'eval/results-fresh': { pilot_days: 1 } } }),
    },
    outcome: 'not-proven',
  },
  {
    it: 'lets clocks differ by ten minutes',
    given: at('2026-11-20T12:10:00Z'),
    outcome: 'pass',
    says: 'made today',
  },
  {
    it: 'is not proven by results of a second later than that',
    given: at('2026-11-20T12:10:01Z'),
    outcome: 'not-proven',
    says: 'which is yet to come',
  },
  {
    it: 'is not proven by results of no moment',
    given: at('some time ago'),
    at: { stage: 'pilot' },
    outcome: 'not-proven',
  },
  { it: 'passes with a dated snapshot', given: model('vendor/model-2026-05-01'), outcome: 'pass' },
  { it: 'passes with a date without hyphens', given: model('vendor/model-20260501'), outcome: 'pass' },
  {
    it: 'is not proven with a name that can point to another model',
    given: model('vendor/model-latest'),
    outcome: 'not-proven',
    says: 'The model is “vendor/model-latest”',
  },
  {
    it: 'does not take any eight digits for a date',
    given: model('vendor/model-12345678'),
    outcome: 'not-proven',
  },
  {
    it: 'looks at every model',
    given: model('vendor/model-2026-05-01', 'vendor/other'),
    outcome: 'not-proven',
    says: 'vendor/other',
  },
  {
    it: 'is not proven when no model is named',
    given: model(),
    outcome: 'not-proven',
    says: 'do not say which model',
  },
  {
    it: 'does not let the envelope speak for rows of another model',
    given: {
      results: given.results(
        rows.map((row) => ({ ...row, model: 'vendor/model-latest' })),
        { inputs: { model: ['vendor/model-2026-05-01'] } },
      ),
    },
    outcome: 'not-proven',
    says: 'vendor/model-latest',
  },
  {
    it: 'is not proven by a file that nobody recorded, and names it with its format',
    given: read([file({})], { run: null, file: 'out/eval.json' }),
    outcome: 'not-proven',
    says: 'Nothing says what was measured: out/eval.json (promptfoo JSON) came without an envelope.',
  },
  {
    it: 'names the first three of five',
    given: read(
      [1, 2, 3, 4, 5].map((n) => file({ file: `out/${n}.xml`, format: 'JUnit XML' })),
      { run: null },
    ),
    outcome: 'not-proven',
    says: 'out/1.xml (JUnit XML), out/2.xml (JUnit XML), out/3.xml (JUnit XML) and 2 more came without',
  },
  {
    it: 'is not proven while a shard is missing, and names it',
    given: read([file({})], { missingShards: ['3 of 4'] }),
    outcome: 'not-proven',
    says: 'Shard 3 of 4 left no results',
  },
  {
    it: 'passes with a file made a day before its envelope: an eval may take that long',
    given: read([file({ producedAt: '2026-11-19T09:00:00Z' })]),
    outcome: 'pass',
  },
  {
    it: 'is not proven by a file made a second earlier',
    given: read([file({ producedAt: '2026-11-19T08:59:59Z' })]),
    outcome: 'not-proven',
    says: 'out/eval.json was made on 2026-11-19T08:59:59Z, 1 days before the run that recorded it.',
  },
  {
    it: 'is not proven by a file that is yet to come',
    given: read([file({ producedAt: '2026-11-20T12:10:01Z' })]),
    outcome: 'not-proven',
    says: 'out/eval.json is dated 2026-11-20T12:10:01Z, which is yet to come.',
  },
  {
    it: 'says what the readers of the files noted, the first three of it',
    given: read([file({ notes: ['2 cached', 'ids are fingerprints', 'no latency', 'no cost'] })]),
    outcome: 'pass',
    says: 'embedded/naive-bayes; out/eval.json: 2 cached; out/eval.json: ids are fingerprints; out/eval.json: no latency; and 1 more notes.',
  },
]);

describe('eval/results-fresh on files that nobody recorded', () => {
  it.each([
    ['out/eval.json', 'npx poc eval run --results out/eval.json -- COMMAND'],
    ['out/eval of May.json', "npx poc eval run --results 'out/eval of May.json' -- COMMAND"],
  ])('says the command that records %s', (path, command) => {
    const found = resultsFresh.evaluate(
      given.evidence(read([file({ file: path })], { run: null, file: path })),
      given.circumstances(),
    );
    expect(found).toMatchObject({ location: { file: path }, remedy: expect.stringContaining(command) });
  });
});
