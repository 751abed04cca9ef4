import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAskedOf, QUESTIONS, SWITCHES } from '../../generator/questions.ts';
import { startRepository } from '../../generator/repository.ts';
import { emptyFolder, fakePackage, writeTree } from './fake-package.ts';
import { partsPackage } from './parts/parts-package.ts';
import { ADA, ANSWERS, FLAGS, gitEnv, run } from './test-desk.ts';

/** Those that a workflow of the kind that nobody chose is asked. */
const ASKED = QUESTIONS.filter((one) => isAskedOf(one, 'classify'));
const recordIn = (folder: string) => JSON.parse(readFileSync(join(folder, 'mail-triage/.poc.json'), 'utf8'));

describe('create-poc with every answer', () => {
  it('makes the repository, commits it, and says what to type next', async () => {
    const { code, out, err, folder } = await run(['mail-triage', ...FLAGS]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(readdirSync(folder)).toEqual(['mail-triage']);
    expect(JSON.parse(readFileSync(join(folder, 'mail-triage/.poc.json'), 'utf8')).answers).toEqual(ANSWERS);
    expect(out).toMatch(/^Made mail-triage: \d+ files, \d+ bytes\.$/m);
    expect(out).toContain(
      '6 minutes is recorded as an estimate: it counts as nothing until somebody is timed.',
    );
    expect(out).toContain('git: first commit on main.');
    expect(out).toContain(
      '  cd mail-triage\n  npm install\n  npm test\n  npm run eval\n  npm run scan\n  npm run gate\n',
    );
  });

  it.each([
    ['pnpm/10.1.0 npm/? node/v20', '  pnpm install\n  pnpm run test\n  pnpm run eval\n'],
    ['yarn/4.0.0 npm/? node/v20', '  yarn install\n  yarn run test\n  yarn run eval\n'],
    ['bun/1.2.0', '  bun install\n  bun run test\n  bun run eval\n'],
    ['cnpm/9.0.0', '  npm install\n  npm test\n  npm run eval\n'],
  ])('speaks the language of %s', async (npm_config_user_agent, commands) => {
    const { out } = await run(['mail-triage', ...FLAGS, '--no-git'], {
      env: { ...gitEnv(''), npm_config_user_agent },
    });
    expect(out).toContain(commands);
  });

  it('takes all of them from a file, and flags win over it', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'answers.json'), JSON.stringify(ANSWERS));
    const { code, folder } = await run(['--answers', 'answers.json', '--unit', 'one letter', '--no-git'], {
      cwd,
    });
    expect(code).toBe(0);
    const record = JSON.parse(readFileSync(join(folder, 'mail-triage/.poc.json'), 'utf8'));
    expect(record.answers).toEqual({ ...ANSWERS, unit: 'one letter' });
  });

  it.each([
    ['.', 'mail-triage', {}],
    ['.', 'mail-triage', { '.git/HEAD': 'ref: refs/heads/main\n' }],
  ])('fills the current folder for %s when it is called %s and holds %j', async (word, name, files) => {
    const cwd = join(emptyFolder(), name);
    mkdirSync(cwd);
    writeTree(cwd, files as Record<string, string>);
    const { code, out } = await run([word, ...FLAGS], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(join(cwd, '.poc.json'), 'utf8')).answers.name).toBe(name);
    expect(out).toContain('Next:\n  npm install\n');
    if ('.git/HEAD' in files) expect(out).toContain('git: left alone (the folder has a .git already).');
  });

  it('takes the name from the answers file when the word is . and the folder is called otherwise', async () => {
    const cwd = join(emptyFolder(), 'My Folder');
    mkdirSync(cwd);
    const answers = join(emptyFolder(), 'answers.json');
    writeFileSync(answers, JSON.stringify(ANSWERS));
    expect((await run(['.', '--answers', answers], { cwd })).code).toBe(0);
    expect(JSON.parse(readFileSync(join(cwd, '.poc.json'), 'utf8')).answers.name).toBe('mail-triage');
  });

  it('makes it below another folder when the word is a path', async () => {
    const cwd = emptyFolder();
    mkdirSync(join(cwd, 'all of them'));
    const { code, out } = await run(['all of them/mail-triage', ...FLAGS, '--no-git'], { cwd });
    expect(code).toBe(0);
    expect(out).toContain('  cd "all of them/mail-triage"\n');
  });
});

describe('without a terminal', () => {
  it('asks nothing and lists every answer that is missing, with its flag and a command to copy', async () => {
    const { code, out, err, folder } = await run(['mail-triage']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    for (const { flag } of ASKED.slice(1)) expect(err).toMatch(new RegExp(`^  ${flag} `, 'm'));
    expect(err).not.toContain('--fields');
    expect(err).toContain('10 answers are missing');
    expect(err).toMatch(/^ {2}--kind .* \[--yes takes: classify\]$/m);
    expect(err).toMatch(/^ {2}--parts .* \[--yes takes: default\]$/m);
    expect(err).toContain('--owner         The one person who answers for this POC [--yes takes: Ada]');
    expect(err).toMatch(/^ {2}npx create-poc@latest mail-triage --workflow "[^"]+" .* --labels \S+ --yes$/m);
    expect(err).toMatch(/Nothing was written\.\n$/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('shows a command that works as it stands', async () => {
    const { err } = await run([]);
    const [, line] = err.match(/^ {2}npx create-poc@latest (.*)$/m) ?? [];
    const words = [...(line ?? '').matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, bare]) => quoted ?? bare ?? '',
    );
    expect((await run(words)).code).toBe(0);
  });

  it('tells what is wrong and what is missing in one go', async () => {
    const { err, code } = await run(['Mail', '--minutes', 'soon', '--unit', 'one mail']);
    expect(code).toBe(1);
    expect(err).toContain('NAME: found "Mail"; expected lower case');
    expect(err).toContain('--minutes: found "soon"');
    expect(err).toContain('8 answers are missing');
    expect(err).not.toMatch(/^ {2}--minutes/m);
    expect(err).toMatch(/^ {2}npx create-poc@latest --workflow .* --unit "one mail" .* --yes$/m);
    expect(err).not.toContain('--minutes soon');
  });

  it.each(['--yes', '--json'])('%s asks nothing at a terminal either', async (flag) => {
    expect((await run(['mail-triage', flag], { interactive: true })).code).toBe(1);
  });

  it('is what CI means, at a terminal too', async () => {
    expect(
      (await run(['mail-triage'], { interactive: true, env: { ...gitEnv(ADA), CI: 'true' } })).code,
    ).toBe(1);
  });
});

describe('--yes', () => {
  const OFFERED = ['--kind', '--minutes', '--parts', '--owner', '--decision-due'];
  const TASK = FLAGS.filter((_, index) => !OFFERED.includes(FLAGS[index - (index % 2)] ?? ''));

  it('takes the decision day, the owner from git and no minutes, and says so', async () => {
    const { code, out, folder } = await run(['mail-triage', ...TASK, '--yes']);
    expect(code).toBe(0);
    expect(out).toContain(
      'Defaults taken: --kind classify, --minutes none, --parts default, --owner Ada, --decision-due 2026-12-06.',
    );
    expect(out).toContain('No minutes given: nothing is claimed about the time this takes today.');
    const taken = {
      kind: 'classify',
      minutes: null,
      parts: 'default',
      owner: 'Ada',
      decisionDue: '2026-12-06',
    };
    expect(recordIn(folder).answers).toMatchObject(taken);
  });

  it('does not make an owner up when git knows nobody', async () => {
    const { code, err } = await run(['mail-triage', ...TASK, '--yes'], { env: gitEnv('') });
    expect(code).toBe(1);
    expect(err).toContain('1 answer is missing');
    expect(err).toMatch(/^ {2}--owner /m);
  });

  it.each(TASK.filter((word) => word.startsWith('--')))('never answers %s', async (flag) => {
    const at = TASK.indexOf(flag);
    const { code, err } = await run(['mail-triage', ...TASK.slice(0, at), ...TASK.slice(at + 2), '--yes']);
    expect(code).toBe(1);
    expect(err).toMatch(new RegExp(`^  ${flag} `, 'm'));
  });
});

describe('--dry-run', () => {
  it.each([
    ['typed to us', ['--dry-run'], {}],
    ['kept by npm', [], { npm_config_dry_run: 'true' }],
  ])('%s shows every file with its size and writes nothing', async (_, flags, env) => {
    const { code, out, folder } = await run(['mail-triage', ...FLAGS, ...flags], {
      env: { ...gitEnv(ADA), ...env },
    });
    expect(code).toBe(0);
    expect(out).toMatch(/^Would make mail-triage: \d+ files/);
    expect(out).toMatch(/^ +\d+ {2}\.github\/actions\/poc-gate\/action\.yml$/m);
    expect(out).toMatch(/^ +12 {2}\.editorconfig$/m);
    expect(out).toContain('Nothing was written.');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses what the real run would refuse', async () => {
    const cwd = emptyFolder();
    writeTree(cwd, { 'mail-triage/README.md': 'mine' });
    const { code, err } = await run(['mail-triage', ...FLAGS, '--dry-run'], { cwd });
    expect(code).toBe(1);
    expect(err).toContain('mail-triage: found files that would be overwritten: README.md');
  });
});

describe('--json', () => {
  const parsed = ({ out, err }: { out: string; err: string }) => {
    expect(err).toBe('');
    return JSON.parse(out);
  };

  it('says what was made, and nothing else', async () => {
    const said = parsed(await run(['mail-triage', ...FLAGS, '--json']));
    expect(said).toMatchObject({
      schema: 'create-poc/v1',
      exitCode: 0,
      outcome: 'made',
      folder: 'mail-triage',
      vendored: true,
      minutes: 6,
      defaults: [],
      git: { status: 'committed', branch: 'main' },
      next: ['cd mail-triage', 'npm install', 'npm test', 'npm run eval', 'npm run scan', 'npm run gate'],
    });
    expect(said.files).toContainEqual({ path: '.editorconfig', bytes: 12 });
  });

  it('says what would be made', async () => {
    const said = parsed(await run(['mail-triage', ...FLAGS, '--json', '--dry-run']));
    expect(said).toMatchObject({ exitCode: 0, outcome: 'planned', folder: 'mail-triage' });
  });

  it('says what is missing', async () => {
    const said = parsed(await run(['mail-triage', '--json']));
    expect(said).toMatchObject({ exitCode: 1, outcome: 'refused', problems: [] });
    expect(said.missing.map(({ flag }: { flag: string }) => flag)).toEqual(
      ASKED.slice(1).map(({ flag }) => flag),
    );
  });

  it('says what is wrong with the flags', async () => {
    const said = parsed(await run(['mail-triage', '--json', '--lang', 'ts']));
    expect(said).toMatchObject({
      exitCode: 1,
      outcome: 'refused',
      problems: [{ location: { file: '--lang' } }],
    });
  });

  it('says why it could not run', async () => {
    const packageRoot = fakePackage();
    rmSync(join(packageRoot, 'lib'), { recursive: true });
    const said = parsed(await run(['mail-triage', ...FLAGS, '--json'], { packageRoot }));
    expect(said).toMatchObject({
      exitCode: 2,
      outcome: 'failed',
      reason: expect.stringContaining('lib is not in'),
    });
  });
});

describe('a run that cannot be', () => {
  it.each([
    ['templates/base', 'holds no template files'],
    ['templates/kinds/classify', 'holds no template files'],
    ['action/dist', 'action/dist is not in this copy of create-poc'],
  ])('exits 2 and leaves nothing when %s is not in the package', async (path, said) => {
    const packageRoot = fakePackage();
    rmSync(join(packageRoot, path), { recursive: true });
    const { code, err, folder } = await run(['mail-triage', ...FLAGS], { packageRoot });
    expect(code).toBe(2);
    expect(err).toContain(said);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('exits 2 and says what to do when the file system refuses', async () => {
    const packageRoot = fakePackage();
    // Within the limit as a template, too long once the folder's name stands before it.
    writeTree(packageRoot, { [`templates/base/${'x'.repeat(120)}/_${'y'.repeat(250)}`]: '' });
    const cwd = join(emptyFolder(), ...Array.from({ length: 19 }, () => 'z'.repeat(200)));
    mkdirSync(cwd, { recursive: true });
    const { code, err } = await run(['mail-triage', ...FLAGS], { packageRoot, cwd });
    expect(code).toBe(2);
    expect(err).toContain('the path is too long for this file system. Choose a folder higher up.');
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('exits 1 and leaves nothing when it is stopped', async () => {
    const signal = AbortSignal.abort();
    const { code, err, folder } = await run(['mail-triage', ...FLAGS], { signal });
    expect({ code, err }).toEqual({ code: 1, err: 'Nothing was written.\n' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('exits 1 and loses nothing when the folder is not empty', async () => {
    const cwd = emptyFolder();
    writeTree(cwd, { 'mail-triage/README.md': 'mine' });
    const { code, err } = await run(['mail-triage', ...FLAGS], { cwd });
    expect(code).toBe(1);
    expect(err).toContain('README.md');
    expect(readdirSync(join(cwd, 'mail-triage'))).toEqual(['README.md']);
    expect(readFileSync(join(cwd, 'mail-triage/README.md'), 'utf8')).toBe('mine');
  });

  it.each([['answers.yaml', 'workflw: x\n', 'answers.yaml:1:1: workflw: found a key that is not known']])(
    'exits 1 when %s is wrong, and names the line',
    async (path, text, said) => {
      const cwd = emptyFolder();
      writeTree(cwd, { [path]: text });
      const { code, err } = await run(['mail-triage', ...FLAGS, '--answers', path], { cwd });
      expect(code).toBe(1);
      expect(err).toContain(said);
    },
  );

  it('names the line of an answer in the file that is wrong', async () => {
    const cwd = emptyFolder();
    writeTree(cwd, { 'a.yaml': 'owner: Ada\nminutes: soon\nkind: summarise\ndecisionDue: 2026-11-01\n' });
    const { err } = await run(['mail-triage', '--answers', 'a.yaml'], { cwd });
    expect(err).toContain(
      'a.yaml:2:1: minutes: found "soon"; expected a number of minutes above 0, or none.',
    );
    expect(err).toContain(
      'a.yaml:3:1: kind: found "summarise"; expected one of "classify"|"extract"|"draft". Write, for example, classify or extract or draft.',
    );
    expect(err).toContain(
      'a.yaml:4:1: decisionDue: found "2026-11-01"; expected a day after today, 2026-11-22.',
    );
    expect(err).toContain('Write, for example, 2026-12-06.');
  });
});

describe('a kind of workflow', () => {
  const KINDS = { 'kinds/extract/src/fields.json.hbs': '{{json fields}}', 'kinds/draft/src/draft.ts': '' };
  /** A package with all three kinds, and the answers that are the same for each. */
  function start(kind: string, ...own: string[]) {
    const packageRoot = fakePackage();
    const templates = Object.entries(KINDS).map(([path, text]) => [`templates/${path}`, text]);
    writeTree(packageRoot, Object.fromEntries(templates));
    const others = FLAGS.filter((_, at) => !['--kind', '--labels'].includes(FLAGS[at - (at % 2)] ?? ''));
    return run(['mail-triage', '--kind', kind, ...own, ...others], { packageRoot });
  }

  it('extract is asked for its fields, and a template may name them', async () => {
    const { code, err, folder } = await start('extract', '--fields', 'supplier:text, total:amount');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const fields = [
      { name: 'supplier', type: 'text' },
      { name: 'total', type: 'amount' },
    ];
    expect(JSON.parse(readFileSync(join(folder, 'mail-triage/src/fields.json'), 'utf8'))).toEqual(fields);
    expect(recordIn(folder)).toMatchObject({
      template: { kind: 'extract' },
      answers: { kind: 'extract', labels: [], fields },
    });
  });

  it('draft is asked for neither labels nor fields', async () => {
    const { code, folder } = await start('draft');
    expect(code).toBe(0);
    expect(recordIn(folder).answers).toMatchObject({ kind: 'draft', labels: [], fields: [] });
  });

  it.each([
    [
      'extract',
      [],
      /^1 answer is missing[\s\S]*^ {2}--fields .*[\s\S]* --fields supplier:text,total:amount,issued:date /m,
    ],
    [
      'extract',
      ['--labels', 'a,b'],
      '--labels: found "a,b"; expected none: only classify has labels. Leave it out, or choose another kind.',
    ],
    ['draft', ['--labels', 'a,b'], '--labels: found "a,b"; expected none: only classify has labels.'],
    ['draft', ['--fields', 'a:text'], '--fields: found "a:text"; expected none: only extract has fields.'],
    [
      'classify',
      ['--fields', 'a:text', '--labels', 'a,b'],
      '--fields: found "a:text"; expected none: only extract has fields.',
    ],
    [
      'extract',
      ['--fields', 'total'],
      '--fields: found "total"; expected one of "text" or "amount" or "date" or "integer", as type of field 1.',
    ],
    ['draf', [], '--kind: found "draf"; expected one of "classify"|"extract"|"draft".'],
  ])('%s with %j is refused', async (kind, own, said) => {
    const { code, err, folder } = await start(kind, ...own);
    expect(code).toBe(1);
    expect(err).toMatch(said);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('may be classify by default, and fields are then one answer too many', async () => {
    const { code, err } = await run(['mail-triage', '--fields', 'a:text', '--yes']);
    expect(code).toBe(1);
    expect(err).toContain('--fields: found "a:text"; expected none: only extract has fields.');
  });

  it.each([
    ['labels: []', 'a.yaml:2:1: labels: found []; expected two labels or more for classify.'],
    ['fields: []\nlabels: [a, b]', undefined],
  ])('takes an answers file that says %j as it is meant', async (text, said) => {
    const cwd = emptyFolder();
    writeTree(cwd, { 'a.yaml': `kind: classify\n${text}\n` });
    const others = FLAGS.filter((_, at) => !['--kind', '--labels'].includes(FLAGS[at - (at % 2)] ?? ''));
    const { err } = await run(['mail-triage', '--answers', 'a.yaml', ...others], { cwd });
    if (said === undefined) expect(err).toBe('');
    else expect(err).toContain(said);
  });
});

describe('--parts', () => {
  const start = (parts: string, ...more: string[]) => {
    const flags = FLAGS.map((word, at) => (FLAGS[at - 1] === '--parts' ? parts : word));
    return run(['mail-triage', ...flags, ...more], { packageRoot: partsPackage() });
  };

  it.each([
    ['all', ['off-switch', 'notes', 'audit'], 'Parts: off-switch, notes, audit.'],
    ['default', ['off-switch', 'audit'], 'Parts: off-switch, audit.'],
    ['audit', ['off-switch', 'audit'], 'Parts: off-switch, audit.'],
    ['none', [], undefined],
  ])('%s makes a repository with %j, and says so', async (chosen, parts, said) => {
    const { code, out, folder } = await start(chosen);
    expect(code).toBe(0);
    expect(recordIn(folder).parts).toEqual(parts);
    if (said === undefined) expect(out).not.toContain('Parts:');
    else expect(out).toContain(`${said}\n`);
    expect(JSON.parse((await start(chosen, '--json')).out).parts).toEqual(parts);
  });

  it('of a name that no part has is refused, with what is nearest', async () => {
    const { code, err, folder } = await start('off-swich');
    expect(code).toBe(1);
    expect(err).toContain(
      '--parts: found "off-swich", and there is no such part; expected one of off-switch, notes, audit. Write off-switch if that was meant.',
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('in an answers file is refused at its line', async () => {
    const cwd = emptyFolder();
    writeTree(cwd, { 'a.yaml': 'owner: Ada\nparts: [weather]\n' });
    const others = FLAGS.filter((_, at) => !['--parts'].includes(FLAGS[at - (at % 2)] ?? ''));
    const { err } = await run(['mail-triage', '--answers', 'a.yaml', ...others], {
      cwd,
      packageRoot: partsPackage(),
    });
    expect(err).toContain('a.yaml:2:1: parts: found "weather", and there is no such part; expected one of');
  });

  it('finds files of parts that would be written over', async () => {
    const cwd = emptyFolder();
    writeTree(cwd, { 'mail-triage/docs/notes.md': 'mine' });
    const { err } = await run(['mail-triage', '--parts', 'notes'], { cwd, packageRoot: partsPackage() });
    expect(err).toContain('mail-triage: found files that would be overwritten: docs/notes.md');
  });
});

describe('git', () => {
  it.each([
    ['--no-git', ['--no-git'], gitEnv, 'git: left alone (--no-git).'],
    ['no identity', [], () => gitEnv(''), 'git: files added, not committed (git has no user.name'],
    ['no git', [], () => ({ ...gitEnv(''), PATH: emptyFolder() }), 'git: left alone (git is not installed).'],
  ])('never fails the scaffold: %s', async (_, flags, env, said) => {
    const { code, out, folder } = await run(['mail-triage', ...FLAGS, ...flags], { env: env('') });
    expect(code).toBe(0);
    expect(out).toContain(said);
    expect(readdirSync(folder)).toEqual(['mail-triage']);
  });

  it('does not start a repository inside another', async () => {
    const cwd = emptyFolder();
    const env = gitEnv(ADA);
    await startRepository({ folder: cwd, env }, 'outer');
    const { code, out } = await run(['mail-triage', ...FLAGS], { cwd, env });
    expect(code).toBe(0);
    expect(out).toContain('git: left alone (the folder is inside a git work tree already).');
    expect(readdirSync(join(cwd, 'mail-triage'))).not.toContain('.git');
  });
});

describe('--help and --version', () => {
  it('shows every question and every flag', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const { flag } of [...QUESTIONS, ...SWITCHES]) expect(out).toContain(` ${flag} `);
    for (const { message } of QUESTIONS) expect(out).toContain(message);
    expect(out).toMatch(/--kind .* \[--yes takes: classify\]$/m);
  });

  it('shows the version of the package', async () => {
    const packageRoot = fakePackage({ version: '9.8.7' });
    expect(await run(['--version'], { packageRoot })).toMatchObject({ code: 0, out: '9.8.7\n', err: '' });
  });
});
