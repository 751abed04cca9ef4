/** How promptfoo's own reasons begin where a check crashed. Only some of these carry `metadata.graderError`. */
const CRASHED =
  /^(?:Custom function threw error|Python code execution failed|Error running Python script|Ruby code execution failed|Error running Ruby script|Scoring function error|Invalid regex pattern|Webhook error|Moderation API error|Could not perform remote grading|Could not extract JSON from|Could not (?:extract|parse) context-faithfulness|Search rubric evaluation failed|LLM-proposed evaluation|LLM does not propose|G-Eval \S+ (?:call to|response)|G-Eval result (?:has|score)|Grader (?:returned no|output does not quote)|METEOR assertion requires|Error parsing output:|[\w -]{1,40} produced malformed response)/;

/** How an error of the judge's provider begins, which stands as it came where a reason of the judge would be. */
const JUDGE_FAILED =
  /^(?:API (?:call |response )?error|No output$|Unknown error fetching|Embedding not found|Request timed out|Rate limit)/i;

/** Assertions that ask another model or server. */
const ASKS_A_JUDGE =
  /^(?:not-)?(?:llm-rubric|agent-rubric|search-rubric|g-eval|factuality|model-graded-|answer-relevance|context-|conversation-relevance|similar|classifier|moderation|select-best|pi$|trajectory:goal-success|webhook)/;

/**
 * Whether a reason tells of a check that crashed rather than of one that refused the answer. promptfoo counts both as
 * failures.
 *
 * @param type the assertion's type; `null` where the file does not say
 */
export const crashedBy = (reason: unknown, type: string | null): boolean =>
  typeof reason === 'string' &&
  (CRASHED.test(reason) || ((type === null || ASKS_A_JUDGE.test(type)) && JUDGE_FAILED.test(reason)));

/** Whether the stack of an error leads through a check. promptfoo calls also this one an error of the provider. */
export const threwInCheck = (error: unknown): boolean =>
  typeof error === 'string' && error.includes(' runAssertion');
