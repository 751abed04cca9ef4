import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EvalRow } from '../../action/contract/eval-run.ts';
import { describeProblem } from '../../action/contract/problem.ts';
import { readResults } from '../../action/evidence/eval-results.ts';
import { readManifest } from '../../action/evidence/poc-files.ts';
import { openWorkingTree } from '../../action/evidence/working-tree.ts';
import type { Reading } from '../../action/readiness/reading.ts';
import { aCase, aPoc, aRow, cases, type Files, jsonLines, type Poc } from '../repository-builder.ts';

const RUN = 'eval/results/run.json';
const ROWS = 'eval/results/results.jsonl';

async function read(poc: Poc): Promise<Reading<unknown>> {
  const tree = await openWorkingTree(poc.folder, null);
  const manifest = await readManifest(tree);
  if (manifest.status !== 'read') throw new Error(JSON.stringify(manifest));
  return readResults(tree, manifest.value.value);
}

function sentences(reading: Reading<unknown>): string[] {
  if (reading.status === 'invalid') return reading.problems.map(describeProblem);
  return reading.status === 'missing' ? [`${reading.lookedIn} was not found. ${reading.remedy}`] : [];
}

const rows = cases(12).map((one) => aRow(one));
const failing: EvalRow = { ...aRow(aCase(1)), verdict: 'fail' };

/** Each way in which results can be of no use, with what is said about it. */
const BROKEN: { name: string; files: Files; says: string[] }[] = [
  {
    name: 'that are missing',
    files: { [RUN]: null },
    says: ['eval/results/**/run.json was not found. Run `npm run eval`.'],
  },
  {
    name: 'that are empty',
    files: { [RUN]: ' \n' },
    says: [`${RUN}: found an empty file; expected an eval run as JSON. Run \`npm run eval\`.`],
  },
  {
    name: 'that are cut off',
    files: { [RUN]: '{"schema":"poc-evidence/v1","inputs":{"cases":"x"}' },
    says: [`${RUN}: found JSON that is cut off; expected an eval run as JSON. Run \`npm run eval\`.`],
  },
  {
    name: 'that are cut off inside a text',
    files: { [RUN]: '{"schema":"poc-evid}' },
    says: [`${RUN}: found JSON that is cut off; expected an eval run as JSON. Run \`npm run eval\`.`],
  },
  {
    name: 'that are no JSON',
    files: { [RUN]: '<html>404: [Not Found' },
    says: [`${RUN}: found text that is not JSON; expected an eval run as JSON. Run \`npm run eval\`.`],
  },
  {
    name: 'that are nearly JSON',
    files: { [RUN]: "{'schema': 'poc-evidence/v1'}" },
    says: [`${RUN}: found text that is not JSON; expected an eval run as JSON. Run \`npm run eval\`.`],
  },
  {
    name: 'that nest without end',
    files: { [RUN]: `{"a":${'['.repeat(100_000)}` },
    says: [
      `${RUN}: found JSON nested 100001 levels deep; expected an eval run as JSON. Run \`npm run eval\`.`,
    ],
  },
  {
    name: 'that are a list',
    files: { [RUN]: '[]' },
    says: [`${RUN}: found []; expected a group of keys. Correct the value.`],
  },
  {
    name: 'that are no UTF-8',
    files: { [RUN]: Buffer.from('{"a":"ü"}', 'latin1') },
    says: [`${RUN}: found bytes that are not UTF-8; expected text in UTF-8. Save the file as UTF-8.`],
  },
  {
    name: 'that are a link',
    files: { [RUN]: { link: '/etc/hostname' } },
    says: [
      `${RUN}: found a symbolic link; expected a file inside this folder. Replace it with a file that is there in full.`,
    ],
  },
  {
    name: 'whose rows are missing',
    files: { [ROWS]: null },
    says: [`${ROWS} was not found. Run \`npm run eval\`. \`${RUN}\` names this file as its rows.`],
  },
  {
    name: 'whose rows are fewer',
    files: { [ROWS]: jsonLines(rows.slice(1)) },
    says: [
      `${RUN}: found 12 rows with 12 passes, but ${ROWS} has 11 with 11; expected a run that agrees with its rows. Run \`npm run eval\`. Do not edit results by hand.`,
    ],
  },
  {
    name: 'whose rows passed less often',
    files: { [ROWS]: jsonLines([failing, ...rows.slice(1)]) },
    says: [
      `${RUN}: found 12 rows with 12 passes, but ${ROWS} has 12 with 11; expected a run that agrees with its rows. Run \`npm run eval\`. Do not edit results by hand.`,
    ],
  },
  {
    name: 'whose rows are cut off',
    files: { [ROWS]: jsonLines(rows).slice(0, -20) },
    says: [
      `${ROWS}:12: found a last line that is cut off; expected one JSON value on each line. Write the file again; it was not written to its end.`,
    ],
  },
  {
    name: 'whose rows have a bad line in the middle',
    files: { [ROWS]: jsonLines(rows).replace('{"id":"case-2"', '{id:"case-2"') },
    says: [
      `${ROWS}:2: found "{id:\\"case-2\\",\\"repeat\\":0,\\"verdict\\":\\"pass\\",\\"outcome\\":\\"answered", which is not JSON; expected JSON. Write the file again with the tool that made it, or correct it here.`,
    ],
  },
  {
    name: 'whose rows have a verdict of their own',
    files: { [ROWS]: jsonLines([{ ...rows[0], verdict: 'ok' }, ...rows.slice(1)]) },
    says: [
      `${ROWS}:1: found \`verdict\`: "ok"; expected "pass" or "fail" or "system_error" or "grader_error" or "no_verdict". Correct \`verdict\`.`,
    ],
  },
];

describe('results', () => {
  it('that are whole are read with their rows and with the digests of the tree as it is', async () => {
    const poc = await aPoc();
    const reading = await read(poc);
    expect(reading).toMatchObject({
      status: 'read',
      value: { file: RUN, files: [{ file: ROWS, records: 12, notes: [] }], missingShards: [] },
    });
    const { run, inputsNow } = (reading as { value: { run: { inputs: object }; inputsNow: object } }).value;
    expect(run.inputs).toEqual({ ...inputsNow, model: ['embedded/naive-bayes'] });
  });

  it.each(BROKEN)('$name are refused in one sentence', async ({ files, says }) => {
    const poc = await aPoc();
    await poc.write(files);
    expect(sentences(await read(poc))).toEqual(says);
  });

  it('from which the row that failed was taken out are refused, though the passes agree', async () => {
    const poc = await aPoc({ results: (all) => all.map((one, i) => (i === 3 ? failing : aRow(one))) });
    await poc.write({ [ROWS]: jsonLines(rows.filter((_, i) => i !== 3)) });
    expect(sentences(await read(poc))).toEqual([
      `${RUN}: found 12 rows with 11 passes, but ${ROWS} has 11 with 11; expected a run that agrees with its rows. Run \`npm run eval\`. Do not edit results by hand.`,
    ]);
  });

  it('that are of no use for different reasons are told apart', () => {
    const reasons = BROKEN.map(({ says }) => says.join());
    const same = ['that are cut off inside a text', 'that are nearly JSON'];
    expect(new Set(reasons).size).toBe(BROKEN.length - same.length);
  });

  it('of another shape say each field that is wrong', async () => {
    const poc = await aPoc();
    await poc.write({
      [RUN]: JSON.stringify({
        schema: 'poc-evidence/v2',
        check: 'eval/pass-rate',
        commit: 'HEAD',
        produced_at: '2026-11-20',
        producer: { command: 'x', run_url: 'here' },
        inputs: { model: 'x' },
        n: -1,
        result: {},
        rows: '',
        score: 1,
      }),
    });
    expect(sentences(await read(poc))).toEqual([
      `${RUN}: schema: found "poc-evidence/v2"; expected "poc-evidence/v1". Correct \`schema\`.`,
      `${RUN}: commit: found "HEAD"; expected a full commit id. Correct \`commit\`.`,
      `${RUN}: produced_at: found "2026-11-20"; expected a time with its zone, such as 2026-11-22T09:30:00Z. Correct \`produced_at\`.`,
      `${RUN}: producer.run_url: found "here"; expected a URL. Correct \`run_url\`.`,
      ...['cases', 'source', 'prompts', 'grader', 'policy'].map(
        (kind) => `${RUN}: inputs.${kind}: found nothing; expected text. Add \`${kind}\`.`,
      ),
      `${RUN}: inputs.model: found "x"; expected a list. Correct \`model\`.`,
      `${RUN}: n: found -1; expected at least 0. Correct \`n\`.`,
      `${RUN}: result.passed: found nothing; expected a number. Add \`passed\`.`,
      `${RUN}: rows: found ""; expected text. Correct \`rows\`.`,
      `${RUN}: score: found the key "score", which nothing reads; expected one of schema, check, commit, started_at, produced_at, producer, inputs, n, result, rows, shard. Take it out.`,
    ]);
  });

  it.each([
    '../rows.jsonl',
    '/etc/passwd',
    '.git/config',
    'eval/../../x',
    '.env',
    'eval/results/.env',
    'logs/runs.jsonl',
  ])('whose rows lie at %s are refused, and nothing of that file is told', async (path) => {
    const poc = await aPoc();
    await poc.evaluate(rows, { rows: path });
    expect(sentences(await read(poc))).toEqual([
      `${RUN}: found rows "${path}"; expected a file of results in eval/results/. Run \`npm run eval\`.`,
    ]);
  });

  it.each([
    ['its folder', 'results.jsonl', 'before/run.json', 'before/results.jsonl'],
    ['a folder of it', 'part/rows.jsonl', 'before/run.json', 'before/part/rows.jsonl'],
    ['all of its folders', 'results.jsonl', 'before/run.json', 'before/eval/results/results.jsonl'],
  ])('that were moved with their rows are read where they are now: %s', async (_, name, run, lines) => {
    const poc = await aPoc({ results: null });
    await poc.declare({ results: run });
    await poc.evaluate(rows, { rows: `eval/results/${name}` });
    const envelope = await readFile(join(poc.folder, RUN), 'utf8');
    await poc.write({ 'eval/results': null, [run]: envelope, [lines]: jsonLines(rows) });
    expect(await read(poc)).toMatchObject({ status: 'read', value: { file: run, files: [{ file: lines }] } });
  });

  it('in the root of the POC are read as well', async () => {
    const poc = await aPoc({ results: null });
    await poc.declare({ results: 'run.json' });
    await poc.evaluate(rows, { rows: 'results.jsonl' });
    const [run, lines] = await Promise.all(
      [RUN, ROWS].map((file) => readFile(join(poc.folder, file), 'utf8')),
    );
    await poc.write({ 'run.json': run ?? null, 'results.jsonl': lines ?? null });
    expect(await read(poc)).toMatchObject({ status: 'read', value: { file: 'run.json' } });
  });

  it('of one case, in which one line is all, are read', async () => {
    const poc = await aPoc({ results: null });
    await poc.evaluate(rows.slice(0, 1));
    expect(await read(poc)).toMatchObject({ status: 'read', value: { run: { n: 1 } } });
  });

  it('of another commit are read, with digests that differ in what changed', async () => {
    const poc = await aPoc();
    await poc.write({ 'prompts/classify.md': 'another prompt' });
    const reading = (await read(poc)) as {
      value: { run: { inputs: Record<string, unknown> }; inputsNow: object };
    };
    const differ = Object.entries(reading.value.inputsNow).filter(
      ([kind, digest]) => reading.value.run.inputs[kind] !== digest,
    );
    expect(differ.map(([kind]) => kind)).toEqual(['prompts']);
  });

  it('whose inputs hold a link are refused: what it points to can change unseen', async () => {
    const poc = await aPoc();
    await poc.write({ 'src/shared.ts': { link: '../README.md' } });
    expect(sentences(await read(poc))).toEqual([
      'src/shared.ts: found a symbolic link; expected a file, since it is an input of the eval and its content decides what a result means. Put the file itself there, or take it out of `evidence.inputs` in `poc.yaml`.',
    ]);
  });
});
