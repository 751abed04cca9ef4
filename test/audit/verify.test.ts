import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inclusionProblem, proveEntry } from '../../action/audit/inclusion.ts';
import { type Kept, verifyTrail, type Witness } from '../../action/audit/verify.ts';
import type { AuditEntry } from '../../action/contract/audit.ts';
import { describeProblem } from '../../action/contract/problem.ts';
import { chainOf, checkpointOf, entryAfter, linesOf, publicKey } from './made-trail.ts';

const entries = chainOf([1, 2, 3, 4, 5].map((number) => ({ number })));
const [first, second, third, fourth, fifth] = linesOf(entries) as [string, string, string, string, string];
const lines = [first, second, third, fourth, fifth];
const witness: Witness = { file: 'far.json', checkpoint: checkpointOf(entries), key: publicKey };

function problems(of: readonly string[], far: Witness[] = [], kept: Kept | null = null, brokenOff = false) {
  return verifyTrail({ file: 't', lines: of, brokenOff }, far, kept).problems.map(describeProblem);
}

describe('a trail', () => {
  it('that nobody touched is whole', () => {
    expect(problems(lines, [witness])).toEqual([]);
    expect(problems([])).toEqual([]);
  });

  it.each<[string, string[], string[]]>([
    [
      'a value changed',
      [first, second.replace('"number":2', '"number":9')],
      ['t:2: found a line that broke'],
    ],
    ['a time changed', [first, second.replace('T09', 'T08')], ['t:2: found a line that broke']],
    ['a space put in', [first.replace('":1', '": 1')], ['t:1: found a line that broke']],
    ['an entry taken out', [first, third], ['t:2: found entry 3; expected entry 2']],
    ['its beginning taken out', [second], ['t:1: found entry 2; expected entry 1']],
    ['an entry twice', [first, first, second], ['t:2: found entry 1', 't:3: found entry 2']],
    ['a line that is none', [first, 'x', third], ['t:2: found a line that broke']],
  ])('with %s is not whole', (_, changed, expected) => {
    expect(problems(changed)).toEqual(expected.map((text) => expect.stringContaining(text)));
  });

  it('with a piece of a line at its end is not whole', () => {
    expect(problems(lines, [], null, true)).toEqual([
      expect.stringContaining('t:6: found a line that broke'),
    ]);
  });

  it('with an entry that was changed and hashed anew does not go on from it', () => {
    const forged = linesOf([entryAfter(entries[0] as AuditEntry, { number: 9 })]);
    expect(problems([first, ...forged, third])).toEqual([
      expect.stringContaining('t:3: found that it follows another entry'),
    ]);
  });

  it('that was written anew is whole by itself, and not beside a checkpoint from before', () => {
    const anew = linesOf(chainOf([1, 9, 3, 4, 5].map((number) => ({ number }))));
    expect(problems(anew)).toEqual([]);
    expect(problems(anew, [witness])).toEqual([expect.stringContaining('the trail was written anew')]);
  });

  it('may have grown since a checkpoint, and not shrunk', () => {
    const early: Witness = { ...witness, checkpoint: checkpointOf(entries.slice(0, 3)) };
    expect(problems(lines, [early])).toEqual([]);
    expect(problems(lines.slice(0, 4), [witness])).toEqual([expect.stringContaining('newest were cut off')]);
  });

  it.each([
    ['size', { size: 4 }],
    ['root', { root: `sha256:${'0'.repeat(64)}` }],
    ['time', { at: '2026-11-02T10:00:00.001Z' }],
    ['signature', { signature: Buffer.alloc(64).toString('base64') }],
  ])('is not shown by a checkpoint with another %s', (_, change) => {
    const changed = { ...witness, checkpoint: { ...witness.checkpoint, ...change } };
    expect(problems(lines, [changed])).toEqual([expect.stringContaining('a signature of another key')]);
  });

  it('may lack what its time was up for, and nothing a day sooner', () => {
    const [entry] = entries as [AuditEntry];
    const pruned = [...linesOf([{ ...entry, body: null }]), second];
    const aged = (days: number): Kept => ({ days: 10, now: new Date(Date.UTC(2026, 10, 2 + days, 9)) });
    expect(problems(pruned, [], aged(10))).toEqual([]);
    expect(problems(pruned, [], aged(9))).toEqual([expect.stringContaining('t:1: found 1 entries removed')]);
  });
});

describe('a proof of one entry', () => {
  it.each(entries.map((entry) => [entry.seq, entry] as const))('holds for entry %i', (_, entry) => {
    const proof = proveEntry(entries, entry, witness.checkpoint);
    expect(inclusionProblem(proof, publicKey)).toBeNull();
  });

  it('does not hold for one that was made up or changed, nor under another key', () => {
    const proof = proveEntry(entries, entries[1] as AuditEntry, witness.checkpoint);
    const forged = entryAfter(entries[0] as AuditEntry, { number: 9 });
    const changed = { ...proof.entry, body: { number: 9 } };
    const { publicKey: other } = generateKeyPairSync('ed25519');
    expect(inclusionProblem({ ...proof, entry: forged }, publicKey)).toBe(
      'an entry that is not in this trail',
    );
    expect(inclusionProblem({ ...proof, entry: changed }, publicKey)).toBe('an entry that was changed');
    expect(inclusionProblem({ ...proof, path: proof.path.slice(1) }, publicKey)).not.toBeNull();
    expect(inclusionProblem(proof, other)).toBe('a checkpoint that this key did not sign');
  });
});
