import type { EvalRow, RowVerdict } from '../contract/eval-run.ts';

/** What one evaluator (a metric, an assertion, a judge) said of an attempt. */
export type EvaluatorScore = {
  name: string;
  /** `null` where it gave none, or none that is a finite number. */
  score: number | null;
  /** The score from which on it passes; `null` where the tool states none. */
  threshold: number | null;
  verdict: Exclude<RowVerdict, 'system_error'>;
};

/** One attempt at one case, whichever tool wrote it down. What the tool does not say is `null` or empty. */
export type EvalRecord = {
  /** The tool's id of the case; a fingerprint of its input where the tool has none. */
  id: string;
  fingerprinted: boolean;
  /** Prompt, provider or model, where one file compares several. */
  variant: string | null;
  /** Number of the attempt at this case. `null` where the tool does not count: attempts are then told apart by their order. */
  repeat: number | null;
  /** What the case shares with others (a document, a customer), so that they are alike. The case itself where `null`. */
  cluster: string | null;
  verdict: RowVerdict;
  score: number | null;
  threshold: number | null;
  evaluators: readonly EvaluatorScore[];
  slices: readonly string[];
  /** Milliseconds that the system took, without its grader; `null` for a cached answer, whose time is that of the cache. */
  latencyMs: number | null;
  cached: boolean;
  tokensIn: number | null;
  tokensOut: number | null;
  /** US dollars that the system cost, without its grader. */
  costUsd: number | null;
  outcome: EvalRow['outcome'];
  answer: EvalRow['answer'];
  /** Why it failed, was refused, or went to a person; in the tool's words. */
  reason: string | null;
  confidence: number | null;
  model: string | null;
  /** Number of the record in its file, from 1. */
  row: number;
};

const NOTHING_SAID: Omit<EvalRecord, 'id' | 'verdict' | 'row'> = {
  fingerprinted: false,
  variant: null,
  repeat: null,
  cluster: null,
  score: null,
  threshold: null,
  evaluators: [],
  slices: [],
  latencyMs: null,
  cached: false,
  tokensIn: null,
  tokensOut: null,
  costUsd: null,
  outcome: null,
  answer: null,
  reason: null,
  confidence: null,
  model: null,
};

/** @returns a record of what a tool says, with nothing made up where it is silent. */
export const evalRecord = (
  said: Pick<EvalRecord, 'id' | 'verdict' | 'row'> & Partial<EvalRecord>,
): EvalRecord => ({ ...NOTHING_SAID, ...said });
