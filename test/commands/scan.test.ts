import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { envelopeOf } from '../../action/contract/envelope.ts';
import { cleanRepo } from '../../action/contract/proofs/clean-repo.ts';
import { readManifest } from '../../action/evidence/poc-files.ts';
import { openRepository } from '../../action/evidence/repository.ts';
import { treeDigest } from '../../action/evidence/tree-digest.ts';
import { openWorkingTree } from '../../action/evidence/working-tree.ts';
import { readValue } from '../../action/readiness/reading.ts';
import { aFolder, aPoc, type Ended, type Files, type Poc, poc } from '../repository-builder.ts';

const TOKEN = ['ghp', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('_');
const LOCKFILE = { 'package-lock.json': '{ "lockfileVersion": 3 }\n' };
const FILE = 'evidence/data/clean-repo.json';

const audit = (via: readonly object[] = [], total = 120) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: { left: { via } },
    metadata: { dependencies: { total } },
  });
const ADVISORY = {
  source: 1,
  name: 'left',
  url: 'https://github.com/advisories/GHSA-1',
  severity: 'high',
  range: '<2',
};

const gitleaks = (file: string) =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'gitleaks', semanticVersion: 'v8.0.0' } },
        results: [
          {
            ruleId: 'internal-key',
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: file },
                  region: { startLine: 2, snippet: { text: 'k' } },
                },
              },
            ],
          },
        ],
      },
    ],
  });

/** A folder with an npm that answers `audit` with this, and ends as npm does when it found something. */
async function npmThatSays(answer: string, code = 1): Promise<string> {
  const text = `#!/bin/sh\ncase "$1" in audit) cat <<'END'\n${answer}\nEND\nexit ${code};; --version) echo 10.9.9;; esac\n`;
  const folder = await aFolder({ npm: text });
  await chmod(join(folder, 'npm'), 0o755);
  return `${folder}:${process.env.PATH}`;
}

let silent: string;
beforeAll(async () => {
  silent = await npmThatSays(audit(), 0);
});

const scan = (it: Poc, args: string[] = [], PATH = silent): Promise<Ended> =>
  poc(['scan', ...args], { cwd: it.folder, env: { PATH } });

/** @returns the envelope that stands there, read by its contract. */
const written = async (it: Poc) =>
  envelopeOf('data/clean-repo', cleanRepo).parse(JSON.parse(await readFile(join(it.folder, FILE), 'utf8')));

const scansIn = async (it: Poc) => {
  const { result } = await written(it);
  return Object.fromEntries(cleanRepo.result.parse(result).scans.map((one) => [one.scan, one]));
};

const withFiles = (files: Files) => aPoc({ files: { ...LOCKFILE, ...files } });

describe('poc scan', () => {
  it('records three scans of a clean repository, on what, and ends with 0', async () => {
    const it = await withFiles({});
    const ended = await scan(it);
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toMatch(/secrets: 0 high in \d+ files \(secretlint 11\.7\.1\)/);
    expect(ended.out).toContain('vulnerable dependencies: 0 high in 120 packages (npm audit 10.9.9)');
    expect(ended.out).toMatch(/✅ data\/clean-repo: secrets: 0 high/);
    const repository = await openRepository(it.folder);
    const tree = await openWorkingTree(it.folder, repository?.git ?? null);
    const manifest = readValue(await readManifest(tree))?.value;
    const envelope = await written(it);
    expect(envelope).toMatchObject({
      commit: repository?.head,
      producer: { command: 'poc scan', run_url: null },
      inputs: { tree: manifest && (await treeDigest(tree, manifest)) },
      n: (await tree.list()).length - 1,
    });
  });

  it('searches evidence and results as well, and nothing that git ignores', async () => {
    const it = await withFiles({
      'eval/results/notes.txt': TOKEN,
      'evidence/run.log': TOKEN,
      '.gitignore': 'logs/\n',
      'logs/run.jsonl': TOKEN,
    });
    const { code } = await scan(it);
    const { secrets } = await scansIn(it);
    expect(code).toBe(1);
    expect(secrets?.findings.map(({ file }) => file)).toEqual(['eval/results/notes.txt', 'evidence/run.log']);
  });

  it('ends with 1 on a secret, tells where it stands, and quotes it nowhere', async () => {
    const it = await withFiles({ 'src/ask.ts': `// It\nconst key = '${TOKEN}';\n` });
    const ended = await scan(it);
    expect(ended.code).toBe(1);
    expect(ended.out).toMatch(/github\/GITHUB_TOKEN in src\/ask\.ts:2 \(fingerprint [0-9a-f]{16}\)/);
    expect(ended.out).toContain('→ Revoke the secret');
    expect(ended.out + ended.err + (await readFile(join(it.folder, FILE), 'utf8'))).not.toContain(
      TOKEN.slice(4, 16),
    );
  });

  it('ends with 1 on an account number, and with 0 on e-mail addresses, which it counts', async () => {
    const mails = await withFiles({ 'data/mail.txt': 'ann@acme.io\nbob@acme.io\n' });
    expect(await scan(mails)).toMatchObject({
      code: 0,
      out: expect.stringContaining('personal data: 0 high, 2 medium'),
    });
    const account = await withFiles({ 'data/mail.txt': 'DE75 5121 0800 1245 1261 99' });
    expect(await scan(account)).toMatchObject({
      code: 1,
      out: expect.stringContaining('iban in data/mail.txt:1'),
    });
  });

  it('ends with 0 once the base suppresses the finding, and with 1 while only this tree does', async () => {
    const it = await withFiles({ 'src/ask.ts': TOKEN });
    await scan(it);
    const { secrets } = await scansIn(it);
    const fingerprint = secrets?.findings[0]?.fingerprint;
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await it.write({
      'policy/suppressions.yaml': `version: 1
suppressions:
  - fingerprint: "${fingerprint}"
    rule: github/GITHUB_TOKEN
    file: src/ask.ts
    reason: It was made up for a test.
    approved_by: Sal Security
    expires_on: ${until}
`,
    });
    await it.repository.git('switch', '--create', 'ours', '--quiet');
    await it.commit('Suppress it');
    expect(await scan(it)).toMatchObject({ code: 1, out: expect.stringContaining('is new') });
    await it.repository.git('branch', '--force', 'main', 'ours');
    await it.commit('Go on', { 'src/more.ts': '// More\n' });
    expect(await scan(it)).toMatchObject({
      code: 0,
      out: expect.stringContaining(`Suppressed: 1 of severity high, the first until ${until}.`),
    });
  });

  it('counts pictures and links, and ends with 1 on what cannot be searched', async () => {
    const picture = await withFiles({
      'logo.png': Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1'),
      'AGENTS.md': { link: 'README.md' },
    });
    expect(await scan(picture)).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 pictures, sounds or fonts hold no text'),
    });
    const sheet = await withFiles({ 'eval/real.xlsx': Buffer.from('PK\x03\x04\0', 'latin1') });
    expect(await scan(sheet)).toMatchObject({
      code: 1,
      out: expect.stringContaining('1 paths were not searched for secrets: eval/real.xlsx.'),
    });
  });

  it('scans a folder that is named', async () => {
    const it = await aPoc({ prefix: 'pocs/one/', files: LOCKFILE });
    const ended = await poc(['scan', 'pocs/one'], { cwd: it.repository.folder, env: { PATH: silent } });
    expect(ended.code).toBe(0);
    expect((await written(it)).n).toBeGreaterThan(5);
  });

  it('names the page of the run on GitHub', async () => {
    const it = await withFiles({});
    const env = {
      PATH: silent,
      GITHUB_SERVER_URL: 'https://ghe.io',
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_RUN_ID: '7',
    };
    await poc(['scan'], { cwd: it.folder, env });
    expect((await written(it)).producer.run_url).toBe('https://ghe.io/o/r/actions/runs/7');
  });
});

describe('the dependencies', () => {
  it('are red with an advisory of severity high', async () => {
    const it = await withFiles({});
    const ended = await scan(it, [], await npmThatSays(audit([ADVISORY])));
    expect(ended).toMatchObject({
      code: 1,
      out: expect.stringContaining('GHSA-1/left in package-lock.json'),
    });
  });

  it.each([
    ['is cut short', '', 'Command failed: npm audit'],
    [
      'says that it is offline',
      '{"message":"request to the registry failed"}',
      'request to the registry failed',
    ],
    ['answers in another language', 'nothing to see', 'Command failed: npm audit'],
  ])('are claimed by no scan where npm %s, and the rest is recorded', async (_, answer, why) => {
    const it = await withFiles({ 'src/ask.ts': TOKEN });
    const ended = await scan(it, [], await npmThatSays(answer));
    expect(ended.code).toBe(1);
    expect(ended.err).toContain(`dependencies: found no answer of \`npm audit\` (`);
    expect(ended.err).toContain('expected its report. Run it where npm reaches its registry');
    expect(ended.err).toContain(why);
    expect(Object.keys(await scansIn(it))).toEqual(['secrets', 'personal_data']);
    expect(ended.out).toContain('Found secrets');
  });

  it('are claimed by no scan where there is neither a lockfile nor a report', async () => {
    const it = await aPoc();
    expect(await scan(it)).toMatchObject({
      code: 1,
      err: expect.stringContaining('found neither package-lock.json nor a report; expected one of them.'),
      out: expect.stringContaining('Nobody looked for vulnerable dependencies.'),
    });
  });

  it.each(['pnpm-lock.yaml', 'yarn.lock', 'bun.lock'])(
    'are claimed by no scan where %s is all there is, and it says who reads that',
    async (lockfile) => {
      expect(
        await scan(await aPoc({ files: { [lockfile]: '# made by another package manager\n' } })),
      ).toMatchObject({
        code: 1,
        err: expect.stringMatching(
          new RegExp(`found ${lockfile}, which .npm audit. does not read.*--dependencies`),
        ),
      });
    },
  );

  it('are those of a report that npm made elsewhere', async () => {
    const it = await withFiles({});
    const reports = await aFolder({ 'audit.json': audit([], 7) });
    expect(await scan(it, ['--dependencies', join(reports, 'audit.json')])).toMatchObject({
      code: 0,
      out: expect.stringContaining('0 high in 7 packages (npm audit of a report)'),
    });
  });

  it.each([
    ['2 artifacts', [{}, {}], 0, 'vulnerable dependencies: 0 high in 2 packages (osv 1.2)'],
    ['no artifacts', undefined, 2, 'found neither a result nor `artifacts`'],
  ])('are those of a report in SARIF with %s', async (_, artifacts, code, says) => {
    const it = await aPoc();
    const run = { tool: { driver: { name: 'osv', version: '1.2' } }, results: [], artifacts };
    const reports = await aFolder({ 'osv.sarif': JSON.stringify({ version: '2.1.0', runs: [run] }) });
    const ended = await scan(it, ['--dependencies', join(reports, 'osv.sarif')]);
    expect(ended.code).toBe(code);
    expect(ended.out + ended.err).toContain(says);
  });
});

describe('reports of other tools', () => {
  it('add to what was found here, and take nothing of it away', async () => {
    const it = await withFiles({ 'src/ask.ts': TOKEN });
    const reports = await aFolder({ 'leaks.sarif': gitleaks('src/other.ts') });
    await scan(it, ['--secrets', join(reports, 'leaks.sarif')]);
    expect((await scansIn(it)).secrets).toMatchObject({
      tool: 'secretlint + gitleaks',
      version: '11.7.1 + v8.0.0',
      findings: [
        { rule: 'github/GITHUB_TOKEN', file: 'src/ask.ts' },
        { rule: 'gitleaks/internal-key', severity: 'high', file: 'src/other.ts', line: 2 },
      ],
    });
  });

  it('are of the level that they say where they are about personal data', async () => {
    const it = await withFiles({});
    const reports = await aFolder({ 'pii.sarif': gitleaks('data/a.csv') });
    expect(await scan(it, ['--personal-data', join(reports, 'pii.sarif')])).toMatchObject({ code: 0 });
    expect((await scansIn(it)).personal_data?.findings).toMatchObject([
      { severity: 'medium', file: 'data/a.csv' },
    ]);
  });

  it.each([
    ['--secrets', '{"version":"2.0.0"}', 'expected a report as SARIF 2.1.0'],
    ['--personal-data', 'nothing', 'found text that is not JSON; expected a report as SARIF'],
    ['--dependencies', '{}', 'expected what `npm audit --json` prints, or SARIF 2.1.0'],
  ])(
    'are refused with %s where they are something else, and nothing is recorded',
    async (option, text, says) => {
      const it = await withFiles({});
      const reports = await aFolder({ report: text });
      expect(await scan(it, [option, join(reports, 'report')])).toMatchObject({
        code: 2,
        err: expect.stringContaining(says),
      });
      await expect(written(it)).rejects.toThrow('ENOENT');
      expect((await scan(it, [option, 'nowhere'])).err).toContain('found no file that can be read (ENOENT)');
    },
  );
});

describe('what cannot be scanned', () => {
  it('is a folder without poc.yaml', async () => {
    const folder = await aFolder({ 'README.md': '# It\n' });
    expect(await poc(['scan'], { cwd: folder })).toMatchObject({
      code: 2,
      err: expect.stringContaining('poc.yaml: found nothing there.'),
    });
  });

  it('is a folder that is not there', async () => {
    const folder = await aFolder();
    expect(await poc(['scan', 'nowhere'], { cwd: folder })).toMatchObject({ code: 2 });
  });

  it.each([
    [['a', 'b'], 'found 2 folders; expected one'],
    [['--excluded', 'eval'], "Unknown option '--excluded'"],
  ])('is what %j asks for', async (args, says) => {
    expect(await poc(['scan', ...args], { cwd: await aFolder() })).toMatchObject({
      code: 2,
      err: expect.stringContaining(says),
    });
  });

  it('is written through no link', async () => {
    const elsewhere = await aFolder();
    const it = await withFiles({ evidence: { link: elsewhere } });
    expect(await scan(it)).toMatchObject({
      code: 1,
      err: expect.stringContaining('evidence: found a symbolic link'),
    });
  });
});

describe('a repository of thousands of files', () => {
  it('is scanned in seconds', async () => {
    const text = 'Could you tell me where my order is? I wrote twice already. '.repeat(40);
    const files = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`data/mail-${i}.txt`, text]));
    const it = await withFiles(files);
    // Of this process, since others may have the processor: what looks again at all before it takes minutes.
    const begun = process.cpuUsage();
    expect((await scan(it)).code).toBe(0);
    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 1_000_000).toBeLessThan(15);
  });
});
