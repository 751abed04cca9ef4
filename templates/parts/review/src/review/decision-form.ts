import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { answer } from '../answer.ts';
import { OUTPUT_SCHEMA_FILE } from '../output-schema.ts';
import type { Decision, Waiting } from './case.ts';
import { REASONS } from './decide.ts';
import { readFields, type Schema } from './form.ts';
import { UNDO_S } from './queue.ts';

export const schema = JSON.parse(readFileSync(OUTPUT_SCHEMA_FILE, 'utf8')) as Schema;

/** Why a decision was not taken. */
export type No = { title: string; what: string };
export const DECIDED: No = { title: 'This is decided already', what: 'The first decision stands.' };
export const NOT_SHOWN: No = {
  title: 'This was not shown to you',
  what: 'Look at it first. Nothing was changed.',
};
export const CHANGED: No = {
  title: 'It changed meanwhile',
  what: 'Look at it once more. Nothing was changed.',
};
export const TOO_LATE: No = {
  title: 'Too late to undo',
  what: `A decision can be taken back for ${UNDO_S} seconds.`,
};

/** What somebody decided, or what was filled in and what is wrong about it. */
type Read = { decision: Decision } | { value: unknown; faults: string[] };

export const kindIn = (form: URLSearchParams): string => form.get('decision')?.split(':')[0] ?? '';

export function decisionIn(form: URLSearchParams, waiting: Waiting): Read {
  const [kind, code] = (form.get('decision') ?? '').split(':');
  if (kind === 'accepted' && waiting.answer !== null) return { decision: { kind } };
  if (kind === 'rejected' && code !== undefined && Object.hasOwn(REASONS, code))
    return { decision: { kind, reason: code } };
  const value = readFields(schema, form);
  if (kind !== 'edited') return { value: waiting.answer, faults: ['Accept it, correct it or reject it.'] };
  const read = answer.safeParse(value);
  return read.success
    ? { decision: { kind, answer: read.data } }
    : { value, faults: read.error.issues.map(faultOf) };
}

const faultOf = ({ path, message }: z.core.$ZodIssue): string =>
  `${path.join(' ') || 'The answer'}: ${message}`;
