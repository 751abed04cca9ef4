import { describe, expect, it } from 'vitest';
import { manifest } from '../../action/contract/manifest.ts';
import { PROOF_IDS, PROOFS, proofFile } from '../../action/contract/proofs/index.ts';
import { digestOfInput, readProofs } from '../../action/evidence/proofs.ts';
import { notHere } from '../../action/evidence/signatures.ts';
import { given } from '../given.ts';
import { aTree } from '../repository-builder.ts';

const ID = 'security/least-privilege';
const FILE = proofFile(ID);
const grants = [
  {
    system: 'helpdesk',
    principal: 'svc',
    scopes: ['tickets.read'],
    exported_at: '2026-11-19T09:00:00Z',
    exported_by: 'GET /tokens/svc',
  },
];
const envelope = (over: object = {}) =>
  JSON.stringify({ ...given.proof(ID, { grants }, 1).envelope, ...over });
const MANIFEST = manifest.parse({ ...given.manifest().value, evidence: {} });

const read = async (files: Parameters<typeof aTree>[0], base: Parameters<typeof aTree>[0] | null = null) => {
  const all = await readProofs(aTree(files), base === null ? null : aTree(base), MANIFEST, notHere);
  return all[`proof:${ID}`];
};

describe('the proof of a check', () => {
  it('is its envelope, with the digests that the tree has today', async () => {
    const proof = await read({ [FILE]: envelope() });
    expect(proof).toMatchObject({
      status: 'read',
      value: {
        file: 'evidence/security/least-privilege.json',
        envelope: { n: 1, result: { grants } },
        inputsNow: { systems: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
        before: null,
        signature: { status: 'unsigned' },
      },
    });
  });

  it('knows what it was at the base, and nothing of one that cannot be read there', async () => {
    const now = { [FILE]: envelope() };
    const before = await read(now, { [FILE]: envelope({ produced_at: '2026-11-01T09:00:00Z' }) });
    expect(before).toMatchObject({ value: { before: { produced_at: '2026-11-01T09:00:00Z' } } });
    expect(await read(now, { [FILE]: '{' })).toMatchObject({ value: { before: null } });
    expect(await read(now, {})).toMatchObject({ value: { before: null } });
  });

  it('that is missing names its file, and the command that writes it', async () => {
    expect(await read({})).toEqual({
      status: 'missing',
      lookedIn: FILE,
      remedy: `Record it with \`npx poc prove ${ID} -- COMMAND\`.`,
    });
  });

  it.each([
    ['of another check', envelope({ check: 'security/audit-trail' }), 'check'],
    ['of another schema', envelope({ schema: 'poc-evidence/v2' }), 'schema'],
    ['with a key that nothing reads', envelope({ signed: true }), 'signed'],
    ['with an input that it is not about', envelope({ inputs: { source: given.digest('b') } }), 'inputs'],
    ['with a short commit', envelope({ commit: 'c0ffee' }), 'commit'],
  ])('%s is refused', async (_, text, field) => {
    const proof = await read({ [FILE]: text });
    expect(proof).toMatchObject({ status: 'invalid' });
    expect(JSON.stringify(proof)).toContain(field);
  });
});

describe('what a proof is bound to', () => {
  const digests = (files: Parameters<typeof aTree>[0], change = {}) =>
    Promise.all(
      [...new Set(PROOF_IDS.flatMap((id) => PROOFS[id].inputs))].map(
        async (input) =>
          [input, await digestOfInput(aTree(files), { ...MANIFEST, ...change }, input)] as const,
      ),
    ).then((all) => new Map(all));
  const FILES = {
    'src/a.ts': 'a',
    'prompts/p.md': 'p',
    'policy/access.yaml': 'x',
    'policy/limits.yaml': 'l',
    'policy/signals.yaml': 's',
    'README.md': 'r',
    'evidence/x.json': 'e',
  };

  it.each([
    ['src/a.ts', ['source', 'tree']],
    ['prompts/p.md', ['prompts', 'tree']],
    ['policy/access.yaml', ['access', 'tree']],
    ['policy/limits.yaml', ['limits', 'tree']],
    ['policy/signals.yaml', ['signals', 'tree']],
    ['README.md', ['tree']],
    ['evidence/x.json', []],
  ] as const)('changes with %s: %j', async (file, expected) => {
    const before = await digests(FILES);
    const after = await digests({ ...FILES, [file]: 'other' });
    const changed = [...before].filter(([input, digest]) => after.get(input) !== digest);
    expect(changed.map(([input]) => input).sort()).toEqual([...expected].sort());
  });

  it.each([
    { systems: [given.system('helpdesk', 'write')] },
    { untrusted_inputs: ['a subject'] },
    { capabilities: { ...MANIFEST.capabilities, writes: true } },
  ])('is another system with %j', async (change) => {
    const before = await digests(FILES);
    expect((await digests(FILES, change)).get('systems')).not.toBe(before.get('systems'));
  });
});
