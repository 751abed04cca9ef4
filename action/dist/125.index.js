export const id = 125;
export const ids = [125];
export const modules = {

/***/ 8125:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  vouching: () => (/* binding */ vouching)
});

// EXTERNAL MODULE: ./node_modules/@sigstore/bundle/dist/index.js
var dist = __webpack_require__(1040);
// EXTERNAL MODULE: ./node_modules/@sigstore/verify/dist/index.js
var verify_dist = __webpack_require__(4187);
// EXTERNAL MODULE: ./node_modules/@sigstore/core/dist/index.js
var core_dist = __webpack_require__(3917);
;// CONCATENATED MODULE: ./build/action/github/attestations/identity.js

/**
 * What Fulcio took from the token of the run, and wrote into the certificate: the part that who signs cannot choose.
 *
 * @see https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md
 */
const OIDS = {
    issuer: '1.3.6.1.4.1.57264.1.8',
    repository: '1.3.6.1.4.1.57264.1.12',
    commit: '1.3.6.1.4.1.57264.1.13',
    ref: '1.3.6.1.4.1.57264.1.14',
    repositoryId: '1.3.6.1.4.1.57264.1.15',
    entry: '1.3.6.1.4.1.57264.1.18',
};
const ISSUER = 'https://token.actions.githubusercontent.com';
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
/** @returns the claims of a certificate that was verified. */
function claimsOf({ identity }) {
    const texts = new Map(identity?.oids?.map(({ oid, value }) => [oid?.id.join('.'), textOf(value)]));
    const read = Object.entries(OIDS).map(([name, oid]) => [name, texts.get(oid)]);
    return { ...Object.fromEntries(read), signer: identity?.subjectAlternativeName };
}
/** The values are UTF8Strings in DER; those of older extensions are bare text, and are not asked for. */
function textOf(value) {
    try {
        return core_dist.ASN1Obj.parseBuffer(Buffer.from(value)).value.toString('utf8');
    }
    catch {
        return undefined;
    }
}
/** @returns the run of this repository that signed, or what speaks against it. */
function runOf(claims, here) {
    const { issuer, repository, repositoryId, commit, ref = '' } = claims;
    if (issuer !== ISSUER)
        return `it was not signed by a run of GitHub Actions, but for ${shown(issuer)}`;
    if (!same(repository, `${here.server}/${here.repository}`))
        return `it was signed by a run of ${shown(repository)}, which is another repository`;
    if (here.repositoryId !== null && repositoryId !== here.repositoryId)
        return `it was signed by another repository that had this name (id ${shown(repositoryId)}, this is ${here.repositoryId})`;
    const workflow = workflowOf(claims.signer, here);
    if (workflow === null)
        return `it was signed by ${shown(claims.signer)}, which is no workflow of this repository`;
    if (workflowOf(claims.entry, here) === null)
        return `its run began with ${shown(claims.entry)}, which is no workflow of this repository`;
    if (!ref.startsWith('refs/') || commit === undefined || !COMMIT.test(commit))
        return 'its certificate does not say on which commit of a branch it ran';
    return { workflow, commit };
}
const same = (one, other) => one?.toLowerCase() === other.toLowerCase();
/** @returns `.github/workflows/x.yml` of `https://github.com/acme/triage/.github/workflows/x.yml@refs/heads/main`. */
function workflowOf(uri, { server, repository }) {
    const home = `${server}/${repository}/`;
    if (uri === undefined || !same(uri.slice(0, home.length), home))
        return null;
    return (/^(\.github\/workflows\/[\w.-]+\.ya?ml)@(?:refs\/.+|[0-9a-f]{40})$/.exec(uri.slice(home.length))?.[1] ??
        null);
}
/** A certificate's text was chosen by others: in quotes, and not endless. */
const shown = (text) => text === undefined ? 'nobody' : JSON.stringify(text.slice(0, 200));

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(6921);
;// CONCATENATED MODULE: ./build/action/github/attestations/statement.js

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
/** What says that a run of a workflow made a file, and what says that a run tested it. */
const PREDICATES = [
    'https://slsa.dev/provenance/v1',
    'https://in-toto.io/attestation/test-result/v0.1',
];
/**
 * An in-toto statement, as far as it matters here.
 *
 * @see https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md
 */
const statement = schemas/* object */.Ikc({
    _type: schemas/* literal */.euz('https://in-toto.io/Statement/v1'),
    subject: schemas/* array */.YOg(schemas/* object */.Ikc({ digest: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()) })),
    predicateType: schemas/* string */.YjP(),
    predicate: schemas/* unknown */.L5J(),
});
/** What the provenance that GitHub's own action writes says of its workflow. */
const provenance = schemas/* object */.Ikc({
    buildDefinition: schemas/* object */.Ikc({
        externalParameters: schemas/* object */.Ikc({ workflow: schemas/* object */.Ikc({ repository: schemas/* string */.YjP(), path: schemas/* string */.YjP() }) }),
    }),
});
/**
 * Is this a statement about this file, by this repository?
 *
 * @param repository its address, such as `https://github.com/acme/triage`
 * @returns what is wrong with it, or `null`
 */
function statementFault({ payloadType, payload }, sha256, repository) {
    const read = statement.safeParse(payloadType === PAYLOAD_TYPE ? parse(payload) : null);
    if (!read.success)
        return 'what it signs is no in-toto statement';
    const { subject, predicateType, predicate } = read.data;
    if (!subject.some(({ digest }) => digest.sha256?.toLowerCase() === sha256))
        return 'its statement is about another file: no subject has this digest';
    if (!PREDICATES.some((known) => known === predicateType))
        return `it attests ${JSON.stringify(predicateType.slice(0, 100))}, and neither where the file comes from nor a test result`;
    const workflow = provenance.safeParse(predicate).data?.buildDefinition.externalParameters.workflow;
    if (workflow !== undefined && workflow.repository.toLowerCase() !== repository.toLowerCase())
        return `its statement speaks of ${JSON.stringify(workflow.repository.slice(0, 100))}, which is another repository`;
    return null;
}
function parse(payload) {
    try {
        return JSON.parse(Buffer.from(payload).toString('utf8'));
    }
    catch {
        return null;
    }
}

// EXTERNAL MODULE: ./node_modules/@sigstore/protobuf-specs/dist/index.js
var protobuf_specs_dist = __webpack_require__(9654);
// EXTERNAL MODULE: ./node_modules/@sigstore/tuf/seeds.json
var seeds = __webpack_require__(8032);
;// CONCATENATED MODULE: ./build/action/github/attestations/trusted-roots.js


/** @returns the keys and authorities of Sigstore's public instance, which signs for public repositories. */
function publicRoot() {
    const { /* targets */ "z": targets } = seeds/* https://tuf-repo-cdn.sigstore.dev */.T;
    return fromJson(Buffer.from(targets['trusted_root.json'], 'base64').toString('utf8'));
}
/**
 * @param lines trusted roots as `gh attestation trusted-root` prints them: one a line, in JSON
 * @returns the roots, or which line is none
 */
function readRoots(lines) {
    const roots = [];
    for (const [index, line] of lines.split('\n').entries()) {
        if (line.trim() === '')
            continue;
        try {
            const root = fromJson(line);
            if (root.certificateAuthorities.length === 0)
                throw new Error('A root without an authority trusts nobody');
            roots.push(root);
        }
        catch {
            return { problem: `line ${index + 1} holds no trusted root` };
        }
    }
    return roots.length > 0 ? roots : { problem: 'it holds no trusted root' };
}
const fromJson = (text) => protobuf_specs_dist.TrustedRoot.fromJSON(JSON.parse(text));

;// CONCATENATED MODULE: ./build/action/github/attestations/verify.js





/**
 * An attestation holds when its signature and its certificate do, when it is about this very file, and when the
 * certificate names a workflow of this repository on a commit that leads here. In this order, so that nothing which
 * nobody signed is told.
 *
 * @param moreRoots lines of trusted roots besides the public one, as `gh attestation trusted-root` prints them
 */
function vouching(expected, moreRoots) {
    const more = moreRoots === null ? [] : readRoots(moreRoots);
    if (!Array.isArray(more)) {
        const why = `the file of \`trusted-root\` cannot be used: ${more.problem}`;
        return async () => ({ status: 'unsigned', why });
    }
    const verifiers = [publicRoot(), ...more].map(verifierOf);
    return async (json, sha256) => {
        const judged = await judge(json, sha256, expected, verifiers);
        return typeof judged === 'string' ? { status: 'unsigned', why: judged } : judged;
    };
}
/** A log that a root has must have seen the signature. GitHub's root for private repositories has none, but a clock. */
const verifierOf = (root) => new verify_dist/* Verifier */.BL((0,verify_dist/* toTrustMaterial */.jO)(root), {
    ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
    tlogThreshold: root.tlogs.length > 0 ? 1 : 0,
    timestampThreshold: 1,
});
async function judge(json, sha256, expected, verifiers) {
    const bundle = verify_open(json);
    if (bundle?.content.$case !== 'dsseEnvelope')
        return 'its attestation is no Sigstore bundle with a statement';
    const signer = signerOf(bundle, verifiers);
    if (typeof signer === 'string')
        return signer;
    const { dsseEnvelope } = bundle.content;
    const fault = statementFault(dsseEnvelope, sha256, `${expected.server}/${expected.repository}`);
    if (fault !== null)
        return fault;
    const run = runOf(claimsOf(signer), expected);
    if (typeof run === 'string')
        return run;
    return (await expected.runFault(run)) ?? { status: 'verified', ...run };
}
function verify_open(json) {
    try {
        return (0,dist/* bundleFromJSON */.vw)(json);
    }
    catch {
        return null;
    }
}
/** @returns who signed, by the first root that knows, or why the root that came furthest does not. */
function signerOf(bundle, verifiers) {
    const refused = [];
    for (const verifier of verifiers) {
        try {
            return verifier.verify((0,verify_dist/* toSignedEntity */.DC)(bundle));
        }
        catch (error) {
            refused.push(error instanceof verify_dist/* VerificationError */.mk ? error.code : '');
        }
    }
    const furthest = Object.keys(REFUSALS).find((code) => refused.includes(code)) ?? '';
    if (BEFORE_THE_CHAIN.has(furthest) && isOfGitHub(bundle))
        return OF_GITHUB;
    return REFUSALS[furthest] ?? 'its attestation could not be verified: a part of it cannot be read';
}
/** Private repositories have another clock and another authority. */
const BEFORE_THE_CHAIN = new Set(['CERTIFICATE_ERROR', 'TIMESTAMP_ERROR']);
const UNFIT = 'its signature is not of what it says: the attestation was changed';
const NOT_LOGGED = 'the transparency log does not vouch for its signature';
/** By how far a verifier comes before it stops, the furthest first. */
const REFUSALS = {
    SIGNATURE_ERROR: UNFIT,
    TLOG_BODY_ERROR: UNFIT,
    TLOG_INCLUSION_PROOF_ERROR: NOT_LOGGED,
    TLOG_INCLUSION_PROMISE_ERROR: NOT_LOGGED,
    TLOG_MISSING_INCLUSION_ERROR: NOT_LOGGED,
    TLOG_ERROR: NOT_LOGGED,
    CERTIFICATE_ERROR: 'its certificate is of no authority that is trusted here, or was not valid at the time of the signature',
    PUBLIC_KEY_ERROR: 'it was signed with a key of its own, and not by a run of GitHub Actions',
    TIMESTAMP_ERROR: 'no trusted clock says when it was signed',
};
const OF_GITHUB = 'it was signed by GitHub’s own Sigstore, as those of private repositories are, whose root this gate does not have: name a file of `gh attestation trusted-root` with `trusted-root`';
/** The issuer of the certificate is text in DER; here it only chooses the words of a refusal. */
function isOfGitHub({ verificationMaterial: { content } }) {
    if (content.$case === 'publicKey')
        return false;
    const [leaf] = content.$case === 'certificate' ? [content.certificate] : content.x509CertificateChain.certificates;
    return Buffer.from(leaf?.rawBytes ?? []).includes('GitHub, Inc.');
}


/***/ })

};
