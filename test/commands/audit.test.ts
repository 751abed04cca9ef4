import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chainOf, checkpointOf, linesOf, PEM, sha256 } from '../audit/made-trail.ts';
import { aFolder, poc } from '../repository-builder.ts';

const entries = chainOf([{ outcome: 'refused', model: 'm', run_id: 'a' }, { outcome: 'completed' }]);

/** A run with all that it has to tell; people and cases are sealed, and their keys are elsewhere. */
const RUN = {
  run_id: 'a',
  started_at: '2026-11-02T09:00:00.000Z',
  ended_at: '2026-11-02T09:00:01.000Z',
  ...{ actor: 'sealed', case: 'sealed', model: 'm', prompt_version: 'p1', policy_version: 'p2' },
  ...{ input_hash: sha256('in'), source_hashes: [], output_hash: null, outcome: 'refused' },
};

async function aTrail(): Promise<string> {
  const cwd = await aFolder();
  mkdirSync(join(cwd, 'state/audit/checkpoints'), { recursive: true });
  const put = (file: string, text: string) => writeFileSync(join(cwd, file), text);
  put('state/audit/trail.jsonl', `${linesOf(entries).join('\n')}\n`);
  put('state/audit/signing.pub', PEM);
  put('state/audit/checkpoints/1.json', JSON.stringify(checkpointOf(entries)));
  return cwd;
}
const audit = (cwd: string, ...words: string[]) => poc(['audit', ...words], { cwd });

describe('poc audit', () => {
  it('says 0 for a whole trail, and 1 for one that was changed', async () => {
    const cwd = await aTrail();
    const whole = await audit(cwd, 'verify');
    expect([whole.code, whole.out]).toEqual([
      0,
      expect.stringContaining('2 entries, 0 past their time and taken out; 1 checkpoint; 0 problems.'),
    ]);
    const text = linesOf(entries).join('\n').replace('refused', 'completed');
    writeFileSync(join(cwd, 'state/audit/trail.jsonl'), `${text}\n`);
    expect((await audit(cwd, 'verify')).code).toBe(1);
  });

  it('proves one entry to somebody who has only the proof and the public key', async () => {
    const cwd = await aTrail();
    const { out } = await audit(cwd, 'prove', '2');
    const holds = async (text: string) => {
      writeFileSync(join(cwd, 'proof.json'), text);
      return (await audit(cwd, 'verify', '--proof', 'proof.json', '--public-key', 'state/audit/signing.pub'))
        .code;
    };
    expect([await holds(out), await holds(out.replace('"completed"', '"refused"'))]).toEqual([0, 1]);
  });

  it.each([
    [[], 2],
    [['--sample', '1'], 1],
  ])('exports runs into a file with %j', async (more, count) => {
    const cwd = await aTrail();
    writeFileSync(join(cwd, 'state/audit/trail.jsonl'), `${linesOf(chainOf([RUN, RUN])).join('\n')}\n`);
    const file = 'evidence/audit/records.jsonl';
    const { code, out } = await audit(cwd, 'export', ...more, '--out', file);
    expect([code, out]).toEqual([0, `${file}: ${count} run${count === 1 ? '' : 's'}`]);
    const lines = readFileSync(join(cwd, file), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(count);
    expect((await audit(cwd, 'export', ...more)).out.split('\n')).toEqual(lines);
  });

  it('lists each entry, and nobody where the keys are kept elsewhere', async () => {
    const { out } = await audit(await aTrail(), 'list');
    expect(out).toContain('1  2026-11-02 09:00  run       refused: sealed for sealed by m, run a');
  });

  it.each<[string[], string]>([
    [[], 'found ""; expected verify, list, prove or export'],
    [['verify', 'nowhere'], 'nowhere/trail.jsonl: found ENOENT'],
    [['verify', '--checkpoint', 'x.json'], 'x.json: found nothing there'],
    [['verify', '--proof', 'x.json'], 'found --proof without --public-key'],
    [['verify', '--public-key', 'x'], 'found --public-key alone'],
    [['verify', '--fly'], "Unknown option '--fly'"],
    [['prove', '0'], 'NUMBER: found "0"'],
    [['prove', '3'], 'found entry 3; expected one of 1 to 2'],
    [['export', '--sample', 'x'], '--sample: found "x"'],
    [['export'], 'found entry 1 without what a run has to tell'],
    [['list', 'a', 'b'], 'found 2 folders'],
  ])('with %j ends with 2', async (words, says) => {
    const { code, out, err } = await audit(await aTrail(), ...words);
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(says)]);
  });
});
