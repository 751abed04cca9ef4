import { describe, expect, it } from 'vitest';
import { aFolder, aPoc, aRow, cases, jsonLines, poc } from '../repository-builder.ts';

const JUNIT = `<testsuite name="evals" tests="3">
  <testcase classname="refunds" name="late"/>
  <testcase classname="refunds" name="early"><failure message="wrong label"/></testcase>
  <testcase classname="refunds" name="never"><skipped/></testcase>
</testsuite>`;

async function readIn(files: Record<string, string>, ...argv: string[]) {
  const folder = await aFolder(files);
  return poc(['eval', 'read', ...argv], { cwd: folder });
}

describe('poc eval read', () => {
  it('prints what the gate sees in a file', async () => {
    const { code, out } = await readIn({ 'junit.xml': JUNIT }, 'junit.xml');
    expect(code).toBe(0);
    expect(out).toContain('junit.xml: JUnit XML');
    expect(out).toMatch(/rows +3 of 3 cases\n/);
    expect(out).toMatch(/passed +1\n/);
    expect(out).toMatch(/failed +1\n/);
    expect(out).toMatch(/no verdict +1 \(left out of the rate\)\n/);
    expect(out).toMatch(/pass rate +50 % \(9–91\), 1 of 2\n/);
  });

  it('prints the same as data', async () => {
    const { code, out } = await readIn({ 'junit.xml': JUNIT }, '--json', 'junit.xml');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      schema: 'poc-eval-read/v1',
      files: [
        {
          file: 'junit.xml',
          format: 'JUnit XML',
          usable: true,
          rows: 3,
          cases: 3,
          passes: 1,
          fails: 1,
          errors: { system: 0, grader: 0 },
          no_verdict: 1,
          repeats: { fewest: 1, most: 1 },
          clusters: 3,
          problems: [],
        },
      ],
    });
  });

  it('reads several files, and tells with its exit code that one cannot be used', async () => {
    const rows = jsonLines(cases(2).map((one) => aRow(one)));
    const files = { 'a.jsonl': rows, 'cut.jsonl': rows.slice(0, -10) };
    const { code, out } = await readIn(files, 'a.jsonl', 'cut.jsonl');
    expect(code).toBe(1);
    expect(out).toContain('a.jsonl: POC eval rows');
    expect(out).toMatch(/✗ cut\.jsonl:2: found .*cut off/);
    expect(out).toContain('The gate does not use this file as it is.');
  });

  it('says that repeats of a case are worth less than as many cases', async () => {
    const one = cases(4);
    const rows = [0, 1, 2].flatMap((repeat) =>
      one.map((each, i) => ({
        ...aRow(each),
        repeat,
        verdict: i === 0 ? ('fail' as const) : ('pass' as const),
      })),
    );
    const { out } = await readIn({ 'rows.jsonl': jsonLines(rows) }, 'rows.jsonl');
    expect(out).toMatch(/rows +12 of 4 cases, each tried 3 times\n/);
    expect(out).toMatch(/pass rate +75 % \(\d+–\d+\), 9 of 12, worth [34] independent ones\n/);
  });

  it('applies the mapping of the poc.yaml beside it', async () => {
    const made = await aPoc();
    await made.declare({ mapping: { id: 'question', score: 'f1', threshold: 0.5 } });
    await made.write({
      'out.jsonl': '{"question":"one","f1":0.5}\n{"question":"two","f1":0.49}\n',
    });
    const { code, out } = await poc(['eval', 'read', '--json', 'out.jsonl'], { cwd: made.folder });
    expect(code).toBe(0);
    expect(JSON.parse(out).files[0]).toMatchObject({ passes: 1, fails: 1, no_verdict: 0 });
  });

  it('says that it goes on without the mapping of a poc.yaml that is broken', async () => {
    const { code, err } = await readIn({ 'poc.yaml': 'version: [', 'junit.xml': JUNIT }, 'junit.xml');
    expect(code).toBe(0);
    expect(err).toMatch(/^poc eval read: read without evidence\.mapping\. poc\.yaml:1/);
  });

  it.each([
    {
      name: 'no file',
      argv: [],
      says: 'poc eval read: found no file; expected one or more. See `poc eval read --help`.',
    },
    {
      name: 'a file that is not there',
      argv: ['x.json'],
      says: 'poc eval read: x.json: found no such file;',
    },
    { name: 'a folder', argv: ['.'], says: 'poc eval read: .: found' },
    { name: 'an unknown option', argv: ['--yaml', 'x'], says: "poc eval read: Unknown option '--yaml'" },
  ])('given $name could not run, and says what to write', async ({ argv, says }) => {
    const { code, err } = await readIn({ 'a.json': '{}' }, ...argv);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });

  it('says what was seen and what was tried, when a file fits none', async () => {
    const { code, out } = await readIn({ 'p.json': '{"name":"x","version":"1.0.0","scripts":{}}' }, 'p.json');
    expect(code).toBe(1);
    expect(out).toContain('found JSON with the keys name, version, scripts');
    expect(out).toContain('promptfoo JSON, DeepEval JSON');
    expect(out).toContain('evidence.mapping');
  });
});
