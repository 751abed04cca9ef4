import { FAULTS } from '../../../action/contract/proofs/dependency-failure.ts';
import type { ProofResult } from '../../../action/contract/proofs/index.ts';
import { BAD_OUTPUTS } from '../../../action/contract/proofs/output-contract.ts';
import { drillsFile, PROCEDURE } from './drills.ts';
import type { Proven } from './proven.ts';

export const OUTPUT_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: {
    label: { type: 'string', enum: ['attention', 'none'] },
    confidence: { type: 'number', minimum: 0, maximum: 1 },
    reason: { type: 'string', maxLength: 500 },
  },
  required: ['label', 'confidence'],
  additionalProperties: false,
};

type FaultTest = ProofResult<'errors/dependency-failure'>['tests'][number];

/** How each fault ends: calls in which it was raised, calls in all, the state, and whether somebody was told. */
const ENDS: Record<
  (typeof FAULTS)[number],
  Pick<FaultTest, 'raised' | 'attempts' | 'final_state' | 'user_told'>
> = {
  model_429: { raised: 2, attempts: 3, final_state: 'completed', user_told: false },
  model_5xx: { raised: 3, attempts: 3, final_state: 'needs_person', user_told: true },
  model_timeout: { raised: 2, attempts: 2, final_state: 'needs_person', user_told: true },
  sor_timeout: { raised: 3, attempts: 3, final_state: 'dead_letter', user_told: true },
  partial_write: { raised: 1, attempts: 2, final_state: 'rolled_back', user_told: true },
  duplicate_delivery: { raised: 2, attempts: 1, final_state: 'completed', user_told: false },
};

const canary = { id: 'canary', status: 'failed', duration_ms: 0.9 } as const;

/** What proves the checks of errors that have a proof or a drill. `policy/owners.yaml` names Ona for operations. */
export const provenErrors = (now: Date) =>
  ({
    results: {
      'errors/output-contract': {
        result: {
          tests: [
            ...BAD_OUTPUTS.map((kind, i) => ({
              id: `output ${kind}`,
              status: 'passed' as const,
              duration_ms: 1.25 + i,
              bad_output: kind,
              rejected: true,
              logged: true,
            })),
            { ...canary, bad_output: null, rejected: false, logged: false },
          ],
        },
        n: BAD_OUTPUTS.length,
      },
      'errors/dependency-failure': {
        result: {
          tests: [
            ...FAULTS.map((fault, i) => ({
              id: `fault ${fault}`,
              status: 'passed' as const,
              duration_ms: 12.5 + i,
              fault,
              ...ENDS[fault],
            })),
            {
              ...canary,
              fault: null,
              raised: 0,
              attempts: 1,
              final_state: 'lost' as const,
              user_told: false,
            },
          ],
        },
        n: FAULTS.length,
      },
    },
    files: {
      ...drillsFile(now),
      'src/output.schema.json': `${JSON.stringify(OUTPUT_SCHEMA, null, 2)}\n`,
      [PROCEDURE]: '# By hand\n\nOpen the message, decide, file it.\n',
    },
  }) satisfies Proven;
