import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { evalImport } from '../../action/commands/eval-import.ts';
import { type EvalCase, evalCase } from '../../action/contract/eval-case.ts';

export const MANIFEST = `version: 1
workflow:
  id: inbox
  kind: classify
  title: Does this message deserve a person's attention?
  labels: [attention, ignore]
  user_role: clerk
  out_of_scope: [replies, attachments, spam]
owner: Ann
sponsor: null
users: []
stage: explore
stage_started_on: 2026-11-22
decision_due: 2026-12-06
capabilities: { writes: false, unattended: false, personal_data: true, llm_judge: false }
`;

export const OUT = 'eval/cases/imported.jsonl';
export const MALFORMED_OUT = 'eval/cases/imported-malformed.jsonl';
export const TRAIN_OUT = 'data/train.jsonl';

/** What a command printed, what it said on standard error, and how it ended. */
export type Run = { code: number; out: string; said: string };

/** A folder with a `poc.yaml`, fresh for each test, and the command run in it. */
export type Desk = {
  at(path: string): string;
  write(path: string, content: string | Uint8Array): void;
  has(path: string): boolean;
  text(path: string): string;
  /** The cases of a file, each checked by the contract; none without the file. */
  cases(path: string): EvalCase[];
  run(args: string[], env?: Record<string, string>): Promise<Run>;
};

/** Sets a desk up before each test of the file, and clears it away after. */
export function freshDesk(): Desk {
  let folder = '';
  const at = (path: string): string => join(folder, path);
  const write = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), content);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'import-'));
    write('poc.yaml', MANIFEST);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const has = (path: string): boolean => existsSync(at(path));
  const text = (path: string): string => readFileSync(at(path), 'utf8');
  const cases = (path: string): EvalCase[] =>
    has(path)
      ? text(path)
          .trim()
          .split('\n')
          .map((line) => evalCase.parse(JSON.parse(line)))
      : [];
  return { at, write, has, text, cases, run: (args, env) => runIn(folder, args, env) };
}

async function runIn(
  cwd: string,
  args: string[],
  env: Record<string, string> = { POC_SOURCE_KEY: 'a-key-of-sixteen' },
) {
  const run: Run = { code: -1, out: '', said: '' };
  run.code = await evalImport.run(args, {
    cwd,
    env,
    now: new Date('2026-11-22T10:00:00Z'),
    color: false,
    print: (text) => {
      run.out += text;
    },
    complain: (text) => {
      run.said += `${text}\n`;
    },
  });
  return run;
}

/** Five good rows and one that is ragged. */
export const CSV = `id,text,queue,notes
1,"Where is my order?",attention,a
2,"You have won",ignore,b
3,"Invoice is wrong",attention,c
4,"Cheap watches",ignore,d
5,"Please call back",attention,e
6,only three,cells
`;

export const SUPPORT = ['--source-system', 'support', '--label-field', 'queue'];
