import { adk } from './adk.ts';
import { azureAiEvaluation } from './azure/azure-ai-evaluation.ts';
import { azureAiEvaluationLines } from './azure/azure-ai-evaluation-lines.ts';
import { azureRag } from './azure/azure-rag.ts';
import { azureRagSummary } from './azure/azure-rag-summary.ts';
import { braintrust } from './braintrust/braintrust.ts';
import { braintrustLines } from './braintrust/braintrust-lines.ts';
import { ctrf } from './ctrf.ts';
import { deepeval } from './deepeval/deepeval.ts';
import { evalite } from './evalite.ts';
import type { Format } from './format.ts';
import { helm } from './helm/helm.ts';
import { inspect } from './inspect/inspect.ts';
import { inspectZip } from './inspect/inspect-zip.ts';
import { junit } from './junit/junit.ts';
import { langfuse } from './langfuse.ts';
import { langsmith } from './langsmith/langsmith.ts';
import { langsmithJson } from './langsmith/langsmith-json.ts';
import { langsmithLines } from './langsmith/langsmith-lines.ts';
import { lmEvalResults } from './lm-eval/lm-eval-results.ts';
import { lmEvalSamples } from './lm-eval/lm-eval-samples.ts';
import { lmEvalSamplesJson } from './lm-eval/lm-eval-samples-json.ts';
import { mlflow } from './mlflow.ts';
import { multivon } from './multivon.ts';
import { openaiEvalsApi } from './openai-evals/openai-evals-api.ts';
import { openaiEvalsApiLines } from './openai-evals/openai-evals-api-lines.ts';
import { openaiEvalsLog } from './openai-evals/openai-evals-log.ts';
import { otel } from './otel/otel.ts';
import { otelJson } from './otel/otel-json.ts';
import { plainCsv } from './plain/plain-csv.ts';
import { plainJson } from './plain/plain-json.ts';
import { plainJsonLines } from './plain/plain-json-lines.ts';
import { pocRows } from './poc-rows/poc-rows.ts';
import { promptfoo } from './promptfoo/promptfoo.ts';
import { promptfooCsv } from './promptfoo/promptfoo-csv.ts';
import { promptfooJunit } from './promptfoo/promptfoo-junit.ts';
import { promptfooLines } from './promptfoo/promptfoo-lines.ts';
import { ragas } from './ragas/ragas.ts';
import { ragasCsv } from './ragas/ragas-csv.ts';
import { ragasLines } from './ragas/ragas-lines.ts';
import { vertexEvals } from './vertex-evals.ts';
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
  vertexEvals,
  adk,
  otel,
  otelJson,
];

/** Files of no tool, which name their columns as people do. They fit much that others wrote, so they are asked last. */
export const PLAIN: readonly Format[] = [plainJson, plainJsonLines, plainCsv];
