import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { generateText, type LanguageModel, Output } from 'ai';
import { z } from 'zod';
import type { Answer } from '../src/answer.ts';
import { languageModel } from '../src/model/select.ts';
import type { Grade } from './grade.ts';

const PROMPT = new URL('../prompts/judge.md', import.meta.url);
const TIMEOUT_MS = 60_000;

const verdict = z.strictObject({ verdict: z.enum(['pass', 'fail']), reason: z.string() });

/** What a judge is shown. */
export type Judged = { input: unknown; wanted: Answer; given: Answer };

/**
 * Asks the judge that `POC_JUDGE` names, such as `vendor/model-2026-05-01`; without one, what passed the rubric passes. A
 * judge is worth what `eval/grader-agreement.json` shows: `npm run label` lets people say the same of the same drafts.
 * @throws when the judge cannot be reached: that is the grader's error, not the system's
 */
export async function judged(drafts: Judged, env: NodeJS.ProcessEnv = process.env): Promise<Grade> {
  const name = env.POC_JUDGE?.trim() ?? '';
  if (name === '') return { verdict: 'pass', reason: null };
  return askJudge(await languageModel(name, env), drafts);
}

/** Asks a model for its verdict. */
export async function askJudge(model: LanguageModel, { input, wanted, given }: Judged): Promise<Grade> {
  const fence = `data-${randomUUID()}`;
  const shown = { item: input, answer_of_a_person: wanted.text, draft: given.text };
  const { output } = await generateText({
    model,
    system: readFileSync(PROMPT, 'utf8').replaceAll('{fence}', fence),
    prompt: `${fence}\n${JSON.stringify(shown, null, 2)}\n${fence}`,
    output: Output.object({ schema: verdict }),
    temperature: 0,
    abortSignal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { verdict: output.verdict, reason: output.verdict === 'pass' ? null : `judge: ${output.reason}` };
}
