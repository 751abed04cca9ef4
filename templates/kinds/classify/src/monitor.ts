import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Outcome } from './outcome.ts';

/** One run of the workflow, as the workflow saw it. */
export type Run = { model: string; outcome: Outcome; latencyMs: number };
/** Is told of every run, whatever its outcome. */
export type Monitor = (run: Run) => void;

/** One line of the run log. It never holds text of the item, so that it can be kept, shared and searched. */
export type RunLine = {
  ts: string;
  run_id: string;
  model: string;
  outcome: Outcome['outcome'];
  doubt: string | null;
  label: string | null;
  confidence: number | null;
  refusal: string | null;
  latency_ms: number;
};

export const RUN_LOG = 'logs/runs.jsonl';

/**
 * @param target a file that gets one JSON line for each run, or `-` for standard output
 * @returns a monitor. When it cannot write, it says so on standard error: an answer is not lost for a line of log.
 */
export function monitorTo(target: string): Monitor {
  return (run) => {
    const line = `${JSON.stringify(lineOf(run, new Date(), randomUUID()))}\n`;
    try {
      if (target === '-') process.stdout.write(line);
      else append(target, line);
    } catch (error) {
      console.error(
        `${target}: found ${error}; expected a file that can be written. Set POC_LOG to another file, or to -.`,
      );
    }
  };
}

function append(file: string, line: string): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, line);
}

/** @returns the line for one run. */
export function lineOf({ model, outcome, latencyMs }: Run, now: Date, id: string): RunLine {
  return {
    ts: now.toISOString(),
    run_id: id,
    model,
    outcome: outcome.outcome,
    latency_ms: Math.ceil(latencyMs * 1000) / 1000,
    ...details(outcome),
  };
}

function details(outcome: Outcome): Pick<RunLine, 'doubt' | 'label' | 'confidence' | 'refusal'> {
  const none = { doubt: null, label: null, confidence: null, refusal: null };
  switch (outcome.outcome) {
    case 'answered':
      return { ...none, label: outcome.label, confidence: outcome.confidence };
    case 'needs_person':
      return { ...none, doubt: outcome.doubt, ...outcome.suggestion };
    case 'refused':
      return { ...none, refusal: outcome.refusal.class };
  }
}
