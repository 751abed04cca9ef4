import { describe, expect, it } from 'vitest';
import { type EvalRecord, evalRecord } from '../../action/readiness/eval/eval-record.ts';
import { createTally } from '../../action/readiness/eval/tally.ts';
import { fileAsJson, fileInWords, type ReadResultFile } from '../../action/reporters/result-file.ts';

type Said = Pick<EvalRecord, 'id' | 'verdict'> & Partial<EvalRecord>;

function readFile(said: readonly Said[], change: Partial<ReadResultFile> = {}): ReadResultFile {
  const tally = createTally();
  said.forEach((one, i) => {
    tally.add(evalRecord({ row: i + 1, ...one }));
  });
  const found = { format: 'promptfoo JSON', cannotTell: [], notes: [], problems: [], producedAt: null };
  return { file: 'out.json', ...found, ...change, tally: tally.finish() };
}

describe('a file of results in words', () => {
  it('keeps the five verdicts apart, and says what each does to the rate', () => {
    const read = readFile([
      { id: 'a', verdict: 'pass' },
      { id: 'b', verdict: 'fail' },
      { id: 'c', verdict: 'system_error' },
      { id: 'd', verdict: 'grader_error' },
      { id: 'e', verdict: 'no_verdict' },
    ]);
    expect(fileInWords(read)).toBe(`out.json: promptfoo JSON
  rows           5 of 5 cases
  passed         1
  failed         1
  system errors  1 (count as failures)
  grader errors  1 (left out of the rate)
  no verdict     1 (left out of the rate)
  pass rate      33.3 % (6–80), 1 of 3
  rows tell      nothing on score, latency, tokens, cost, slices`);
  });

  it('says how much repeats are worth, what variants there are, and what rows tell', () => {
    const read = readFile(
      [0, 1, 2, 3].flatMap((i) =>
        ['x', 'y'].map((variant) => ({
          id: `case-${i}`,
          verdict: i === 0 ? ('fail' as const) : ('pass' as const),
          variant,
          ...(i === 0 ? { latencyMs: 3 } : { cached: true }),
          costUsd: 0,
          fingerprinted: true,
        })),
      ),
      { cannotTell: ['repeats', 'clusters'], notes: ['a note'], producedAt: '2026-11-20T09:00:00Z' },
    );
    expect(fileInWords(read).split('\n').slice(1)).toEqual([
      '  rows           8 of 4 cases, each tried 2 times',
      '  passed         6',
      '  failed         2',
      '  system errors  0',
      '  grader errors  0',
      '  no verdict     0',
      '  pass rate      75 % (25–97), 6 of 8, worth 3 independent ones',
      '  variant        x: 3 of 4 passed',
      '  variant        y: 3 of 4 passed',
      '  rows tell      latency (2 of them), cost; nothing on score, tokens, slices; 6 cached, whose latency does not count; all ids are fingerprints',
      '  made           2026-11-20T09:00:00Z',
      '  cannot tell    repeats; clusters',
      '  note           a note',
    ]);
  });

  it('of which nothing could be read says why, and that the gate does not use it', () => {
    const problem = {
      location: { file: 'out.json', line: 3 },
      field: '',
      found: 'x',
      expected: 'y',
      remedy: 'Do z.',
    };
    expect(fileInWords(readFile([], { format: null, problems: [problem] }))).toBe(
      'out.json: not read\n  ✗ out.json:3: found x; expected y. Do z.\n  The gate does not use this file as it is.',
    );
  });

  it('takes control characters out of what files hold', () => {
    const read = readFile([{ id: 'a', verdict: 'pass', variant: '\u001b[31mred\nline' }]);
    expect(fileInWords(read)).not.toContain('\u001b');
    expect(fileInWords(read)).toContain('variant        red line: 1 of 1 passed');
  });
});

describe('a file of results as data', () => {
  it('has no rate where no row has a verdict', () => {
    expect(fileAsJson(readFile([{ id: 'a', verdict: 'no_verdict', score: 0.9 }]))).toMatchObject({
      rows: 1,
      no_verdict: 1,
      pass_rate: null,
      usable: true,
    });
  });

  it('gives the rate with its interval and what the rows are worth', () => {
    const { pass_rate } = fileAsJson(
      readFile([
        { id: 'a', verdict: 'pass' },
        { id: 'b', verdict: 'pass' },
      ]),
    );
    expect(pass_rate).toMatchObject({ rate: 1, high: 1, rows: 2, effective_n: 2 });
    expect(pass_rate?.low).toBeCloseTo(0.342, 3);
  });
});
