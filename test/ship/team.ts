import { createHash } from 'node:crypto';
import { existsSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseDocument } from 'yaml';
import { assess } from '../../action/assess.ts';
import type { Report } from '../../action/contract/report.ts';
import { openRepository } from '../../action/evidence/repository.ts';
import { bash } from '../installed/bash.ts';

const PRELOAD = new URL('./clock.mjs', import.meta.url).href;
/** 1 February 2027, a Monday. */
const FIRST = Date.parse('2027-02-01T00:00:00Z');
export const DAY = 86_400_000;

/** A moment, so many days after the first one, at a time of day such as 09:30. */
export const at = (day: number, time = '09:00'): Date =>
  new Date(FIRST + day * DAY + Date.parse(`1970-01-01T${time.padStart(5, '0')}:00Z`));
export const on = (day: number): string => at(day).toISOString().slice(0, 10);

export type Team = Awaited<ReturnType<typeof createTeam>>;

/** Those who make and use a repository, and the clock by which they do it. `folder` holds `poc`, once it is made. */
export function createTeam(folder: string, { path = process.env.PATH ?? '' } = {}) {
  const poc = join(folder, 'poc');
  const clockFile = join(folder, 'clock');
  if (!existsSync(clockFile)) writeFileSync(clockFile, ''.padEnd(20));
  const clock = openSync(clockFile, 'r+');
  const env = { STORY_CLOCK: clockFile, NODE_OPTIONS: `--import=${PRELOAD}`, PATH: path };
  const team = {
    poc,
    env,
    now: at(0),
    /** Hashes of what the commands of CI wrote: the platform vouches for these and nothing else. */
    signed: new Set<string>(),
    /** From here on it is that late. Commands go on from there. */
    when(moment: Date) {
      team.now = moment;
      writeSync(clock, String(moment.getTime() - Date.now()).padEnd(20), 0);
    },
    /** Runs a command of the repository; whatever it prints is told where it ends otherwise than expected. */
    async run(script: string, { cwd = poc, expected = [0], more = {} }: Run = {}): Promise<string> {
      const { code, output } = await bash(cwd, `${script} 2>&1`, { ...env, ...dates(team.now), ...more });
      if (code === null || !expected.includes(code))
        throw new Error(`${script} ended with ${code}:\n${output}`);
      return output;
    },
    async write(files: Record<string, string>) {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(dirname(join(poc, name)), { recursive: true });
        await writeFile(join(poc, name), text);
      }
    },
    put: (name: string, text: string) => writeFileSync(join(poc, name), text),
    read: (name: string) => readFileSync(join(poc, name), 'utf8'),
    sha256: (name: string) =>
      `sha256:${createHash('sha256')
        .update(readFileSync(join(poc, name)))
        .digest('hex')}`,
    /** Records a result as `poc prove` does with one that a command found out. */
    async given(check: string, result: object) {
      const more = { GIVEN: JSON.stringify(result) };
      await team.run(
        `npx poc prove ${check} -- node -e 'fs.writeFileSync(process.env.POC_RESULT, process.env.GIVEN)'`,
        { more, expected: [0, 1] },
      );
    },
    /** Sets fields of a YAML file, and keeps the comments around them. */
    edit(name: string, change: Record<string, unknown>) {
      const document = parseDocument(team.read(name));
      for (const [field, value] of Object.entries(change)) document.setIn(field.split('.'), value);
      writeFileSync(join(poc, name), document.toString({ lineWidth: 0 }));
    },
    async commit(subject: string) {
      await team.run(`git add -A && git commit -q -m "${subject}"`);
    },
    /** What the job `attest` of the workflow signs. */
    sign(place: 'eval/results' | 'evidence') {
      for (const name of readdirSync(join(poc, place), { recursive: true, encoding: 'utf8' }))
        if (/\.jsonl?$/.test(name)) team.signed.add(team.sha256(join(place, name)).slice('sha256:'.length));
    },
    /** What the gate on GitHub says of the newest commit, in a pull request against the one before. */
    async judge(base = 'HEAD~1'): Promise<Report> {
      const commit = (await team.run(`git rev-parse ${base}`)).trim();
      const repository = await openRepository(poc);
      const answer = await assess({
        folder: poc,
        name: '.',
        repository,
        base: { commit, how: 'pull request base' },
        head: repository?.head ?? null,
        author: 'bea-builder',
        signatureOf: async (sha256) =>
          team.signed.has(sha256)
            ? { status: 'verified', workflow: '.github/workflows/poc.yml', commit }
            : { status: 'unsigned', why: 'no run of the workflow wrote it' },
        now: team.now,
        version: '9.9.9',
      });
      if (answer.status !== 'judged') throw new Error('There is no POC to judge');
      return answer.report;
    },
  };
  team.when(at(0));
  return team;
}

type Run = { cwd?: string; expected?: number[]; more?: Record<string, string> };

function dates(now: Date): Record<string, string> {
  const who = { NAME: 'Bea Builder', EMAIL: 'bea@example.com', DATE: now.toISOString() };
  return Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((role) =>
      Object.entries(who).map(([what, value]) => [`GIT_${role}_${what}`, value]),
    ),
  );
}
