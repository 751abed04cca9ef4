// Rows as the tools write them; what they say is made up.

/** A result of promptfoo (version 3 of its file), of about `size` bytes as compact JSON. */
export function promptfooRow(random, index, size) {
  const failed = random.chance(0.1);
  const vars = { invoice: random.words(12), quoted: `"${random.words(3)}"`, index: String(index) };
  const assert = [{ type: 'contains', value: 'approve' }];
  const row = {
    cost: 0.00012,
    gradingResult: {
      pass: !failed,
      score: failed ? 0 : 1,
      reason: failed ? 'Expected output to contain "approve"' : 'All assertions passed',
      namedScores: {},
      tokensUsed: { total: 0, prompt: 0, completion: 0, cached: 0 },
      componentResults: [{ pass: !failed, score: failed ? 0 : 1, reason: 'Assertion', assertion: assert[0] }],
    },
    id: `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`,
    latencyMs: 300 + random.below(900),
    namedScores: {},
    prompt: { raw: 'Decide about this invoice.', label: 'decide' },
    promptId: PROMPT_ID,
    promptIdx: 0,
    provider: { id: 'openai:gpt-4o-mini', label: '' },
    response: {
      output: '',
      tokenUsage: { total: 120, prompt: 90 + random.below(20), completion: 20 },
      cached: false,
    },
    score: failed ? 0 : 1,
    success: !failed,
    testCase: { vars, assert, options: {}, metadata: {} },
    testIdx: index,
    vars,
    metadata: {},
    failureReason: failed ? 1 : 0,
  };
  row.response.output = filled(random, failed ? 'refuse' : 'approve', size - JSON.stringify(row).length);
  return row;
}

const PROMPT_ID = 'b7'.repeat(32);

function filled(random, start, length) {
  let text = start;
  while (text.length < length) text += ` ${random.words(8)}\n`;
  return text.slice(0, Math.max(start.length, length));
}

/** One line of a hand-written eval, of about 386 bytes as in the file that the floor was first measured on. */
export function plainRow(random, index) {
  const passed = random.chance(0.9);
  return {
    id: idOf(index),
    trial: 1,
    pass: passed,
    score: passed ? 1 : 0,
    input: random.words(20),
    output: random.words(20),
    durationMs: 200 + random.below(2_000),
    tokens: 100 + random.below(400),
    costUsd: random.below(1_000) / 1e6,
    model: 'gpt-4o-mini',
  };
}

export const idOf = (index) => `case-${String(index).padStart(7, '0')}`;

/** A test case of JUnit XML, as pytest writes it. */
export function junitCase(random, index) {
  const time = (random.below(3_000) / 1_000).toFixed(3);
  const start = `<testcase classname="evals.test_triage" name="test_case[${index}]" time="${time}"`;
  if (!random.chance(0.1)) return `${start} />`;
  const why = `AssertionError: expected approve &lt;&#10;${random.words(4)}`;
  return `${start}><failure message="${why}">${random.words(12)} &gt; E</failure></testcase>`;
}
