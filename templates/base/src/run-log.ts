import { categoryOf } from './answer.ts';
import type { Outcome } from './outcome.ts';
import type { Env, Part } from './part.ts';
import type { Run } from './run.ts';
import { appendLine } from './state.ts';

/** One line of the run log. It never holds text of the item, so that it can be kept, shared and searched. */
export type RunLine = {
  ts: string;
  run_id: string;
  kind: Run['about']['kind'];
  case_ref: string;
  model: string;
  outcome: Outcome['outcome'];
  doubt: string | null;
  category: string | null;
  confidence: number | null;
  refusal: string | null;
  calls: number;
  latency_ms: number;
};

const RUN_LOG = 'logs/runs.jsonl';

/** One line for each run, in the file that `POC_LOG` names; `-` is standard output. An answer is not lost for a line of log. */
export function runLog(env: Env): Part {
  const target = env.POC_LOG || RUN_LOG;
  return {
    name: 'run-log',
    after(run) {
      const line = lineOf(run);
      try {
        if (target === '-') process.stdout.write(`${JSON.stringify(line)}\n`);
        else appendLine(target, line);
      } catch (error) {
        console.error(
          `${target}: found ${error}; expected a file that can be written. Set POC_LOG to another file, or to -.`,
        );
      }
    },
  };
}

/** @returns the line for one run. */
export const lineOf = ({ id, about, model, outcome, calls, startedAt, durationMs }: Run): RunLine => ({
  ts: startedAt.toISOString(),
  run_id: id,
  kind: about.kind,
  case_ref: about.caseRef,
  model,
  outcome: outcome.outcome,
  ...details(outcome),
  calls: calls.length,
  latency_ms: Math.ceil(durationMs * 1000) / 1000,
});

function details(outcome: Outcome): Pick<RunLine, 'doubt' | 'category' | 'confidence' | 'refusal'> {
  const none = { doubt: null, category: null, confidence: null, refusal: null };
  switch (outcome.outcome) {
    case 'answered':
      return { ...none, category: categoryOf(outcome.answer), confidence: outcome.confidence };
    case 'needs_person': {
      const { doubt, suggestion } = outcome;
      if (suggestion === null) return { ...none, doubt };
      return { ...none, doubt, category: categoryOf(suggestion.answer), confidence: suggestion.confidence };
    }
    case 'refused':
      return { ...none, refusal: outcome.refusal.class };
  }
}
