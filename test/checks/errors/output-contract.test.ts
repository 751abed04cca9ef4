import { outputContract } from '../../../action/checks/errors/output-contract.ts';
import type { ProofResult } from '../../../action/contract/proofs/index.ts';
import { BAD_OUTPUTS } from '../../../action/contract/proofs/output-contract.ts';
import { barsInForce } from '../../../action/contract/thresholds.ts';
import { OUTPUT_SCHEMA, provenErrors } from '../../given/proven/errors.ts';
import { given } from '../../given.ts';
import { type Story, tellProofStories, tellStories } from '../story.ts';

const ID = 'errors/output-contract';
type Test = ProofResult<typeof ID>['tests'][number];
type Kind = (typeof BAD_OUTPUTS)[number] | 'canary';
const { result, n } = provenErrors(given.now).results[ID];
const TESTS: readonly Test[] = result.tests;
const FILE = 'src/output.schema.json';

const proofOf = (tests: readonly Test[]) =>
  given.proof(ID, { tests: [...tests] }, tests.filter(({ id }) => id !== 'canary').length);
const contract = { outputSchema: { file: FILE, schema: OUTPUT_SCHEMA }, sources: [{ file: FILE, text: '' }] };
const passing = { given: { ...contract, [`proof:${ID}`]: given.proof(ID, result, n) } };

/** The proof in which the test of one bad output ended otherwise; `null` leaves it out. */
const ended = (kind: Kind, over: Partial<Test> | null) =>
  proofOf(
    TESTS.flatMap((test) =>
      (test.bad_output ?? 'canary') !== kind ? [test] : over === null ? [] : [{ ...test, ...over }],
    ),
  );
const story = (
  it: string,
  kind: Kind,
  over: Partial<Test> | null,
  outcome: Story['outcome'],
  says: string,
): Story => ({
  it,
  given: { ...contract, [`proof:${ID}`]: ended(kind, over) },
  outcome,
  says,
});
const schema = (it: string, over: object, outcome: Story['outcome'], says: string): Story => ({
  it,
  given: { ...passing.given, outputSchema: { file: FILE, schema: { ...OUTPUT_SCHEMA, ...over } } },
  outcome,
  says,
});
const reason = (more: object) => ({
  properties: { ...OUTPUT_SCHEMA.properties, reason: { type: 'string', ...more } },
});

tellStories(outputContract, { severity: 'high', blocksFrom: 'pilot' }, [
  {
    it: 'passes, and prints what was rejected and what the schema allows',
    ...passing,
    outcome: 'pass',
    says: `All 5 bad outputs were rejected and logged, in all 5 kinds; the canary failed as it must. ${FILE} requires 2 of 3 fields and allows no others, limits 1 to a list, and lets an answer carry at most 500 characters of free text.`,
  },
  ...BAD_OUTPUTS.map((kind) =>
    story(`is not proven without a test of ${kind}`, kind, null, 'not-proven', `No test of: ${kind}.`),
  ),
  ...BAD_OUTPUTS.map((kind) =>
    story(
      `fails when ${kind} was let through`,
      kind,
      { rejected: false },
      'fail',
      `1 of 5 bad outputs were not stopped: output ${kind} (${kind}) was let through.`,
    ),
  ),
  ...BAD_OUTPUTS.map((kind) =>
    story(
      `fails when ${kind} left no line in the log`,
      kind,
      { logged: false },
      'fail',
      'was rejected without a line in the log',
    ),
  ),
  story(
    'fails when a test failed',
    'refusal',
    { status: 'failed' },
    'fail',
    'output refusal (refusal) failed',
  ),
  story(
    'fails when a test was skipped',
    'refusal',
    { status: 'skipped' },
    'fail',
    '1 of 5 tests did not run: output refusal.',
  ),
  story('fails when a test took no time', 'refusal', { duration_ms: 0 }, 'fail', '1 of 5 tests did not run'),
  story('fails when the canary passed', 'canary', { status: 'passed' }, 'fail', 'this harness cannot fail'),
  story('is not proven without the canary', 'canary', null, 'not-proven', 'has no test `canary`'),
  story('does not let the canary stand for a kind', 'canary', { bad_output: 'refusal' }, 'pass', 'All 5'),
  {
    it: 'fails when a further test was let through',
    given: {
      ...contract,
      [`proof:${ID}`]: proofOf([...TESTS, { ...(TESTS[0] as Test), id: 'cut in half', rejected: false }]),
    },
    outcome: 'fail',
    says: '1 of 6 bad outputs were not stopped: cut in half (truncated) was let through.',
  },
  {
    it: 'fails when a failing test was renamed since the base',
    given: {
      ...contract,
      [`proof:${ID}`]: given.proof(ID, result, n, {
        before: proofOf([...TESTS, { ...(TESTS[0] as Test), id: 'cut in half', status: 'failed' }]).envelope,
      }),
    },
    outcome: 'fail',
    says: 'gone or renamed: cut in half.',
  },
  schema(
    'fails when the schema allows other fields',
    { additionalProperties: true },
    'fail',
    `${FILE} admits bad output: the answer allows fields that it does not name (\`additionalProperties: false\`).`,
  ),
  schema(
    'fails when every field is optional',
    { required: [] },
    'fail',
    'the answer requires none of its 3 fields (`required`)',
  ),
  schema('passes when one of three is required', { required: ['label'] }, 'pass', 'requires 1 of 3 fields'),
  schema('fails when a text has no end', reason({}), 'fail', '`reason` is free text without an end'),
  schema(
    'names the first place, and counts the others',
    { ...reason({}), required: [] },
    'fail',
    ', and 1 more like it.',
  ),
  schema(
    'passes at exactly 2000 characters of free text',
    reason({ maxLength: 2000 }),
    'pass',
    'at most 2000 characters of free text',
  ),
  schema(
    'fails at one more',
    reason({ maxLength: 2001 }),
    'fail',
    'An answer may carry 2001 characters of free text; the bar is 2000.',
  ),
  schema(
    'fails when a list of short texts has no end',
    {
      properties: {
        ...OUTPUT_SCHEMA.properties,
        notes: { type: 'array', items: { type: 'string', maxLength: 9 } },
      },
    },
    'fail',
    'may carry any number of characters of free text',
  ),
  schema(
    'is not proven by a schema that leans on another file',
    { properties: { label: { $ref: 'https://example.org/label.json' } } },
    'not-proven',
    'could not be judged: it refers to https://example.org/label.json, which is not in it',
  ),
  {
    it: 'fails on an empty schema, which admits everything',
    given: { ...passing.given, outputSchema: { file: FILE, schema: {} } },
    outcome: 'fail',
    says: 'admits bad output: the answer need not be an object',
  },
  {
    it: 'takes the characters from the bar',
    ...passing,
    at: { bars: barsInForce({ version: 1, bars: { [ID]: { text_characters: 499 } } }) },
    outcome: 'fail',
    says: 'may carry 500 characters of free text; the bar is 499',
  },
  {
    it: 'is not proven by a strict schema that stands beside the source',
    given: { ...passing.given, outputSchema: { file: 'docs/strict.json', schema: OUTPUT_SCHEMA } },
    outcome: 'not-proven',
    says: 'docs/strict.json is not among the source',
  },
]);

tellProofStories(outputContract, passing, { measured: true });
