import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { freePort } from '../free-port.ts';
import { bash } from '../installed/bash.ts';
import { pack } from '../installed/packed.ts';

/** The review page of a made repository, served as a desk serves it. */
export type ServedReview = {
  origin: string;
  /** What signs a reviewer in, once. */
  link: string;
  /** @returns the names of the usage events so far, in order */
  events(): Promise<string[]>;
  stop(): Promise<void>;
};

/** Cases straight into the queue, by the code of the repository: no model has to be trained for it. */
const PUT_CASES = `
import { createQueue } from './src/review-page/queue.ts';
import { ANSWER, ITEM } from './test/made-up.ts';

const queue = createQueue(process.env);
const text = 'Pay \\u202Etxt.exe\\u202C ' + 'w'.repeat(400) + '\\n' + 'مرحبا بالعالم '.repeat(20) + '\\n' + 'Long. '.repeat(2_000);
const hostile = { fields: { subject: '<script>document.title="run"</script><img src=x onerror=alert(1)>', text } };
for (const [index, item] of [ITEM, hostile, ITEM, ITEM].entries())
  queue.put({
    run_id: String(index).padStart(32, 'a'), at: '2026-11-02T08:0' + index + ':00.000Z', case_ref: 'T-' + (index + 1),
    user: 'user-1', item, answer: ANSWER, confidence: 0.83, reason: null, model: 'embedded/x', workflow_version: 'abcdefabcdef',
  });
`;

/** Makes a repository from the tarball, installs it, puts four cases into its queue (the second is hostile), and serves the page. */
export async function serveReview(): Promise<ServedReview> {
  const packed = await pack();
  const folder = join(packed.folder, 'desk');
  const state = join(packed.folder, 'state');
  const port = await freePort();
  const env = { POC_STATE: state, POC_LOG: join(state, 'runs.jsonl'), PORT: `${port}` };
  const does = async (cwd: string, script: string) => {
    const { code, output } = await bash(cwd, script, env);
    if (code !== 0) throw new Error(`${script}: ${output}`);
  };
  await does(
    packed.folder,
    `npx --yes ./${basename(packed.tarball)} desk --yes --kind classify --workflow W --performer P --unit U --real-case R --owner O --labels 'pay,question'`,
  );
  await does(folder, 'npm install --no-audit --no-fund');
  await writeFile(join(folder, 'put-cases.ts'), PUT_CASES);
  await does(folder, 'npx tsx put-cases.ts');
  const server = await serve(folder, env);
  return {
    origin: `http://127.0.0.1:${port}`,
    link: /user-2 as reviewer: (\S+)/.exec(server.said)?.[1] ?? '',
    events: () => eventsIn(join(state, 'usage')),
    async stop() {
      await server.end();
      await rm(packed.folder, { recursive: true, force: true });
    },
  };
}

/** @returns once the link is printed */
function serve(cwd: string, env: Record<string, string>): Promise<{ said: string; end(): Promise<void> }> {
  // A group of its own, so that ending it ends what npm started.
  const child = spawn('npm', ['run', 'review'], { cwd, env: { ...process.env, ...env }, detached: true });
  const closed = once(child, 'close');
  const end = async () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid);
    await closed;
  };
  let said = '';
  return new Promise((done, fail) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('Each link works once')) done({ said, end });
      });
    closed.then(() => fail(new Error(`npm run review ended: ${said}`)), fail);
  });
}

async function eventsIn(folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort();
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  const lines = texts.join('').trim().split('\n');
  return lines.map((line) => (JSON.parse(line) as { event: string }).event);
}
