import { describe, expect, it } from 'vitest';
import { percent } from '../../action/readiness/percent.ts';
import { INPUT_TOKENS, OUTPUT_TOKENS, REQUEST_MODEL, RUN_KIND } from '../../action/readiness/traces/span.ts';
import { otlpFile, runSpans, traceOf } from '../given/proven/run-logging.ts';
import { aPoc, type Files, jsonLines, poc } from '../repository-builder.ts';

const PRICES = `version: 1
as_of: 2026-11-01
source: made up for this test
currency: EUR
models: { hosted/m: { input: 3, output: 15 } }
infrastructure_per_month: 60
review_per_case: 0.4
monthly_budget: 9000
`;
const BASELINE = `version: 1
unit: one message
start_event: it is opened
stop_event: it is filed
performer_roles: [clerk]
eligible_per_month: 600
volume_query: messages of October
volume_window: 2026-10-01/2026-10-31
exclusions: []
`;
const TS = '2026-11-18T10:00:00Z';

type CallOf = { ref: string; calls?: number; input?: number; output?: number; model?: string; kind?: string };

/** A run whose calls of a model took so many tokens. */
function run({ ref, calls = 1, input = 1000, output = 300, model = 'hosted/m', kind = 'live' }: CallOf) {
  const [root, call] = runSpans({ case_ref: ref, ts: TS });
  const made = Array.from({ length: calls }, (_, n) => ({
    ...call,
    spanId: (n + 1).toString(16).padStart(16, '0'),
    attributes: {
      ...call.attributes,
      [REQUEST_MODEL]: model,
      [INPUT_TOKENS]: input,
      [OUTPUT_TOKENS]: output,
    },
  }));
  return [{ ...root, attributes: { ...root.attributes, [RUN_KIND]: kind } }, ...made];
}

const use = (ref: string, review_s?: number) => ({
  event: 'accepted',
  user: 'user-1',
  role: 'clerk',
  case_ref: ref,
  ts: TS,
  trace_id: traceOf(ref),
  ...(review_s === undefined ? {} : { review_s }),
});

/** Runs `poc cost` where these runs were, each for a case that somebody saw for half a minute. */
async function costOf(runs: readonly CallOf[], files: Files = {}, ...words: string[]) {
  const live = runs.filter(({ kind = 'live' }) => kind === 'live');
  const made = await aPoc({
    files: {
      'policy/prices.yaml': PRICES,
      'baseline.yaml': BASELINE,
      'evidence/traces/2026-11-18.jsonl': otlpFile(runs.flatMap(run)),
      'usage/2026-11-18.jsonl': jsonLines(live.map(({ ref }) => use(ref, 30))),
      ...files,
    },
  });
  return made.run('cost', ...words);
}
const dataOf = async (...asked: Parameters<typeof costOf>) => {
  const { out, code, err } = await costOf(
    asked[0],
    asked[1],
    '--format',
    'json',
    ...asked.slice(2).map(String),
  );
  expect(err).toBe('');
  return { code, data: JSON.parse(out) };
};

describe('poc cost', () => {
  it('says what a case costs, by model, and a month, and what it hangs on', async () => {
    const runs = [{ ref: 'a' }, { ref: 'b', input: 2000, output: 600 }];
    const { code, out, err } = await costOf(runs);
    expect([code, err]).toEqual([0, '']);
    // Tokens: 0.0075 and 0.015, mean 0.01125. Beside them 0.40 of review and 0.10 of infrastructure.
    expect(out).toMatch(/^A case \(2 cases, 2 calls\)$/m);
    expect(out).toMatch(/mean, all in +€0\.511 /);
    expect(out).toMatch(/p50, all in +€0\.508\n/);
    expect(out).toMatch(/p95, all in +€0\.515\n/);
    expect(out).toMatch(/tokens +€0\.0113 {2}p50 €0\.0075, p95 €0\.015, 95 % €0 to €0\.0589$/m);
    expect(out).toMatch(/€0\.0225 {2}all 2 calls of hosted\/m/);
    expect(out).toMatch(/review +€0\.4 {2}measured: 30 s in 2 cases, not known at the rate/);
    expect(out).toMatch(/^A month of 600 cases, .*\n +together +€307 .*the budget is €9,000$/m);
    expect(out).toMatch(/^What it hangs on: review, €0\.4 or 78\.2 % of a case, as written/m);
    // 9000 / 600 is 15 a case, 14.49 more than it costs.
    expect(out).toMatch(/stays within its\s+budget up to €14\.9\./);
  });

  it('prices each call by itself: 1000 short ones of a case are 7.50', async () => {
    const { data } = await dataOf([{ ref: 'a', calls: 1000 }]);
    expect(data.tokens.mean).toBeCloseTo(7.5, 9);
    expect(data).toMatchObject({ cases: 1, calls: 1000, models: [{ model: 'hosted/m', calls: 1000 }] });
  });

  it('has the figures of scale/cost-per-case, to the digit', async () => {
    const one = await aPoc({ proven: true, stage: 'production' });
    const { out, code } = await one.run('cost', '--format', 'json');
    const { gate, case: all, cases, per_month: perMonth } = JSON.parse(out);
    const found = (await one.check()).results.find(({ id }) => id === 'scale/cost-per-case');
    expect([code, gate.outcome, gate.message]).toEqual([0, 'pass', found?.message]);
    expect(gate.message).toContain(`A case costs $${all.mean.toFixed(3)} (`);
    expect(gate.message).toContain(`; ${cases} cases, `);
    expect(gate.message).toContain(`That is ${percent(all.ofValue.observed)} of `);
    expect(all.month.observed).toBeCloseTo(all.mean * perMonth, 9);
  });

  it('names models without a price, and takes none for 0', async () => {
    const { data, code } = await dataOf([{ ref: 'a' }, { ref: 'b', model: 'hosted/other' }]);
    expect(code).toBe(1);
    expect(data).toMatchObject({
      unpriced_models: ['hosted/other'],
      tokens: null,
      case: null,
      binding: null,
    });
    expect(data.models).toMatchObject([{ model: 'hosted/m' }, { model: 'hosted/other', money: null }]);
    expect(data.missing[0].remedy).toContain('npm run prices -- hosted/other');
  });

  it.each([
    ['infrastructure_per_month: 60', 'What a month of infrastructure costs.'],
    ['monthly_budget: 9000', 'What a month may cost.'],
    ['review_per_case: 0.4', 'What the review of a case costs.'],
  ])('says what is missing where nobody wrote %s', async (line, what) => {
    const prices = PRICES.replace(line, `${line.split(':')[0]}: null`);
    const { data, code } = await dataOf([{ ref: 'a' }], { 'policy/prices.yaml': prices });
    expect([code, data.missing.map((one: { what: string }) => one.what)]).toEqual([1, [what]]);
    expect(data.tokens.mean).toBeCloseTo(0.0075, 9);
  });

  it('says what a review cost by the time that it took, at the rate of baseline.yaml', async () => {
    const value = `value:
  currency: EUR
  hourly_cost: { amount: 60, as_of: 2026-09-01, source: finance }
  cost_per_error: { low: 20, likely: 35, high: 60, source: credit notes }
  capture: { share: 0.5 }
  build: [{ item: engineers, kind: people, amount: 700, source: time log }]
  run: [{ item: model, kind: model, per_case: 0.2, source: invoice }]
`;
    const prices = PRICES.replace('review_per_case: 0.4', 'review_per_case: null');
    const again = { ...use('b', 30), ts: '2026-11-18T11:00:00Z' };
    const files = {
      'baseline.yaml': BASELINE + value,
      'policy/prices.yaml': prices,
      'usage/2026-11-19.jsonl': jsonLines([again]),
    };
    const { data } = await dataOf([{ ref: 'a' }, { ref: 'b' }], files);
    expect(data.review_measured).toEqual({ cases: 2, seconds: 45, money: 0.75 });
    expect(data.missing[0].remedy).toContain('Write `review_per_case: 0.75`');
    const dollars = await dataOf([{ ref: 'a' }], {
      ...files,
      'policy/prices.yaml': prices.replace('EUR', 'USD'),
    });
    expect(dollars.data.review_measured.money).toBeNull();
  });

  it('tells what an eval costs before there are users, each run a case of its own', async () => {
    const runs = [
      { ref: 'a', kind: 'eval' },
      { ref: 'b', kind: 'eval' },
      { ref: 'c', kind: 'load' },
    ];
    const none = await costOf(runs);
    expect(none.code).toBe(2);
    expect(none.err).toMatch(/found no run of a case of the usage export; expected one .*--kind eval/);
    const { data } = await dataOf(runs, {}, '--kind', 'eval');
    expect(data).toMatchObject({ kind: 'eval', runs: 2, cases: 2, gate: null });
  });

  it('reads traces from elsewhere, those that git ignores too', async () => {
    const files = {
      '.gitignore': 'state/\n',
      'state/telemetry/traces-2026-11-18.jsonl': otlpFile(run({ ref: 'z', kind: 'eval' })),
    };
    const elsewhere = ['--traces', 'state/telemetry/traces-*.jsonl', '--kind', 'eval'];
    const { data } = await dataOf([{ ref: 'a' }], files, ...elsewhere);
    expect(data).toMatchObject({ traces: 'state/telemetry/traces-2026-11-18.jsonl', cases: 1 });
  });

  it.each([
    [['--kind', 'test'], /--kind: found "test"; expected live or eval or load/],
    [['--format', 'xml'], /--format: found "xml"; expected text or json/],
    [['--traces', ''], /--traces: found "", an empty pattern/],
    [['--nope'], /--nope/],
    [['one', 'two'], /found 2 folders; expected one/],
    [['--traces', 'none/*.jsonl'], /none\/\*\.jsonl: found no run of a case/],
  ])('with %j ends with 2 and says what to do', async (words, says) => {
    expect(await costOf([{ ref: 'a' }], {}, ...words)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(says),
    });
  });

  it.each([
    ['policy/prices.yaml', null, /policy\/prices\.yaml: found nothing there/],
    ['policy/prices.yaml', PRICES.replace('EUR', 'euros'), /currency: found "euros"; expected three letters/],
    ['policy/prices.yaml', PRICES.replace('0.4', '-1'), /policy\/prices\.yaml.*review_per_case/],
    ['baseline.yaml', null, /baseline\.yaml: found nothing there/],
  ])('cannot run where %s is %j', async (file, text, says) => {
    const { code, err } = await costOf([{ ref: 'a' }], { [file]: text });
    expect([code, err]).toEqual([2, expect.stringMatching(says)]);
  });

  it('cannot run where there is no proof of concept', async () => {
    expect((await poc(['cost', 'nowhere'], { cwd: '.' })).err).toMatch(
      /^poc cost: nowhere: found no such folder/,
    );
  });
});
