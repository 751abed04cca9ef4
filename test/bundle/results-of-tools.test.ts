import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFolder, cases, type File, jsonLines, type Poc } from '../repository-builder.ts';
import { resultOf, tell } from './results-scene.ts';
import { type SceneOptions, scenes } from './scene.ts';
import { DATED_MODEL, type Found, inspectEval, junitXml, promptfooJson } from './tool-files.ts';

const open = scenes();
const FOUND: Found = { ids: cases(12).map((one) => one.id), failing: ['case-4'] };

/** Runs the eval as a person does: a tool that writes its own file, recorded by `poc eval run`. */
async function record(poc: Poc, file: string, text: string): Promise<void> {
  const made = join(await aFolder({ made: text }), 'made');
  const copy = `require('node:fs').copyFileSync(${JSON.stringify(made)}, ${JSON.stringify(file)})`;
  const ended = await poc.run('eval', 'run', '--results', file, '--', process.execPath, '-e', copy);
  expect([ended.code, ended.err]).toEqual([0, '']);
}

describe('results of another tool that `poc eval run` recorded', () => {
  it('are taken as they are: promptfoo JSON', async () => {
    const file = 'eval/results/promptfoo.json';
    const scene = await open({ change: (poc) => record(poc, file, promptfooJson(FOUND)) });
    const { ended, report, comment } = await tell(scene);
    expect(ended.code).toBe(0);
    expect(report.eval.files).toEqual([
      { file, format: 'promptfoo JSON', records: 12, notes: expect.any(Array) },
    ]);
    expect(report.standing.pass_rate).toMatchObject({ passed: 11, rows: 12 });
    expect(resultOf(report, 'eval/results-fresh').message).toContain(`made today with ${DATED_MODEL}`);
    expect(comment).toContain('1 broke (`case-4`), none repaired');
    expect(comment).toContain('| `channel: mail` |');
  });

  it('are read by the mapping that poc.yaml declares', async () => {
    const rows = FOUND.ids.map((key) => ({
      case: { key },
      graded: { ok: key !== 'case-4' },
      model: DATED_MODEL,
    }));
    const scene = await open({
      before: (poc) => poc.declare({ mapping: { id: 'case.key', pass: 'graded.ok' } }),
      change: (poc) => record(poc, 'eval/results/mine.jsonl', jsonLines(rows)),
    });
    const { ended, report } = await tell(scene);
    expect(ended.code).toBe(0);
    expect(report.standing.pass_rate).toMatchObject({ passed: 11, rows: 12 });
    expect(report.eval.files).toMatchObject([{ file: 'eval/results/mine.jsonl', records: 12 }]);
  });
});

/** A POC whose results are looked for in `out/`, and a pull request that puts something there. */
const inOut = (change: (poc: Poc) => Promise<void>, results = 'out/*'): SceneOptions => ({
  poc: { results: null },
  before: (poc) => poc.declare({ results }),
  change,
});

describe('results of another tool that nobody recorded', () => {
  const files: [string, string, File][] = [
    ['promptfoo JSON', 'out/results.json', promptfooJson(FOUND)],
    ['JUnit XML', 'out/results.xml', junitXml(FOUND)],
    ['Inspect .eval log', 'out/results.eval', inspectEval(FOUND)],
  ];
  it.each(files)('are read and prove nothing: %s', async (format, file, content) => {
    const { ended, report, comment, blockers } = await tell(
      await open(inOut((poc) => poc.write({ [file]: content }))),
    );
    expect(ended.code).toBe(1);
    expect(blockers).toEqual(['eval/results-fresh']);
    expect(report.eval.files).toMatchObject([{ file, format, records: 12 }]);
    expect(report.standing.pass_rate).toBeNull();
    expect(comment).toContain(`${file} (${format}) came without an envelope`);
    expect(comment).toContain(`\`npx poc eval run --results ${file} -- COMMAND\``);
  });
});

describe('a pattern of results that matches what is no result', () => {
  const SECRET = 'SECRETVALUE';
  const ENV = `API_KEY=${SECRET}\n`;
  /** Sparse, so that it takes no room on the disk. */
  const HUGE = 300 * 1024 * 1024;
  const stories: [string, SceneOptions, string][] = [
    [
      '`.env`',
      inOut((poc) => poc.write({ '.env': ENV }), '.env'),
      '.env: found another kind of file; expected results in a file that ends in .json',
    ],
    [
      '`.env` among others',
      inOut((poc) => poc.write({ 'out/.env': ENV, 'out/results.json': promptfooJson(FOUND) })),
      'out/.env: found another kind of file',
    ],
    [
      'a file through a symbolic link',
      inOut((poc) => poc.write({ '.env': ENV, 'out/results.json': { link: '../.env' } })),
      'out/results.json: found a symbolic link; expected a file inside this folder',
    ],
    [
      'a file in a folder through a symbolic link',
      inOut(async (poc) => {
        const outside = await aFolder({ 'results.json': `{"api_key": "${SECRET}"}` });
        await poc.write({ out: { link: outside } });
      }, 'out/results.json'),
      'out/results.json: found a path through a symbolic link',
    ],
    [
      'a whole folder behind a symbolic link',
      inOut(async (poc) => {
        const outside = await aFolder({ 'results.json': `{"api_key": "${SECRET}"}` });
        await poc.write({ out: { link: outside } });
      }),
      'out/\\* was not found',
    ],
    [
      'a JSON file of something else',
      inOut((poc) => poc.write({ 'out/key.json': `{"type": "account", "private_key": "${SECRET}"}` })),
      'out/key.json: found JSON with the keys type, private\\_key; expected',
    ],
    [
      'a huge file',
      inOut(async (poc) => {
        await poc.write({ 'out/huge.json': `["${SECRET}`, '.gitignore': 'huge.json\n' });
        await truncate(join(poc.folder, 'out/huge.json'), HUGE);
      }),
      '**eval/results-fresh**: out/huge.json: found',
    ],
  ];
  it.each(stories)('is refused, with nothing of its content anywhere: %s', async (_, options, says) => {
    const { ended, report, comment, blockers } = await tell(await open(options));
    expect(ended.code).toBe(1);
    expect(blockers).toEqual(['eval/results-fresh']);
    expect(comment).toContain(says);
    const everything = `${comment}${ended.log}${ended.summary}${JSON.stringify(report)}`;
    expect(everything).not.toContain(SECRET);
    expect(everything).not.toContain('API_KEY');
  });
});
