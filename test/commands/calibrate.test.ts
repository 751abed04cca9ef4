import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../../action/commands/calibrate.ts';
import { CONFIDENCE_FILE, confidence } from '../../action/contract/confidence.ts';
import { TRIALS_FILE } from '../../action/contract/trials.ts';
import { aFolder, type Files, poc } from '../repository-builder.ts';
import { HEAD, linesOf, type MadeUp, made, several, shuffled, telling } from './calibrate/made-trials.ts';

async function calibrated(files: Files, ...argv: string[]) {
  const folder = await aFolder(files);
  const ended = await poc(['calibrate', ...argv], { cwd: folder });
  return { ...ended, folder };
}
const on = (trials: readonly MadeUp[], ...argv: string[]) =>
  calibrated({ [TRIALS_FILE]: linesOf(trials) }, ...argv);
const written = async (folder: string, file = CONFIDENCE_FILE) =>
  confidence.parse(JSON.parse(await readFile(join(folder, file), 'utf8')));

describe('poc calibrate', () => {
  it('is one of the commands, and tells what it does', async () => {
    const { usage, summary } = calibrate;
    expect(await poc(['calibrate', '--help'], { cwd: '.' })).toEqual({ code: 0, out: usage, err: '' });
    expect((await poc(['--help'], { cwd: '.' })).out).toMatch(
      new RegExp(`^  poc calibrate +${summary}$`, 'm'),
    );
  });

  it.each<[string, readonly MadeUp[]]>([
    ['usable', telling(500, 3)],
    ['several-signals', several(600, 1)],
    ['useless', shuffled(400, 1)],
    ['too-few', telling(40, 3)],
    ['no-trials', []],
  ])('says what was found: %s', async (name, trials) => {
    const { code, out, err } = await on(trials);
    expect([code, err]).toEqual([0, '']);
    await expect(`${out}\n`).toMatchFileSnapshot(`../golden/calibrate/${name}.txt`);
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it('writes data/confidence.json, the same each time', async () => {
    const { folder } = await on(telling(500, 3));
    const first = await readFile(join(folder, CONFIDENCE_FILE), 'utf8');
    await poc(['calibrate'], { cwd: folder });
    expect(await readFile(join(folder, CONFIDENCE_FILE), 'utf8')).toBe(first);
    expect(await written(folder)).toMatchObject({ model: HEAD.model, training: HEAD.training, trials: 500 });
    expect(await readdir(join(folder, 'data'))).toEqual(['confidence.json']);
  });

  it('draws the bar of all answers full where all are given', async () => {
    const trials = made(400, 1, (random) => ({ correct: random() < 0.99, signals: { score: random() } }));
    const { out } = await on(trials);
    expect(out).toMatch(/^100 % can be answered without a person .*\n?.*nothing has to go\s+to review\./);
    expect(out).toMatch(/\n 100\.0 %\s+1\.\d %\s+█+\n/);
  });

  it('prints with --json what it wrote', async () => {
    const { folder, out } = await on(telling(500, 3), '--json');
    expect(JSON.parse(out)).toEqual(await written(folder));
  });

  it('reads and writes where it is told, at the risk and level that it is told', async () => {
    const { folder, code, out } = await calibrated(
      { 'tried.jsonl': linesOf(telling(500, 3)) },
      ...['tried.jsonl', '--out', 'other/place.json', '--target-risk', '0.1', '--level', '.9'],
    );
    expect(code).toBe(0);
    expect(out).toContain('≤10 % error (90 % upper bound');
    expect(out).toMatch(/\nWritten to other\/place\.json\.$/);
    expect(await written(folder, 'other/place.json')).toMatchObject({ target_risk: 0.1, level: 0.9 });
  });

  it('writes over what another calibration wrote, and not through a link', async () => {
    const { folder } = await on(telling(500, 3), '--out', 'a.json');
    await symlink('a.json', join(folder, 'link.json'));
    const ended = await poc(['calibrate', '--out', 'link.json'], { cwd: folder });
    expect(ended).toEqual({
      code: 2,
      out: '',
      err: 'poc calibrate: --out: found "link.json", which is not a file; expected a file or nothing. Name another.',
    });
    expect((await poc(['calibrate', '--out', 'a.json'], { cwd: folder })).code).toBe(0);
  });
});

/** The module of a made repository, whose types are not ours. */
const { readConfidence }: { readConfidence: ReadConfidence } = await import(
  new URL('../../templates/base/src/confidence.ts', import.meta.url).href
);
type ReadConfidence = (
  root: string,
  model: string,
  training: string,
) => { of(signals: MadeUp['signals']): number; answersFrom: number | null; doubt: string };

describe('the workflow of a made repository', () => {
  it.each<[string, readonly MadeUp[]]>([
    ['one signal', telling(500, 3)],
    ['several signals', several(600, 1)],
    ['too few trials', telling(30, 1)],
    ['no trials', []],
  ])('reads what was written of %s, and answers the same share', async (_, trials) => {
    const { folder } = await on(trials);
    const said = await written(folder);
    const { of, answersFrom } = readConfidence(folder, HEAD.model, HEAD.training);
    expect(answersFrom).toBe(said.answers_from);
    const given = trials.filter(
      ({ correct, signals }) => correct !== null && of(signals) >= (answersFrom ?? 2),
    );
    // Weights that saw all trials are not those out of fold, which coverage is of.
    expect(Math.abs(given.length / Math.max(1, trials.length) - said.coverage)).toBeLessThan(
      said.combine.method === 'logistic' ? 0.03 : 1e-6,
    );
  });

  it('sends everything to a person where confidence says nothing', async () => {
    const { folder } = await on(shuffled(400, 1));
    expect(readConfidence(folder, HEAD.model, HEAD.training)).toMatchObject({
      answersFrom: null,
      doubt: 'confidence_says_nothing',
    });
  });
});

describe('a file of trials that cannot be used ends with 2, writes nothing, and says where and what:', () => {
  const head = JSON.stringify(HEAD);
  const line = (id: string, more: object = {}) =>
    JSON.stringify({ id, correct: true, signals: { score: 0.5 }, ...more });

  it.each<[string, string | Buffer, string]>([
    [
      'nothing in it',
      '',
      `:1: found an empty line; expected {"version":1,"model":…,"training":…}, what was tried. Run \`npm run calibrate\`.`,
    ],
    ['no head', line('a'), ':1: version: found nothing; expected 1. Add `version`.'],
    ['another version', head.replace('1', '2'), ':1: version: found 2; expected 1. Correct `version`.'],
    [
      'a training that is no digest',
      head.replace('sha256:a', 'sha256:'),
      'expected sha256: and 64 hexadecimal digits. Correct `training`.',
    ],
    [
      'a line that is no JSON',
      `${head}\n{"id":\n${line('b')}\n`,
      ':2: found "{\\"id\\":", which is not JSON; expected one JSON value on each line. Correct or take out this line.',
    ],
    [
      'a last line that is cut off',
      `${head}\n${line('a')}\n{"id":"b","corr`,
      ':3: found a last line that is cut off; expected one JSON value on each line. Write the file again',
    ],
    [
      'the same case twice',
      `${head}\n${line('a')}\n\n${line('a')}\n`,
      ':4: id: found "a" again; expected each case once; it stands in line 2 too. Take one of the two out',
    ],
    [
      'an unknown key',
      `${head}\n${line('a', { answer: 'x' })}\n`,
      ':2: answer: found the key "answer", which nothing reads; expected one of id, correct, signals. Take it out.',
    ],
    [
      'a number that is not finite',
      `${head}\n${line('a').replace('0.5', '1e999')}\n`,
      ':2: signals.score: found Infinity; expected a number from -1e9 to 1e9. Correct `score`.',
    ],
    [
      'a number that is too large to square',
      `${head}\n${line('a').replace('0.5', '-1e300')}\n`,
      'signals.score: found -1e+300; expected a number from -1e9 to 1e9.',
    ],
    [
      'NaN, which is no JSON',
      `${head}\n${line('a').replace('0.5', 'NaN')}\n${line('b')}\n`,
      ':2: found "{\\"id\\":\\"a\\"',
    ],
    [
      'text for a number',
      `${head}\n${line('a', { signals: { score: '1' } })}\n`,
      ':2: signals.score: found "1"; expected a number',
    ],
    [
      'no signals with an answer',
      `${head}\n${line('a', { signals: {} })}\n`,
      ':2: signals: found {}; expected signals where correct is true or false, and none where it is null. Correct `signals`.',
    ],
    [
      'signals without an answer',
      `${head}\n${line('a', { correct: null })}\n`,
      ':2: signals: found {"score":0.5}; expected signals where correct is true or false',
    ],
    [
      'a signal that one line lacks',
      `${head}\n${line('a', { signals: { score: 1, agreement: 1 } })}\n${line('b')}\n`,
      ':3: signals: found score; expected agreement, score, as in line 2. Write the same signals on every line that has an answer.',
    ],
    [
      'a signal named __proto__',
      `${head}\n{"id":"a","correct":true,"signals":{"__proto__":1}}\n`,
      'expected another name than __proto__',
    ],
    [
      'bytes that are no text',
      Buffer.from([0x7b, 0xff, 0xfe]),
      ': found bytes that are not UTF-8; expected text. Write the file again.',
    ],
  ])('%s', async (_, text, said) => {
    const { code, out, err, folder } = await calibrated({ [TRIALS_FILE]: text });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`poc calibrate: ${TRIALS_FILE}:`);
    expect(err).toContain(said);
    expect(await readdir(folder)).toEqual(['state']);
  });

  it('every line that is wrong, of very many the first hundred', async () => {
    const lines = Array.from({ length: 300 }, () => '{}').join('\n');
    const { err } = await calibrated({ [TRIALS_FILE]: `${head}\n${lines}\n` });
    expect(err.split('\n')).toHaveLength(100);
    expect(err).toContain(':2: id: found nothing; expected text. Add `id`.');
  });

  it('a name that would turn the terminal’s text round, without what turns it', async () => {
    const twice = line('a\u202Eb');
    const { err } = await calibrated({ [TRIALS_FILE]: `${head}\n${twice}\n${twice}\n` });
    expect(err).toContain('id: found "ab" again');
  });

  it('nothing there, and something that is not a file', async () => {
    expect((await calibrated({})).err).toBe(
      'poc calibrate: state/trials.jsonl: found nothing there; expected trials. Run `npm run calibrate`.',
    );
    const { folder } = await calibrated({});
    await mkdir(join(folder, TRIALS_FILE), { recursive: true });
    const ended = await poc(['calibrate'], { cwd: folder });
    expect(ended.code).toBe(2);
    expect(ended.err).toMatch(
      /^poc calibrate: state\/trials\.jsonl: found EISDIR.*; expected a file of trials\./,
    );
  });

  it('passes over carriage returns, empty lines and a byte order mark', async () => {
    const text = `\uFEFF${linesOf(telling(500, 3)).replaceAll('\n', '\r\n')}\r\n`;
    expect((await calibrated({ [TRIALS_FILE]: text })).out).toBe((await on(telling(500, 3))).out);
  });
});

describe('words that poc calibrate does not know end with 2:', () => {
  it.each([
    [
      ['--target-risk', '5%'],
      '--target-risk: found "5%"; expected a share over 0 and under 1. Write, for example, --target-risk 0.05.',
    ],
    [['--target-risk', '0'], '--target-risk: found "0"; expected'],
    [['--target-risk', '1'], '--target-risk: found "1"; expected'],
    [
      ['--level', '95'],
      '--level: found "95"; expected a share over 0 and under 1. Write, for example, --level 0.95.',
    ],
    [['--level', ''], '--level: found ""; expected'],
    [['a', 'b'], 'found 2 files; expected one. See `poc calibrate --help`.'],
    [['--loud'], "Unknown option '--loud'"],
    [
      ['--out', 'state'],
      '--out: found "state", which is not a file; expected a file or nothing. Name another.',
    ],
    [['--out', 'state/trials.jsonl/x.json'], 'found ENOTDIR'],
  ])('%j', async (argv, said) => {
    const { code, out, err } = await on(telling(100, 1), ...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err.startsWith(`poc calibrate: ${said}`), err).toBe(true);
  });
});
