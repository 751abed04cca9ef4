import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OpenaiServer, openaiServer, saying } from '../proofs/openai-server.ts';
import { TEST_RUN, testWorkflow } from '../proofs/test-run.ts';
import { FIELD_NAMES, typeOf } from '../src/fields.ts';
import { selectModel } from '../src/model/select.ts';
import { ANSWER, ITEM } from './made-up.ts';

let server: OpenaiServer;
beforeEach(async () => {
  server = await openaiServer();
});
afterEach(() => server.close());

const run = async (fields: Record<string, string>) => {
  const env = { POC_MODEL: 'compatible/test-2026-01-01', POC_MODEL_URL: server.url };
  return testWorkflow(await selectModel(env, []))({ fields }, TEST_RUN);
};

it('a hosted model is told every field and its type, and what it answers is taken', async () => {
  server.replies(saying({ answer: ANSWER, confidence: 0.9 }));
  expect(await run(ITEM.fields)).toMatchObject({ outcome: 'answered', answer: ANSWER });
  const told = server.asked[0]?.messages[0]?.content ?? '';
  for (const name of FIELD_NAMES) expect(told).toContain(`- ${name}: ${typeOf(name)}`);
  expect(told).not.toContain('{f');
});

it('a hosted model that makes a value up is told so once, and then a person is asked', async () => {
  server.replies(saying({ answer: ANSWER, confidence: 1 }));
  expect(await run({ text: 'Nothing of it stands here' })).toMatchObject({
    outcome: 'needs_person',
    doubt: 'rule_broken',
    suggestion: null,
  });
  expect(server.asked).toHaveLength(2);
  expect(server.asked[1]?.messages.at(-1)?.content).toContain(`not_in_document: ${FIELD_NAMES[0]}`);
});
