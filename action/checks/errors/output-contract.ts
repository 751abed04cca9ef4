import type { ProofResult } from '../../contract/proofs/index.ts';
import { BAD_OUTPUTS } from '../../contract/proofs/output-contract.ts';
import { defineCheck } from '../../readiness/check.ts';
import type { AnswerShape } from '../../readiness/errors/answer-scan.ts';
import { shapeOfAnswer } from '../../readiness/errors/answer-shape.ts';
import { droppedTests } from '../../readiness/errors/dropped-tests.ts';
import type { OutputSchema } from '../../readiness/evidence.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { named } from '../../readiness/named-ids.ts';
import { testsFault, withoutCanary } from '../../readiness/proof/named-tests.ts';
import type { Proof } from '../../readiness/proof/proof.ts';
import { proofFault } from '../../readiness/proof/proof-faults.ts';

type Result = ProofResult<'errors/output-contract'>;
type Test = Result['tests'][number];

export const outputContract = defineCheck({
  id: 'errors/output-contract',
  title: 'Bad output of a model reaches nobody',
  failureTitle: 'Bad output of a model is not shown to be stopped',
  question: 'Can bad model output reach a user or system?',
  why: 'A schema guarantees shape, not sense: what a model writes is untrusted until it was checked.',
  remedy:
    'Validate the output against a strict schema, then check the business rules, then act; log what was rejected.',
  severity: 'high',
  evidence:
    'The JSON Schema of an answer (`evidence.output_schema`), among the source of `poc.yaml`: every object closed and with a required field, at least one field limited to a list of values, free text of at most `text_characters` in all. `evidence/errors/output-contract.json`: tests with output that is truncated, a refusal, has an extra field, a wrong enum value, or breaks a business rule, each rejected and logged; and a canary that failed.',
  kinds: ['E1', 'E3'],
  noticed:
    'A schema that admits nearly anything is read, not run: open objects, objects that require nothing, values without a type, text without an end, patterns that hold nothing. A skipped test, one that took no time, a canary that passed, and a failing test that was taken out or renamed since the base.',
  since: 2,
  blocksFrom: 'pilot',
  needs: ['outputSchema', 'sources', 'proof:errors/output-contract'],
  evaluate({ outputSchema, sources, 'proof:errors/output-contract': proof }, { now, bars }) {
    const { tests } = proof.envelope.result;
    const shape = shapeOfAnswer(outputSchema.schema);
    return (
      schemaFault(outputSchema, shape, bars['errors/output-contract'].text_characters) ??
      unbound(outputSchema, sources) ??
      proofFault(proof, { now, mostDays: null, measured: true }) ??
      testsFault({ file: proof.file, tests }) ??
      droppedTests(proof) ??
      untried(proof) ??
      gotThrough(proof) ??
      pass(
        `${described(withoutCanary(tests))}; the canary failed as it must. ${strict(outputSchema.file, shape)}.`,
      )
    );
  },
});

function schemaFault({ file }: OutputSchema, shape: AnswerShape, mostText: number): Finding | null {
  const location = { file, line: null };
  const [first] = shape.loose;
  if (first !== undefined) {
    const more = shape.loose.length - 1;
    return fail(
      `${file} admits bad output: ${first.where} ${first.what}${more > 0 ? `, and ${more} more like it` : ''}.`,
      {
        location,
        remedy: `Make ${first.where} strict in \`${file}\`; zod writes a strict schema with \`z.strictObject\` and \`z.toJSONSchema\`.`,
        spots: shape.loose.map(({ where, what }) => ({ location, message: `${where} ${what}` })),
      },
    );
  }
  if (shape.unread !== null)
    return notProven(`${file} could not be judged: ${shape.unread}.`, {
      location,
      remedy: `Write \`${file}\` as one JSON Schema of draft 2020-12, as \`z.toJSONSchema\` does.`,
    });
  if (shape.freeText <= mostText) return null;
  return fail(`An answer may carry ${characters(shape.freeText)} of free text; the bar is ${mostText}.`, {
    location,
    remedy: `Lower \`maxLength\` and \`maxItems\` in \`${file}\`.`,
  });
}

const characters = (most: number): string =>
  most === Number.POSITIVE_INFINITY ? 'any number of characters' : `${most} characters`;

/** A schema beside the source is not what the tests ran with: they are bound to the source alone. */
function unbound({ file }: OutputSchema, sources: readonly { file: string }[]): Finding | null {
  if (sources.some((one) => one.file === file)) return null;
  return notProven(`${file} is not among the source, so the tests need not be about it.`, {
    location: { file, line: null },
    remedy: 'Name it under `evidence.inputs.source` in `poc.yaml`, and run the tests again.',
  });
}

function untried({ file, envelope }: Proof<Result>): Finding | null {
  const tried = withoutCanary(envelope.result.tests).map((test) => test.bad_output);
  const missing = BAD_OUTPUTS.filter((name) => !tried.includes(name));
  if (missing.length === 0) return null;
  return notProven(`No test of: ${missing.join(', ')}.`, { location: { file, line: null } });
}

function gotThrough({ file, envelope }: Proof<Result>): Finding | null {
  const tests = withoutCanary(envelope.result.tests);
  const bad = tests.filter((test) => wrongWith(test) !== null);
  const [first] = bad;
  if (first === undefined) return null;
  const location = { file, line: null };
  return fail(
    `${bad.length} of ${tests.length} bad outputs were not stopped: ${named([first.id])} (${first.bad_output ?? 'unnamed'}) ${wrongWith(first)}.`,
    {
      location,
      spots: bad.map((test) => ({ location, message: `${named([test.id])} ${wrongWith(test)}` })),
    },
  );
}

function wrongWith({ status, rejected, logged }: Test): string | null {
  if (!rejected) return 'was let through';
  if (!logged) return 'was rejected without a line in the log';
  return status === 'passed' ? null : 'failed';
}

const described = (tests: readonly Test[]): string =>
  `All ${tests.length} bad outputs were rejected and logged, in all ${BAD_OUTPUTS.length} kinds`;

const strict = (file: string, { fields, required, choices, freeText }: AnswerShape): string =>
  `${file} requires ${required} of ${fields} fields and allows no others, limits ${choices} to a list, and lets an answer carry at most ${freeText} characters of free text`;
