import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage } from './built-package.ts';
import { emptyFolder, writeTree } from './fake-package.ts';
import { ADA, FLAGS, gitEnv } from './test-desk.ts';

const { root, entry } = buildPackage();
const envOf = (extra: Record<string, string> = {}) =>
  ({ ...gitEnv(ADA), TERM: 'xterm', ...extra }) as NodeJS.ProcessEnv;

function ran(args: readonly string[], extra: Record<string, string> = {}) {
  const cwd = emptyFolder();
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], {
    cwd,
    env: envOf(extra),
    encoding: 'utf8',
  });
  return { status, stdout, stderr, cwd };
}

describe('the process', () => {
  it('makes a repository from an empty folder anywhere', () => {
    const { status, stdout, cwd } = ran(['mail-triage', ...FLAGS]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Made mail-triage/);
    expect(readdirSync(join(cwd, 'mail-triage'))).toContain('.gitignore');
  });

  it.each([
    [['mail-triage'], 1],
    [[], 1],
    [['mail-triage', '--lang', 'ts'], 1],
    [['mail-triage', ...FLAGS, '--dry-run'], 0],
    [['--help'], 0],
    [['--version'], 0],
  ])('without a terminal ends at once: %j exits %i', (args, code) => {
    const { status, stdout, stderr, cwd } = ran(args);
    expect(status).toBe(code);
    expect(code === 0 ? stdout : stderr).not.toBe('');
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('exits 2 and says why when a template is broken, and leaves nothing', () => {
    const broken = join(root, 'templates/base/broken.md.hbs');
    writeFileSync(broken, '{{worklfow}}');
    const { status, stderr, cwd } = ran(['mail-triage', ...FLAGS]);
    rmSync(broken);
    expect(status).toBe(2);
    expect(stderr).toContain('broken.md: ');
    expect(readdirSync(cwd)).toEqual([]);
  });

  it.each([
    ['--version', /handlebars|zod|@clack|\/yaml\//],
    ['--help', /handlebars|zod|@clack|\/yaml\//],
    ['mail-triage', /handlebars|@clack|\/yaml\//],
  ])('%s loads nothing that it does not need', (flag, unneeded) => {
    const coverage = emptyFolder();
    ran([flag], { NODE_V8_COVERAGE: coverage });
    const [report] = readdirSync(coverage);
    const { result } = JSON.parse(readFileSync(join(coverage, report ?? ''), 'utf8'));
    const loaded: string[] = result.map(({ url }: { url: string }) => url);
    expect(loaded.filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url))).toContain(entry);
    expect(loaded.filter((url) => unneeded.test(url))).toEqual([]);
  });
});

describe('started by a real npm that kept our flags', () => {
  const npm = (flags: readonly string[], words: string) => {
    const cwd = emptyFolder();
    const command = `"${process.execPath}" "${entry}" ${words}`;
    const { status, stdout, stderr } = spawnSync('npm', ['exec', ...flags, '-c', command], {
      cwd,
      env: envOf({ npm_config_update_notifier: 'false' }),
      encoding: 'utf8',
    });
    return { status, stdout, stderr, cwd };
  };
  const inlined = FLAGS.flatMap((flag, index) =>
    flag.startsWith('--') ? [`${flag}=${FLAGS[index + 1]}`] : [],
  );

  it('writes nothing for --dry-run', () => {
    const { status, stdout, cwd } = npm([...inlined, '--dry-run'], 'mail-triage');
    expect(stdout).toMatch(/^Would make mail-triage/);
    expect(status).toBe(0);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('makes no repository of git for --no-git', () => {
    const { stdout, cwd } = npm([...inlined, '--no-git'], 'mail-triage');
    expect(stdout).toContain('git: left alone (--no-git).');
    expect(readdirSync(join(cwd, 'mail-triage'))).not.toContain('.git');
  });

  it('refuses a value that npm turned into a word, with the command that works', () => {
    const { status, stderr, cwd } = npm(['--unit'], 'mail-triage "one mail"');
    expect(stderr).toContain('Run: npx create-poc@latest mail-triage --unit "one mail"');
    expect(status).not.toBe(0);
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('ctrl-C', () => {
  const many = join(root, 'templates/base/many');
  beforeAll(() => {
    mkdirSync(many, { recursive: true });
    for (let index = 0; index < 1500; index++) writeFileSync(join(many, `${index}`), 'x');
  });
  afterAll(() => rmSync(many, { recursive: true }));

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'in the middle of the writing (%s) leaves nothing',
    async (signal) => {
      const cwd = emptyFolder();
      const child = spawn(process.execPath, [entry, 'mail-triage', ...FLAGS], { cwd, env: envOf() });
      let said = '';
      child.stderr.on('data', (data) => {
        said += data;
      });
      let stoppedAt: string[] = [];
      const watch = setInterval(() => {
        if (stoppedAt.length > 0) return;
        stoppedAt = readdirSync(cwd);
        if (stoppedAt.length > 0) child.kill(signal);
      }, 1);
      const code = await new Promise((end) => child.on('close', end));
      clearInterval(watch);
      expect(stoppedAt).toEqual([expect.stringMatching(/^\.mail-triage-[0-9a-f]+\.tmp$/)]);
      expect({ code, said }).toEqual({ code: 1, said: 'Nothing was written.\n' });
      expect(readdirSync(cwd)).toEqual([]);
    },
  );
});

/** What a person sees and types: `script` gives the process a real terminal. */
function atTerminal(args: readonly string[], files: Record<string, string> = {}) {
  const cwd = emptyFolder();
  writeTree(cwd, files);
  const command = [process.execPath, entry, ...args].map((word) => `'${word}'`).join(' ');
  // A terminal without a person has no width, and every letter would get its own line.
  const child = spawn('script', ['-qec', `stty cols 120 rows 50; ${command}`, '/dev/null'], {
    cwd,
    env: envOf(),
  });
  const seen = { text: '', at: 0 };
  child.stdout.on('data', (data) => {
    seen.text += data;
  });
  const ended = new Promise<number>((end) => child.on('close', end));
  const sees = async (words: string) => {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const found = seen.text.indexOf(words, seen.at);
      if (found >= 0) {
        seen.at = found + words.length;
        return;
      }
      if (Date.now() > deadline) throw new Error(`never saw ${words} in:\n${seen.text}`);
      await new Promise((wait) => setTimeout(wait, 5));
    }
  };
  const types = (keys: string) => child.stdin.write(keys);
  return { cwd, sees, types, ended, all: () => seen.text };
}

describe.runIf(existsSync('/usr/bin/script') && process.platform === 'linux')('at a terminal', () => {
  it('asks what is missing, refuses a bad answer, offers the honest defaults, and makes the repository', async () => {
    const { cwd, sees, types, ended } = atTerminal(['--performer', 'clerk'], { 'mail/notes.txt': 'mine' });
    await sees('Name of the folder');
    types('Mail\r');
    await sees('Expected lower case');
    types(`${'\b'.repeat(4)}mail\r`);
    await sees('Found a folder that is not empty (notes.txt).');
    types('-triage\r');
    await sees('What it does with an item');
    await sees('classify');
    types('\r');
    await sees('The workflow, in one sentence');
    types('Sort mail\r');
    await sees('One unit of this work');
    types('one mail\r');
    await sees('Minutes one unit takes today');
    types('\r');
    await sees('Where one real case lives');
    types('the inbox\r');
    await sees('For classify: the labels');
    types('urgent\r');
    await sees('two labels or more');
    types(',later\r');
    await sees('What stands around the model');
    types(`${'\b'.repeat(7)}audti\r`);
    await sees('Found "audti", and there is no such part.');
    types(`${'\b'.repeat(5)}none\r`);
    await sees('The one person who answers');
    await sees('Ada');
    types('\r');
    await sees('The day a person decides');
    types('\r');
    await sees('Made mail-triage');
    expect(await ended).toBe(0);
    const { answers } = JSON.parse(readFileSync(join(cwd, 'mail-triage/.poc.json'), 'utf8'));
    expect(answers).toMatchObject({
      performer: 'clerk',
      minutes: null,
      labels: ['urgent', 'later'],
      owner: 'Ada',
    });
  });

  const OTHERS = [
    ['--workflow', 'Read invoices', '--performer', 'clerk', '--unit', 'one invoice', '--minutes', '6'],
    ['--real-case', 'inbox', '--parts', 'none', '--owner', 'Ada', '--decision-due', '2099-01-01'],
  ].flat();

  it('asks a workflow that extracts for its fields, and not for labels', async () => {
    const { sees, types, ended, all } = atTerminal(['invoices', ...OTHERS]);
    await sees('What it does with an item');
    types(`${'\b'.repeat(8)}extract\r`);
    await sees('For extract: the fields');
    types('total\r');
    await sees('as type of field 1.');
    types('\x03');
    expect(await ended).toBe(1);
    expect(all()).not.toContain('For classify: the labels');
  });

  it('refuses labels that were given when the kind that is chosen then has none', async () => {
    const { sees, types, ended, cwd } = atTerminal(['invoices', '--labels', 'a,b', ...OTHERS]);
    await sees('What it does with an item');
    types(`${'\b'.repeat(8)}draft\r`);
    await sees('expected none: only classify has labels.');
    expect(await ended).toBe(1);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it.each([
    ['ctrl-C', '\x03'],
    ['escape', '\x1b'],
  ])('%s at a question writes nothing and exits 1', async (_, key) => {
    const { cwd, sees, types, ended } = atTerminal(['mail-triage', '--kind', 'classify']);
    await sees('The workflow, in one sentence');
    types('Sort ');
    await sees('Sort');
    types(key);
    await sees('Nothing was written.');
    expect(await ended).toBe(1);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it.each([
    ['a folder that is not empty', ['mail-triage'], 'files that would be overwritten: README.md'],
    ['an answer that is not good', ['mail-triage', '--minutes', 'soon'], '--minutes: found "soon"'],
  ])('refuses %s before it asks anything', async (_, args, said) => {
    const { ended, all } = atTerminal(args, { 'mail-triage/README.md': 'mine' });
    expect(await ended).toBe(1);
    expect(all()).toContain(said);
    expect(all()).not.toContain('The workflow, in one sentence');
  });
});
