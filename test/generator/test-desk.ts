import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answers } from '../../generator/answers.ts';
import { runCreatePoc } from '../../generator/create-poc.ts';
import type { Desk } from '../../generator/desk.ts';
import { emptyFolder, fakePackage } from './fake-package.ts';

export const NOW = new Date('2026-11-22T10:00:00Z');
export const TODAY = '2026-11-22';

/** Answers to every question, each with something that escaping would break. */
export const ANSWERS: Answers = {
  name: 'mail-triage',
  kind: 'classify',
  workflow: 'Sort R&D mail: "urgent" or <later>',
  performer: "the clerk's deputy",
  unit: 'one mail',
  minutes: 6,
  realCase: 'https://mail.example/inbox?a=1&b=2',
  labels: ['R&D', 'a: b', '#3'],
  fields: [],
  parts: [],
  owner: 'Ada "the first" Lovelace',
  decisionDue: '2026-12-06',
};

/** The same answers as flags. */
export const FLAGS = [
  ['--kind', ANSWERS.kind],
  ['--workflow', ANSWERS.workflow],
  ['--performer', ANSWERS.performer],
  ['--unit', ANSWERS.unit],
  ['--minutes', '6'],
  ['--real-case', ANSWERS.realCase],
  ['--labels', ANSWERS.labels.join(',')],
  ['--parts', 'none'],
  ['--owner', ANSWERS.owner],
  ['--decision-due', ANSWERS.decisionDue],
].flat();

/** Git without the settings of this machine. `configured` is the text of a person's `.gitconfig`. */
export function gitEnv(configured: string): Record<string, string | undefined> {
  const home = emptyFolder();
  const config = join(home, '.gitconfig');
  writeFileSync(config, configured);
  return { PATH: process.env.PATH, HOME: home, GIT_CONFIG_GLOBAL: config, GIT_CONFIG_NOSYSTEM: '1' };
}

export const ADA = '[user]\n  name = Ada\n  email = ada@mail.example\n';

export type Run = { code: number; out: string; err: string; folder: string };

/** Runs create-poc in an empty folder, with the fixture templates. */
export async function run(argv: readonly string[], change: Partial<Desk> = {}): Promise<Run> {
  const folder = change.cwd ?? emptyFolder();
  const said = { out: '', err: '' };
  const code = await runCreatePoc(argv, {
    cwd: folder,
    env: gitEnv(ADA),
    now: NOW,
    color: false,
    interactive: false,
    signal: new AbortController().signal,
    packageRoot: change.packageRoot ?? fakePackage(),
    print: (text) => {
      said.out += `${text}\n`;
    },
    complain: (text) => {
      said.err += `${text}\n`;
    },
    ...change,
  });
  return { code, ...said, folder };
}
