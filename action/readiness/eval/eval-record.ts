import type { EvalRow, RowVerdict } from '../../contract/eval-run.ts';

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

/**
 * @returns a record of what a tool says, with nothing made up where it is silent. Spelled out field by field: files have
 * a hundred thousand of them, and spreading a record of defaults takes four times as long.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: a flat list of fields, each with its default
export function evalRecord(
  said: Pick<EvalRecord, 'id' | 'verdict' | 'row'> & Partial<EvalRecord>,
): EvalRecord {
  return {
    id: said.id,
    fingerprinted: said.fingerprinted ?? false,
    variant: said.variant ?? null,
    repeat: said.repeat ?? null,
    cluster: said.cluster ?? null,
    verdict: said.verdict,
    score: said.score ?? null,
    threshold: said.threshold ?? null,
    evaluators: said.evaluators ?? NONE,
    slices: said.slices ?? NONE,
    latencyMs: said.latencyMs ?? null,
    cached: said.cached ?? false,
    tokensIn: said.tokensIn ?? null,
    tokensOut: said.tokensOut ?? null,
    costUsd: said.costUsd ?? null,
    outcome: said.outcome ?? null,
    answer: said.answer ?? null,
    reason: said.reason ?? null,
    confidence: said.confidence ?? null,
    model: said.model ?? null,
    row: said.row,
  };
}

const NONE: readonly never[] = [];
