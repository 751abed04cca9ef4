import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../action/contract/problem.ts';
import {
  readBaseline,
  readCaseChanges,
  readCases,
  readKill,
  readManifest,
  readThresholds,
  readTraining,
  readWaivers,
} from '../../action/evidence/poc-files.ts';
import { readSources } from '../../action/evidence/sources.ts';
import type { Reading } from '../../action/readiness/reading.ts';
import { aCase, aTree, jsonLines } from '../repository-builder.ts';

const sentences = (reading: Reading<unknown>): string[] => {
  if (reading.status === 'invalid') return reading.problems.map(describeProblem);
  return reading.status === 'missing' ? [`${reading.lookedIn} was not found. ${reading.remedy}`] : [];
};

const MANIFEST = [
  'version: 1',
  'workflow: {id: a, kind: classify, title: T, labels: [x, y], user_role: r, out_of_scope: []}',
  'owner: O',
  'sponsor: null',
  'users: []',
  'stage: explore',
  'stage_started_on: 2026-11-10',
  'decision_due: 2026-11-24',
  'capabilities: {writes: false, unattended: false, personal_data: true, llm_judge: false}',
  '',
].join('\n');

describe('poc.yaml', () => {
  const manifest = async (text: string) => readManifest(aTree({ 'poc.yaml': text }));

  it('has defaults for what is evidence', async () => {
    expect(await manifest(MANIFEST)).toMatchObject({
      value: {
        value: {
          evidence: { results: 'eval/results/**/run.json', inputs: { source: ['src/**', 'data/**'] } },
          systems: [],
          extension: null,
        },
      },
    });
  });

  it('may name inputs with the pattern of this gate', async () => {
    const text = `${MANIFEST}evidence:\n  inputs:\n    source: [lib/**, data/train*.jsonl]\n`;
    expect((await manifest(text)).status).toBe('read');
  });

  it('is refused, at the entry, when a pattern would quietly match nothing', async () => {
    const text = `${MANIFEST}evidence:\n  inputs:\n    source:\n      - src/**\n      - "lib/{a,b}/**"\n    prompts: [../shared/**]\n`;
    const expected =
      'expected a path with `*` for any part of a name and `**` for any folders, such as src/**. Write one entry for each place.';
    expect(sentences(await manifest(text))).toEqual([
      `poc.yaml:14: evidence.inputs.source.1: found "lib/{a,b}/**", a pattern of another kind; ${expected}`,
      `poc.yaml:15: evidence.inputs.prompts.0: found "../shared/**", a pattern that leads out of the folder; ${expected}`,
    ]);
  });

  it('that is missing says where to get one', async () => {
    expect(sentences(await readManifest(aTree({})))).toEqual([
      'poc.yaml was not found. Restore `poc.yaml`; `npm create poc` makes one that can be copied.',
    ]);
  });

  it('at the top of one key that is mistyped says the line and column of it', async () => {
    expect(sentences(await manifest(MANIFEST.replace('owner: O', 'ownr: O')))).toEqual([
      'poc.yaml:1:1: owner: found nothing; expected text. Add `owner`.',
      'poc.yaml:3:1: ownr: found the key "ownr", which nothing reads; expected one of version, workflow, owner, sponsor, users, stage, stage_started_on, decision_due, extension, capabilities, systems, untrusted_inputs, evidence, alternative. Write `owner` if that was meant; else take it out.',
    ]);
  });
});

describe('the other files of people', () => {
  it('that are missing say what to write', async () => {
    expect(sentences(await readBaseline(aTree({})))).toEqual([
      'baseline.yaml was not found. Restore `baseline.yaml`; `npm create poc` makes one that can be copied.',
    ]);
    expect(sentences(await readKill(aTree({})))).toEqual([
      'policy/kill.yaml was not found. Write `policy/kill.yaml`: three criteria, one on value, one on use, one on quality.',
    ]);
  });

  it('have the default bars without thresholds, and are unreadable with broken ones', async () => {
    expect(await readThresholds(aTree({}))).toMatchObject({
      status: 'read',
      value: { value: { version: 1, bars: {} } },
    });
    const broken = { 'policy/thresholds.yaml': 'version: 1\nbars: {eval/pass-rate: {reviewed: 80}}\n' };
    expect(sentences(await readThresholds(aTree(broken)))).toEqual([
      'policy/thresholds.yaml:2:35: bars.eval/pass-rate.reviewed: found 80; expected at most 1. Correct `reviewed`.',
    ]);
  });

  it('waive nothing without waivers, and nothing with broken ones', async () => {
    const waiver =
      '{check: eval/pass-rate, reason: not_yet_built, text: t, compensating_control: c, owner: o, approver: a, granted_on: 2026-11-01, expires_on: 2026-11-30}';
    const read = (text: string) => readWaivers(aTree({ 'policy/waivers.yaml': text }));
    expect(await readWaivers(aTree({}))).toEqual([]);
    expect(await read(`version: 1\nwaivers: [${waiver}]\n`)).toMatchObject([
      { check: 'eval/pass-rate', renewals: 0 },
    ]);
    expect(await read(`version: 1\nwaivers: [${waiver.replace('eval/pass-rate', '"*"')}]\n`)).toEqual([]);
    expect(await read(`version: 1\nwaivers: [${waiver}`)).toEqual([]);
  });
});

describe('case files', () => {
  const FIRST = 'eval/cases/a.jsonl';
  const SECOND = 'eval/cases/deep/b.jsonl';

  it('are read from every folder below, in order, with their lines', async () => {
    const tree = aTree({
      [SECOND]: jsonLines([aCase(3)]),
      [FIRST]: jsonLines([aCase(1), aCase(2)]),
      'eval/cases/README.md': 'not a case',
    });
    const reading = await readCases(tree);
    expect(
      reading.status === 'read'
        ? reading.value.map((row) => `${row.file}:${row.line} ${row.value.id}`)
        : reading,
    ).toEqual([`${FIRST}:1 case-1`, `${FIRST}:2 case-2`, `${SECOND}:1 case-3`]);
  });

  it('are none that can be judged when one line of one of them is bad', async () => {
    const tree = aTree({
      [FIRST]: jsonLines([aCase(1)]),
      [SECOND]: jsonLines([{ ...aCase(2), suite: 'exam' }]),
    });
    expect(sentences(await readCases(tree))).toEqual([
      `${SECOND}:1: suite: found "exam"; expected "scored" or "must_never" or "regression" or "capability" or "unanswerable" or "malformed" or "training". Correct \`suite\`.`,
    ]);
  });

  it('that are listed and cannot be read make the set unreadable, never smaller', async () => {
    const link = { status: 'unreadable', why: 'a symbolic link' } as const;
    expect(sentences(await readCases(aTree({ [FIRST]: jsonLines([aCase(1)]), [SECOND]: link })))).toEqual([
      `${SECOND}: found a symbolic link; expected a file inside this folder. Replace it with a file that is there in full.`,
    ]);
    expect(sentences(await readCases(aTree({ [FIRST]: { status: 'missing' } })))).toEqual([
      `${FIRST}: found no file; expected a file. Restore it.`,
    ]);
  });

  it('that are not there say how to get some', async () => {
    expect(sentences(await readCases(aTree({ 'eval/cases.jsonl': jsonLines([aCase(1)]) })))).toEqual([
      'eval/cases/**/*.jsonl was not found. Import real cases with `npm run import -- FILE --source-system NAME`.',
    ]);
  });

  it('of the training split are none in a POC whose model is not trained', async () => {
    expect(await readTraining(aTree({}))).toEqual({ status: 'read', value: [] });
    const tree = aTree({
      'data/train.jsonl': jsonLines([aCase(1)]),
      'data/test.jsonl': jsonLines([aCase(2)]),
    });
    expect(await readTraining(tree)).toMatchObject({ status: 'read', value: [{ value: { id: 'case-1' } }] });
  });
});

describe('the log of changed cases', () => {
  const read = (text?: string) =>
    readCaseChanges(aTree(text === undefined ? {} : { 'eval/CHANGES.jsonl': text }));

  it('is empty without the file, and with an empty one', async () => {
    expect(await read()).toEqual({ status: 'read', value: [] });
    expect(await read('')).toEqual({ status: 'read', value: [] });
  });

  it('is unreadable with a line that gives another reason', async () => {
    expect(sentences(await read('{"id":"a","reason":"it failed","approved_by":"Sam"}\n'))).toEqual([
      'eval/CHANGES.jsonl:1: reason: found "it failed"; expected "duplicate" or "wrong_label" or "out_of_scope" or "privacy_erasure". Correct `reason`.',
    ]);
  });
});

describe('sources, in which no case text may stand', () => {
  const inputs = {
    cases: [],
    source: ['src/**', 'data/**'],
    prompts: ['prompts/**'],
    grader: ['eval/grader.ts'],
    policy: [],
  };
  const read = (files: Parameters<typeof aTree>[0]) => readSources(aTree(files), inputs);

  it('are code, prompts and grader, not the training split', async () => {
    const files = {
      'src/a.ts': 'a',
      'data/train-1.jsonl': 'b',
      'data/x.md': 'c',
      'prompts/p.md': 'd',
      'eval/grader.ts': 'e',
      'README.md': 'f',
    };
    expect(await read(files)).toEqual([
      { file: 'data/x.md', text: 'c' },
      { file: 'eval/grader.ts', text: 'e' },
      { file: 'prompts/p.md', text: 'd' },
      { file: 'src/a.ts', text: 'a' },
    ]);
  });

  it.each([
    ['UTF-16', Buffer.from('Number 1 of the messages', 'utf16le')],
    ['Latin-1', Buffer.from('Grüße! Number 1 of the messages', 'latin1')],
  ])('show their words also in %s', async (_, bytes) => {
    const [source] = await read({ 'prompts/p.md': bytes });
    expect(source?.text).toContain('Number 1 of the messages');
  });

  it('are left out where there is nothing to read', async () => {
    expect(await read({ 'src/a.ts': { status: 'unreadable', why: 'a symbolic link' } })).toEqual([]);
  });
});
