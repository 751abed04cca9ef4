import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shardOf } from '../../../action/readiness/eval/shards.ts';
import { aCase, aPoc, aRow, cases, jsonLines, poc } from '../../repository-builder.ts';
import { recordIn, runEval, textOf } from './desk.ts';

const FILE = 'eval/results/junit.xml';
const RUN = 'eval/results/run.json';
const asked = (...patterns: string[]) => ({ options: patterns.flatMap((one) => ['--results', one]) });

/** JUnit XML as pytest writes it: passes, and the last one a failure. */
const junit = (ids: readonly string[], failing: readonly string[] = []): string => {
  const one = (id: string) =>
    failing.includes(id)
      ? `<testcase classname="eval.test_cases" name="${id}" time="0.010"><failure message="no">no</failure></testcase>`
      : `<testcase classname="eval.test_cases" name="${id}" time="0.010" />`;
  return `<?xml version="1.0" encoding="utf-8"?><testsuites><testsuite name="pytest" errors="0" failures="${failing.length}" skipped="0" tests="${ids.length}" time="1.0">${ids.map(one).join('')}</testsuite></testsuites>`;
};
const writing = (text: string, name = 'junit.xml'): string => `write('${name}', ${JSON.stringify(text)});`;
const THREE = junit(['a', 'b', 'c'], ['c']);
const ran = `fs.mkdirSync('logs', { recursive: true }); fs.writeFileSync('logs/ran', '');`;

describe('poc eval run with the result files of another tool', () => {
  it('records what stands in them, beside them', async () => {
    const it = await aPoc({ results: null });
    const { code, out, err } = await runEval(it, writing(THREE), asked(FILE));
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`3 rows in ${FILE}: 2 pass, 1 fail. Recorded in ${RUN}.`);
    const run = await recordIn(it, RUN);
    expect(run).toMatchObject({ n: 3, result: { passed: 2 }, rows: [FILE], shard: null });
    expect(Date.parse(run.started_at ?? '')).toBeLessThanOrEqual(Date.parse(run.produced_at));
  });

  it('records several, each once, whichever pattern they fit', async () => {
    const it = await aPoc({ results: null });
    const program = `fs.mkdirSync(FOLDER + '/deep'); ${writing(junit(['d']), 'deep/z.xml')} ${writing(THREE)}`;
    const { code, out } = await runEval(it, program, asked('eval/results/**/*.xml', FILE));
    expect(code).toBe(0);
    expect(out).toContain(`4 rows in eval/results/deep/z.xml, ${FILE}: 3 pass, 1 fail.`);
    expect((await recordIn(it, RUN)).rows).toEqual(['eval/results/deep/z.xml', FILE]);
  });

  it('records files that git ignores: results are often kept out of the history', async () => {
    const it = await aPoc({ results: null, files: { '.gitignore': '*.xml\n' } });
    expect((await runEval(it, writing(THREE), asked('eval/results/*.xml'))).code).toBe(0);
  });

  it('records what the command names as its model', async () => {
    const it = await aPoc({ results: null });
    const rows = [aRow(aCase(1), { model: 'vendor/b' }), aRow(aCase(2), { model: 'vendor/a' })];
    const { code } = await runEval(
      it,
      writing(jsonLines(rows), 'mine.jsonl'),
      asked('eval/results/mine.jsonl'),
    );
    expect(code).toBe(0);
    expect((await recordIn(it, RUN)).inputs.model).toEqual(['vendor/a', 'vendor/b']);
  });

  it('records the model that a person names, where the file has no place for one', async () => {
    const it = await aPoc({ results: null });
    const { options } = asked(FILE);
    const named = [...options, '--model', 'vendor/b-2026-05-01', '--model', 'vendor/a-2026-05-01'];
    expect((await runEval(it, writing(THREE), { options: named })).code).toBe(0);
    expect((await recordIn(it, RUN)).inputs.model).toEqual(['vendor/a-2026-05-01', 'vendor/b-2026-05-01']);
  });

  it.each([
    ['model: llm', ['v/a-2026-05-01', 'v/b-2026-05-01']],
    ['variant: llm', []],
  ])('records by the mapping that poc.yaml declares, with %s the models %j', async (declared, models) => {
    const it = await aPoc({ results: null });
    const usual = 'results: eval/results/**/run.json';
    const mapping = `${usual}\n  mapping:\n    id: name\n    pass: ok\n    ${declared}`;
    await it.write({ 'poc.yaml': ((await textOf(it, 'poc.yaml')) ?? '').replace(usual, mapping) });
    const rows = ['a', 'b', 'c'].map((name) => ({
      name,
      ok: name !== 'b',
      llm: name === 'c' ? 'v/b-2026-05-01' : ' v/a-2026-05-01 ',
    }));
    const { code } = await runEval(
      it,
      writing(jsonLines(rows), 'mine.jsonl'),
      asked('eval/results/mine.jsonl'),
    );
    expect(code).toBe(0);
    const run = await recordIn(it, RUN);
    expect(run).toMatchObject({ n: 3, result: { passed: 2 }, inputs: { model: models } });
    const { out } = await poc(['check', '--format', 'json'], { cwd: it.folder, now: new Date() });
    const fresh = JSON.parse(out).results.find((one: { id: string }) => one.id === 'eval/results-fresh');
    expect(fresh.message).toContain(
      models.length === 0 ? 'The results do not say which model made them.' : `with ${models.join(', ')}`,
    );
  });

  it('leaves rows that lie there from an earlier run, and does not record them', async () => {
    const rows = jsonLines([aRow(aCase(1)), aRow(aCase(2))]);
    const it = await aPoc({ results: null, files: { 'eval/results/results.jsonl': rows } });
    expect((await runEval(it, writing(THREE), asked(FILE))).code).toBe(0);
    expect((await recordIn(it, RUN)).rows).toEqual([FILE]);
    expect(await textOf(it, 'eval/results/results.jsonl')).toBe(rows);
  });

  it.each([
    ['writes the same again', writing(THREE)],
    ['writes something else of the same length', writing(junit(['a', 'b', 'd'], ['d']))],
    ['replaces the file', `fs.unlinkSync('${FILE}'); ${writing(THREE)}`],
  ])('records a file that was there before when the command %s', async (_, program) => {
    const it = await aPoc({ results: null, files: { [FILE]: THREE } });
    await utimes(join(it.folder, FILE), new Date(0), new Date(0));
    expect((await runEval(it, program, asked(FILE))).code).toBe(0);
  });

  it('records a file whose time stays while its content changes', async () => {
    const it = await aPoc({ results: null, files: { [FILE]: THREE } });
    await utimes(join(it.folder, FILE), new Date(0), new Date(0));
    const program = `${writing(junit(['a', 'b', 'd'], ['d']))} fs.utimesSync('${FILE}', new Date(0), new Date(0));`;
    expect((await runEval(it, program, asked(FILE))).code).toBe(0);
  });

  it('records a part of the cases in its own folder', async () => {
    const it = await aPoc({ results: null });
    const ids = cases(12)
      .map((one) => aRow(one))
      .filter(({ id }) => shardOf(id, 2) === 1);
    const options = ['--shard', '1/2', '--results', 'eval/results/**/rows.jsonl'];
    const { code } = await runEval(it, writing(jsonLines(ids), 'rows.jsonl'), { options });
    expect(code).toBe(0);
    const folder = 'eval/results/shard-1-of-2';
    expect(await recordIn(it, `${folder}/run.json`)).toMatchObject({
      rows: [`${folder}/rows.jsonl`],
      shard: { index: 1, of: 2 },
    });
  });

  it.each([
    ['1', ['--exit-code', '1']],
    ['100', ['--exit-code', '1', '--exit-code', '100']],
  ])('records when the command ends with %s and that only says that cases failed', async (code, codes) => {
    const it = await aPoc({ results: null });
    const options = [...codes, '--results', FILE];
    expect((await runEval(it, `${writing(THREE)} process.exitCode = ${code}`, { options })).code).toBe(0);
  });
});

describe('poc eval run records no file of another tool', () => {
  it.each<[string, string, string[], string]>([
    [
      'that is not written',
      '',
      [FILE],
      `--results: found no file that "${FILE}" fits; expected one that the command writes. Correct the pattern, or the place where the command writes.`,
    ],
    [
      'when one of two patterns finds none',
      writing(THREE),
      ['eval/results/*.xml', 'eval/results/*.csv'],
      '--results: found no file that "eval/results/*.csv" fits; expected one that the command writes. Correct the pattern, or the place where the command writes.',
    ],
    [
      'that lies elsewhere',
      `fs.mkdirSync('eval/old'); fs.writeFileSync('eval/old/junit.xml', ''); ${writing(THREE)}`,
      ['eval/**/junit.xml'],
      'eval/old/junit.xml: found outside eval/results; expected result files in or below it, beside eval/results/run.json. Write a narrower pattern, or let the command write there.',
    ],
    [
      'that it wrote where the record goes',
      "write('run.json', '{}');",
      ['eval/results/*.json'],
      `${RUN}: found a file that the command wrote; expected nothing, since the run is recorded there. Let the command write to another file.`,
    ],
    [
      'while rows of ours lie beside it that nobody named',
      `${writing(THREE)} fs.writeFileSync(ROWS, ${JSON.stringify(jsonLines([aRow(aCase(1))]))});`,
      [FILE],
      'eval/results/results.jsonl: found rows that no --results names; expected none beside other result files. Add `--results eval/results/results.jsonl`, or let the command write one of the two.',
    ],
    [
      'when it ends with a code that nobody named',
      `${writing(THREE)} process.exitCode = 1`,
      [FILE],
      `${process.execPath} ended with 1; expected 0. Nothing was recorded; mend the eval and run it again. If that only says that cases failed, add \`--exit-code 1\`.`,
    ],
  ])('%s', async (_, program, patterns, says) => {
    const it = await aPoc({ results: null });
    expect(await runEval(it, program, asked(...patterns))).toEqual({
      code: 1,
      out: '',
      err: `poc eval run: ${says}`,
    });
    expect(await textOf(it, RUN)).toBe(program.includes('run.json') ? '{}' : null);
  });

  it.each([
    ['one', [FILE], FILE],
    [
      'the first three of many',
      [1, 2, 3, 4, 5].map((n) => `eval/results/${n}.xml`),
      'eval/results/1.xml, eval/results/2.xml, eval/results/3.xml and 2 more',
    ],
  ])('that was there before and that the command left as it was, and names %s', async (_, files, names) => {
    const it = await aPoc({ results: null, files: Object.fromEntries(files.map((file) => [file, THREE])) });
    const { code, err } = await runEval(it, '', asked('eval/results/*.xml'));
    expect([code, err]).toEqual([
      1,
      `poc eval run: ${names}: found as before the command ran; expected a file that it writes. Remove what an earlier run left, and run it again.`,
    ]);
    for (const file of files) expect(await textOf(it, file)).toBe(THREE);
  });

  it.each([
    [
      'another folder',
      'out/junit.xml',
      '--results: found "out/junit.xml"; expected files in or below eval/results, beside eval/results/run.json. Let the command write them there; POC_ROWS names a file of that folder.',
    ],
    ['the folder above', 'eval/*.xml', undefined],
    ['the root', 'junit.xml', undefined],
    [
      'the record itself',
      RUN,
      `--results: found ${RUN}, which is where the run is recorded; expected another file. Name the command’s file otherwise, or write \`eval/results/**/run.json\` under \`evidence.results\` in \`poc.yaml\`.`,
    ],
  ])('that would be %s, and runs nothing', async (_, pattern, says) => {
    const it = await aPoc({ results: null });
    const { code, err } = await runEval(it, ran, asked(pattern));
    expect(code).toBe(2);
    expect(err).toContain(says ?? `--results: found "${pattern}"; expected files in or below eval/results,`);
    expect(await textOf(it, 'logs/ran')).toBeNull();
  });

  it.each([
    ['that no reader knows', writing('{"hello":"world"}', 'junit.xml')],
    ['that is empty', writing('')],
    ['that is cut off', writing(THREE.slice(0, -20))],
    ['that is a link', `fs.symlinkSync('../../poc.yaml', '${FILE}');`],
  ])('%s', async (_, program) => {
    const it = await aPoc({ results: null });
    const { code, out, err } = await runEval(it, program, asked(FILE));
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^poc eval run: eval\/results\/junit\.xml:.*found .*; expected .*\. [A-Z]/);
    expect(await textOf(it, RUN)).toBeNull();
  });

  it('that says itself that it is of an earlier run', async () => {
    const it = await aPoc({ results: null });
    const old = THREE.replace('<testsuite ', '<testsuite timestamp="2026-01-05T10:00:00+00:00" ');
    const { code, err } = await runEval(it, writing(old), asked(FILE));
    expect(code).toBe(1);
    expect(err).toMatch(
      /junit\.xml: found results of 2026-01-05T.*; expected results made after .*, when the command began\. Remove/,
    );
  });

  it('in place of rows, when it was not asked to', async () => {
    const it = await aPoc({ results: null });
    const { code, err } = await runEval(it, `fs.writeFileSync(ROWS, ${JSON.stringify(THREE)});`);
    expect(code).toBe(1);
    expect(err).toMatch(
      /results\.jsonl: found .*; expected POC eval rows\. Name the files of another tool with --results\./,
    );
  });
});
