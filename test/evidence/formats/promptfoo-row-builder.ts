import { expect } from 'vitest';
import { promptfoo } from '../../../action/evidence/formats/promptfoo/promptfoo.ts';
import type { EvalRecord } from '../../../action/readiness/eval/eval-record.ts';
import { jsonHead, type ReadElements, readElements } from './read-elements.ts';

/** A row as promptfoo 0.123 writes it, with what a test changes of it. */
export const row = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  cost: 0.0002,
  gradingResult: {
    pass: true,
    score: 1,
    reason: 'All assertions passed',
    namedScores: {},
    componentResults: [
      { pass: true, score: 1, reason: 'Assertion passed', assertion: { type: 'icontains', value: 'refund' } },
    ],
  },
  id: '74488e5f-de76-40db-b42c-d4fd3d5f5168',
  latencyMs: 640,
  namedScores: {},
  prompt: { raw: 'Answer briefly: Where is my refund?', label: 'Answer briefly: {{question}}' },
  promptId: '42e3ff4f8242bfb4e7d4e20c537efffdeaaf3c5004d3de000255331267d86e38',
  promptIdx: 0,
  provider: { id: 'desk', label: '' },
  response: {
    output: 'Your refund is on its way.',
    cost: 0.0002,
    tokenUsage: { prompt: 20, completion: 10, total: 30 },
    cached: false,
  },
  score: 1,
  success: true,
  testCase: {
    vars: { question: 'Where is my refund?' },
    assert: [{ type: 'icontains', value: 'refund' }],
    options: {},
    metadata: {},
  },
  testIdx: 0,
  vars: { question: 'Where is my refund?' },
  failureReason: 0,
  ...changes,
});

/** A row that did not pass, by what its assertions say. */
export const failed = (
  components: readonly unknown[],
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => {
  const [first] = components as { reason?: string }[];
  const reason = first?.reason ?? 'no reason';
  return row({
    success: false,
    score: 0,
    failureReason: 1,
    error: reason,
    gradingResult: { pass: false, score: 0, reason, namedScores: {}, componentResults: components },
    ...changes,
  });
};

export const refused = {
  pass: false,
  score: 0,
  reason: 'Expected output to contain "x"',
  assertion: { type: 'icontains', value: 'x' },
};

export const held = { pass: true, score: 1, reason: 'Assertion passed', assertion: { type: 'icontains' } };

export const judgeDown = {
  pass: false,
  score: 0,
  reason: 'You exceeded your current quota',
  metadata: { graderError: true },
  assertion: { type: 'llm-rubric', value: 'is polite' },
};

/** A file as `-o results.json` gives it. */
export const wrapped = (rows: readonly unknown[], more: Readonly<Record<string, unknown>> = {}) => ({
  evalId: 'eval-1',
  results: { version: 3, timestamp: '2026-11-22T18:53:17.037Z', prompts: [], results: rows, ...more },
  config: {},
});

export const readRows = (
  rows: readonly unknown[],
  more: Readonly<Record<string, unknown>> = {},
): ReadElements => readElements(promptfoo, jsonHead(wrapped(rows, more)), rows);

/** @returns the record of a row that is read without a fault */
export function readRow(one: unknown): EvalRecord {
  const { records, faults } = readRows([one]);
  expect(faults).toEqual([]);
  return records[0] as EvalRecord;
}
