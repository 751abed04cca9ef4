import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { driftRows, keyOf, REFERENCE_DAYS, sharesOf, WINDOW_DAYS, wrongBySender } from './drift-rows.mjs';
import { readMails } from './mails.mjs';
import { demo, npm, poc, run, say } from './shell.mjs';

/** A copy of the POC, and beside it what goes through it. */
const september = join(demo, 'in-september');
const folder = join(demo, 'e-mails');
const NOT_COPIED = ['node_modules', '.git', 'state', 'logs'];

/** Short ones that nobody needs to be shielded from. */
const FOR_REVIEW = [
  'easy-ham-1/01967',
  'easy-ham-1/00140',
  'spam-1/00158',
  'easy-ham-1/02179',
  'easy-ham-2/01387',
];

const linesOf = (path) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const asLines = (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
function write(name, text) {
  writeFileSync(join(folder, name), text);
  return join('..', basename(folder), name);
}

/** The workflow in use: five e-mails for the review page, then all of them, and what has changed over the months. */
export async function inUse() {
  mkdirSync(folder);
  const { mails, unreadable } = await readMails();
  forReview(mails);
  const trained = asOfSeptember();
  say(`All e-mails go through it, but for ${unreadable} that no reader of e-mail can read.`);
  drift(driftRows(mails, resultsOf(mails), trained));
}

function forReview(mails) {
  for (const one of FOR_REVIEW) {
    const { fields } = mails.find(({ case_ref }) => case_ref === one);
    const item = write(`${one.replace('/', '-')}.json`, JSON.stringify({ fields }));
    npm(poc, ['start', '--silent', '--', item, '--case', one], ['start', '--', item, '--case', one]);
  }
}

/** @returns what the copy was trained on */
function asOfSeptember() {
  say(`A copy of it, as it would have been on 1 September 2002: trained on e-mails from before that day. A person may start 100
items a day, and a batch stops there; in the copy policy/limits.yaml says 10,000.`);
  cpSync(poc, september, { recursive: true, filter: (from) => !NOT_COPIED.includes(basename(from)) });
  symlinkSync(join(poc, 'node_modules'), join(september, 'node_modules'), 'junction');
  edit('policy/limits.yaml', (text) => text.replace('per_day: 100\n', 'per_day: 10000\n'));
  edit('data/train.jsonl', (text) =>
    text.replace(/^.*\n/gm, (line) => (JSON.parse(line).input.fields.date < '2002-09' ? line : '')),
  );
  npm(september, ['run', '--silent', 'calibrate'], ['run', 'calibrate']);
  return new Set(linesOf(join(september, 'data/train.jsonl')).map(({ input }) => keyOf(input.fields)));
}

function edit(name, change) {
  const path = join(september, name);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

function resultsOf(mails) {
  const items = write('all.jsonl', asLines(mails.map(({ case_ref, fields }) => ({ case_ref, fields }))));
  npm(september, ['run', '--silent', 'batch', '--', items], ['run', 'batch', '--', items]);
  const results = linesOf(join(september, 'state/batch/all.jsonl'));
  return new Map(results.map((one) => [one.case_ref, one]));
}

function drift(rows) {
  say(`Is there drift? July and August 2002 against September and October, without what it was trained on. First all e-mails,
then those that deserve attention.`);
  const wanted = rows.filter(({ features }) => features.label === 'attention');
  driftOf(write('drift.jsonl', asLines(rows)));
  driftOf(write('drift-attention.jsonl', asLines(wanted)));
  const shares = (some, name, value) =>
    sharesOf(some, ({ features }) => features[name] === value).join(', then ');
  say(`What this shows
- Unwanted e-mails are ${shares(rows, 'label', 'ignore')}, and the answers move with them. That
  says nothing about a mailbox: the corpus was put together of wanted and unwanted e-mails, each with months of its own.
- Among those that deserve attention something is new, news feeds: ${shares(wanted, 'sent', 'news feed')}.
  Whether the mailbox or the collector began with them cannot be told. The workflow is less confident than before.
- Wrong answers are ${shares(rows, 'right', 'no')}: so few points more are no alarm by themselves.
  But they gather in what is new. Where the alarms point to, in the later months:`);
  console.table(wrongBySender(wanted));
}

function driftOf(rows) {
  const days = ['--reference-days', `${REFERENCE_DAYS}`, '--window-days', `${WINDOW_DAYS}`];
  const args = ['drift', '--rows', rows, '--since', '2002-07-01', ...days];
  // That something has changed is a result.
  run(september, `npx poc ${args.join(' ')}`, 'npx', ['poc', ...args], { expected: [0, 1] });
}
