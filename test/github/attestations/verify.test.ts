import { beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../../action/github/attestations/identity.ts';
import { type Expected, vouching } from '../../../action/github/attestations/verify.ts';
import type { Signature } from '../../../action/readiness/proof/signature.ts';
import ofPrivateRepository from './private.json' with { type: 'json' };
import ofPublicRepository from './public.json' with { type: 'json' };
import { type Attested, type Bundle, openSigstore, type Sigstore } from './sigstore.ts';

const SHA256 = 'a'.repeat(64);
const COMMIT = 'c0ffee'.padEnd(40, '0');
const HERE: Expected = {
  server: 'https://github.com',
  repository: 'acme/triage',
  repositoryId: '186853002',
  runFault: async () => null,
};
const VERIFIED = { status: 'verified', workflow: '.github/workflows/poc.yml', commit: COMMIT };

let ours: Sigstore;
let closed: Sigstore;
let others: Sigstore;
let unseen: Sigstore;
beforeAll(async () => {
  ours = await openSigstore();
  closed = await openSigstore('private');
  others = await openSigstore();
  unseen = await openSigstore('unseen');
});

/** Judges what a run attests, as it stands or after somebody had a hand in it. */
async function judge(
  attested: Partial<Attested> = {},
  {
    by = ours,
    here = {},
    change,
  }: { by?: Sigstore; here?: Partial<Expected>; change?: (bundle: Bundle) => void } = {},
): Promise<Signature> {
  const bundle = await by.attest({ sha256: SHA256, commit: COMMIT, ...attested });
  change?.(bundle);
  return vouching({ ...HERE, ...here }, `${ours.root}\n${closed.root}\n${unseen.root}\n`)(bundle, SHA256);
}

const slsa = (repository: string) => ({
  buildDefinition: { externalParameters: { workflow: { repository, path: 'x', ref: 'y' } } },
});

describe('an attestation holds', () => {
  it.each<[string, Partial<Attested>, Partial<Expected>]>([
    ['when a workflow of this repository signed for this file', {}, {}],
    ['on a pull request, where it ran on the merge', { ref: 'refs/pull/7/merge' }, {}],
    ['on a tag', { ref: 'refs/tags/v1' }, {}],
    ['when the name is written in another case', { repository: 'Acme/Triage' }, {}],
    ['where the event does not tell the id of the repository', { repositoryId: '1' }, { repositoryId: null }],
    [
      'when a workflow of this repository called another one of it',
      { workflow: '.github/workflows/eval.yaml@refs/heads/main' },
      {},
    ],
    [
      'for the result of a test',
      { predicateType: 'https://in-toto.io/attestation/test-result/v0.1', predicate: { result: 'PASSED' } },
      {},
    ],
    ['when it says nothing of its workflow but in the certificate', { predicate: {} }, {}],
    ['when its statement is of two megabytes', { predicate: { padding: 'x'.repeat(2_000_000) } }, {}],
  ])('%s', async (_, attested, here) => {
    const signature = await judge(attested, { here });
    expect(signature).toMatchObject({ status: 'verified', commit: COMMIT });
    expect(signature).toMatchObject({
      workflow: expect.stringMatching(/^\.github\/workflows\/(poc\.yml|eval\.yaml)$/),
    });
  });

  it('when a private repository has it signed by a Sigstore without logs, whose root was named', async () => {
    expect(await judge({}, { by: closed })).toEqual(VERIFIED);
  });

  it('and names the run that it was asked about', async () => {
    const asked: Run[] = [];
    const runFault = async (run: Run) => {
      asked.push(run);
      return null;
    };
    expect(await judge({}, { here: { runFault } })).toEqual(VERIFIED);
    expect(asked).toEqual([{ workflow: '.github/workflows/poc.yml', commit: COMMIT }]);
  });
});

describe('an attestation does not hold', () => {
  it('when no log has it, though a clock says when it was signed', async () => {
    const change = (bundle: Bundle) => {
      bundle.verificationMaterial.tlogEntries = [];
    };
    expect(await judge({ stamped: true })).toEqual(VERIFIED);
    expect(await judge({ stamped: true }, { change })).toEqual({
      status: 'unsigned',
      why: 'the transparency log does not vouch for its signature',
    });
  });

  it.each<[string, Partial<Attested>, string]>([
    [
      'for another file',
      { sha256: 'b'.repeat(64) },
      'its statement is about another file: no subject has this digest',
    ],
    [
      'for another repository',
      { repository: 'mallory/triage' },
      'signed by a run of "https://github.com/mallory/triage", which is another repository',
    ],
    [
      'for a repository whose name begins like this one',
      { repository: 'acme/triage-2' },
      'which is another repository',
    ],
    [
      'for a fork that called the workflow of this repository',
      { repository: 'mallory/triage', workflowOf: 'acme/triage' },
      'which is another repository',
    ],
    [
      'for a repository that had this name before',
      { repositoryId: '7' },
      'signed by another repository that had this name (id "7", this is 186853002)',
    ],
    [
      'when it was signed in the workflow of another repository',
      { workflowOf: 'mallory/tools' },
      'signed by "https://github.com/mallory/tools/.github/workflows/poc.yml@refs/heads/main", which is no workflow of this repository',
    ],
    [
      'when the workflow of another repository called ours',
      { entry: 'https://github.com/mallory/x/.github/workflows/x.yml@refs/heads/main' },
      'its run began with "https://github.com/mallory/x/',
    ],
    [
      'when it was signed by a file that is no workflow',
      { workflow: 'scripts/poc.yml@refs/heads/main' },
      'which is no workflow of this repository',
    ],
    [
      'when its workflow lies in a folder below',
      { workflow: '.github/workflows/../../x.yml@refs/heads/main' },
      'which is no workflow of this repository',
    ],
    [
      'without a ref',
      {
        ref: 'main',
        workflow: '.github/workflows/poc.yml@refs/heads/main',
        entry: 'https://github.com/acme/triage/.github/workflows/poc.yml@refs/heads/main',
      },
      'does not say on which commit',
    ],
    ['without a commit', { commit: 'HEAD' }, 'does not say on which commit'],
    [
      'for another issuer',
      { issuer: 'https://gitlab.com' },
      'it was not signed by a run of GitHub Actions, but for "https://gitlab.com"',
    ],
    ['on another server', { server: 'https://github.example' }, 'which is another repository'],
    [
      'when its statement speaks of another repository than its certificate',
      { predicate: slsa('https://github.com/mallory/x') },
      'its statement speaks of "https://github.com/mallory/x"',
    ],
    [
      'for a list of parts',
      { predicateType: 'https://spdx.dev/Document/v2.3' },
      'it attests "https://spdx.dev/Document/v2.3", and neither where',
    ],
    [
      'for an older form of provenance',
      { predicateType: 'https://slsa.dev/provenance/v0.2' },
      'and neither where',
    ],
    ['when what was signed is no JSON', { payload: '{"subject":' }, 'what it signs is no in-toto statement'],
    ['when what was signed is another JSON', { payload: '[]' }, 'what it signs is no in-toto statement'],
    [
      'when what was signed is of another type',
      { payloadType: 'text/plain' },
      'what it signs is no in-toto statement',
    ],
  ])('%s', async (_, attested, why) => {
    expect(await judge(attested)).toEqual({ status: 'unsigned', why: expect.stringContaining(why) });
  });

  it('when what speaks against the run is found elsewhere', async () => {
    const runFault = async () => 'it was signed at commit c0ffee0, which is on another branch';
    expect(await judge({}, { here: { runFault } })).toEqual({ status: 'unsigned', why: await runFault() });
  });

  const CHANGED = 'its signature is not of what it says: the attestation was changed';
  const UNTRUSTED = 'its certificate is of no authority that is trusted here';

  it.each<[string, 'ours' | 'closed' | 'others' | 'unseen', (bundle: Bundle, other: Bundle) => void, string]>(
    [
      ['when its statement was changed', 'ours', tamper, CHANGED],
      ['when its statement was changed, without a log', 'closed', tamper, CHANGED],
      [
        'when its signature is that of another',
        'closed',
        (bundle, other) => {
          bundle.dsseEnvelope.signatures = other.dsseEnvelope.signatures;
        },
        'no trusted clock says when it was signed',
      ],
      [
        'when its signature is that of another, which is logged',
        'ours',
        (bundle, other) => {
          bundle.dsseEnvelope.signatures = other.dsseEnvelope.signatures;
        },
        CHANGED,
      ],
      [
        'when its certificate is that of another run',
        'ours',
        (bundle, other) => {
          bundle.verificationMaterial.certificate = other.verificationMaterial.certificate;
        },
        CHANGED,
      ],
      [
        'when the log says another time than it signed',
        'ours',
        (bundle) => {
          for (const entry of bundle.verificationMaterial.tlogEntries)
            entry.integratedTime = String(Number(entry.integratedTime) + 1);
        },
        'the transparency log does not vouch for its signature',
      ],
      [
        'when no log has it',
        'ours',
        (bundle) => {
          bundle.verificationMaterial.tlogEntries = [];
        },
        'no trusted clock',
      ],
      [
        'when it is not signed at all',
        'ours',
        (bundle) => {
          bundle.dsseEnvelope.signatures = [];
        },
        'its attestation is no Sigstore bundle',
      ],
      ['when an authority of their own signed it', 'others', () => {}, UNTRUSTED],
      ['when its certificate is in no log', 'unseen', () => {}, UNTRUSTED],
    ],
  )('%s', async (_, by, change, why) => {
    const sigstore = { ours, closed, others, unseen }[by];
    const other = await sigstore.attest({ sha256: SHA256, commit: COMMIT });
    const signature = await judge({}, { by: sigstore, change: (bundle) => change(bundle, other) });
    expect(signature).toEqual({ status: 'unsigned', why: expect.stringContaining(why) });
  });

  function tamper(bundle: Bundle): void {
    const text = Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString();
    const changed = text.replace('f'.repeat(64), 'e'.repeat(64));
    expect(changed).not.toBe(text);
    bundle.dsseEnvelope.payload = Buffer.from(changed).toString('base64');
  }

  it.each([
    ['before its certificate', -1],
    ['after it had ended', 11],
  ])('when it was signed %s', async (_, minutes) => {
    const late = await openSigstore('public', new Date(Date.now() + minutes * 60_000));
    const bundle = await late.attest({ sha256: SHA256, commit: COMMIT });
    expect(await vouching(HERE, late.root)(bundle, SHA256)).toEqual({
      status: 'unsigned',
      why: expect.stringContaining('or was not valid at the time of the signature'),
    });
  });

  it('when it was signed on the last minute of its certificate, it does', async () => {
    const late = await openSigstore('public', new Date(Date.now() + 9 * 60_000));
    const bundle = await late.attest({ sha256: SHA256, commit: COMMIT });
    expect(await vouching(HERE, late.root)(bundle, SHA256)).toEqual(VERIFIED);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'bundle'],
    ['a list', []],
    ['an empty object', {}],
    ['another version', { mediaType: 'application/vnd.dev.sigstore.bundle+json;version=9' }],
    ['a certificate of garbage', garbled()],
    [
      'a signature of a file and not of a statement',
      {
        ...garbled(),
        dsseEnvelope: undefined,
        messageSignature: { messageDigest: { algorithm: 'SHA2_256', digest: 'AAAA' }, signature: 'AAAA' },
      },
    ],
  ])('when it is %s', async (_, bundle) => {
    expect(await vouching(HERE, ours.root)(bundle, SHA256)).toEqual({
      status: 'unsigned',
      why: expect.stringMatching(
        /^its attestation (is no Sigstore bundle with a statement|could not be verified: a part of it cannot be read)$/,
      ),
    });
  });

  function garbled() {
    return {
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: {
        certificate: { rawBytes: 'AAAA' },
        tlogEntries: [],
        timestampVerificationData: { rfc3161Timestamps: [] },
      },
      dsseEnvelope: { payload: 'e30=', payloadType: 'x', signatures: [{ sig: 'AAAA', keyid: '' }] },
    };
  }
});

/** Attestations that GitHub issued, from the tests of its command line (cli/cli, MIT). */
describe('of what GitHub really issued', () => {
  const OF_PUBLIC = '07e4b8c0e3580b3e4a1eb62c70f1ffb86004d3d94f50767cb404fa7a639b4d05';
  const there = { ...HERE, repository: 'malancas/attest-demo', repositoryId: '804070735' };

  it('one for a public repository is signed by an authority that the gate knows, in a workflow of another', async () => {
    expect(await vouching(there, null)(ofPublicRepository, OF_PUBLIC)).toEqual({
      status: 'unsigned',
      why: 'it was signed by "https://github.com/bdehamer/workflows/.github/workflows/attest.yml@refs/heads/main", which is no workflow of this repository',
    });
  });

  it('it is about one file only', async () => {
    const signature = await vouching(there, null)(ofPublicRepository, SHA256);
    expect(signature).toMatchObject({ why: expect.stringContaining('another file') });
  });

  it('one for a private repository has an authority that the gate must be told', async () => {
    const signature = await vouching(there, null)(ofPrivateRepository, SHA256);
    expect(signature).toMatchObject({
      status: 'unsigned',
      why: expect.stringMatching(/^it was signed by GitHub’s own Sigstore.*`trusted-root`$/),
    });
  });
});

describe('a file of trusted roots', () => {
  it.each([
    ['is empty', '\n', 'it holds no trusted root'],
    ['is no JSON', 'gh: not logged in\n', 'line 1 holds no trusted root'],
    ['is another JSON', '{"a":1}', 'line 1 holds no trusted root'],
    ['is cut off', '{"certificateAuthorities":[', 'line 1 holds no trusted root'],
  ])('that %s is named, and trusts nobody', async (_, lines, problem) => {
    const bundle = await ours.attest({ sha256: SHA256, commit: COMMIT });
    expect(await vouching(HERE, lines)(bundle, SHA256)).toEqual({
      status: 'unsigned',
      why: `the file of \`trusted-root\` cannot be used: ${problem}`,
    });
  });

  it('without which ours is unknown', async () => {
    const bundle = await ours.attest({ sha256: SHA256, commit: COMMIT });
    expect(await vouching(HERE, null)(bundle, SHA256)).toMatchObject({ status: 'unsigned' });
  });
});
