import { adk } from './adk.ts';
import { azureAiEvaluation } from './azure-ai-evaluation.ts';
import { azureAiEvaluationLines } from './azure-ai-evaluation-lines.ts';
import { azureRag } from './azure-rag.ts';
import { azureRagSummary } from './azure-rag-summary.ts';
import { braintrust } from './braintrust.ts';
import { braintrustLines } from './braintrust-lines.ts';
import { ctrf } from './ctrf.ts';
import { deepeval } from './deepeval.ts';
import { evalite } from './evalite.ts';
import type { Format } from './format.ts';
import { helm } from './helm.ts';
import { inspect } from './inspect.ts';
import { inspectZip } from './inspect-zip.ts';
import { junit } from './junit.ts';
import { langfuse } from './langfuse.ts';
import { langsmith } from './langsmith.ts';
import { langsmithJson } from './langsmith-json.ts';
import { langsmithLines } from './langsmith-lines.ts';
import { lmEvalResults } from './lm-eval-results.ts';
import { lmEvalSamples } from './lm-eval-samples.ts';
import { lmEvalSamplesJson } from './lm-eval-samples-json.ts';
import { mlflow } from './mlflow.ts';
import { multivon } from './multivon.ts';
import { openaiEvalsApi } from './openai-evals-api.ts';
import { openaiEvalsApiLines } from './openai-evals-api-lines.ts';
import { openaiEvalsLog } from './openai-evals-log.ts';
import { otel } from './otel.ts';
import { otelJson } from './otel-json.ts';
import { plainCsv } from './plain-csv.ts';
import { plainJson } from './plain-json.ts';
import { plainJsonLines } from './plain-json-lines.ts';
import { pocRows } from './poc-rows.ts';
import { promptfoo } from './promptfoo.ts';
import { promptfooCsv } from './promptfoo-csv.ts';
import { promptfooJunit } from './promptfoo-junit.ts';
import { promptfooLines } from './promptfoo-lines.ts';
import { ragas } from './ragas.ts';
import { ragasCsv } from './ragas-csv.ts';
import { ragasLines } from './ragas-lines.ts';
import { vitestJest } from './vitest-jest.ts';

/** Formats of tools, in the order in which they are asked: what is particular before what is general. */
export const TOOLS: readonly Format[] = [
  pocRows,
  promptfoo,
  promptfooLines,
  promptfooCsv,
  promptfooJunit,
  deepeval,
  junit,
  vitestJest,
  inspect,
  inspectZip,
  ragas,
  ragasLines,
  ragasCsv,
  azureAiEvaluation,
  azureAiEvaluationLines,
  azureRag,
  azureRagSummary,
  ctrf,
  evalite,
  lmEvalSamples,
  lmEvalSamplesJson,
  lmEvalResults,
  openaiEvalsLog,
  openaiEvalsApi,
  openaiEvalsApiLines,
  mlflow,
  helm,
  braintrust,
  braintrustLines,
  langfuse,
  langsmith,
  langsmithLines,
  langsmithJson,
  multivon,
  adk,
  otel,
  otelJson,
];

/** Files of no tool, which name their columns as people do. They fit much that others wrote, so they are asked last. */
export const PLAIN: readonly Format[] = [plainJson, plainJsonLines, plainCsv];
