/** Metrics by which Ragas is known: no other tool of those that write tables names them so. */
const ITS_OWN: ReadonlySet<string> = new Set([
  ...['faithfulness', 'answer_relevancy', 'response_relevancy', 'context_precision', 'context_recall'],
  ...['context_entity_recall', 'context_relevancy', 'context_utilization', 'answer_correctness'],
  ...['answer_similarity', 'semantic_similarity', 'factual_correctness', 'noise_sensitivity'],
  ...['llm_context_precision_with_reference', 'llm_context_precision_without_reference'],
  ...['non_llm_context_precision_with_reference', 'non_llm_context_recall', 'id_based_context_precision'],
  ...['id_based_context_recall', 'nv_accuracy', 'nv_context_relevance', 'nv_response_groundedness'],
  ...['faithfulness_with_hhem', 'agent_goal_accuracy', 'multi_modal_faithfulness', 'multi_modal_relevance'],
]);

/** Metrics of Ragas whose names others have as well. */
const COMMON: ReadonlySet<string> = new Set([
  ...['harmfulness', 'maliciousness', 'coherence', 'correctness', 'conciseness', 'exact_match'],
  ...[
    'string_present',
    'bleu_score',
    'rouge_score',
    'chrf_score',
    'non_llm_string_similarity',
    'summary_score',
  ],
  ...['tool_call_accuracy', 'tool_call_f1', 'topic_adherence', 'rubrics_score', 'domain_specific_rubrics'],
  ...[
    'instance_rubrics',
    'sql_semantic_equivalence',
    'datacompy_score',
    'aspect_critic',
    'simple_criteria_score',
  ],
]);

/** A metric with settings is written as `factual_correctness(mode=f1)`. */
const SETTINGS = /\([^()]*\)$/;

const bare = (column: string): string =>
  column.replace(SETTINGS, '').trim().toLowerCase().replace(/[\s-]/g, '_');

/** @returns whether a column is a metric by which a table is known to be one of Ragas. */
export const isOwnMetric = (column: string): boolean => ITS_OWN.has(bare(column));

/** @returns whether a column of a table of Ragas is a metric. */
export const isMetric = (column: string): boolean => isOwnMetric(column) || COMMON.has(bare(column));
