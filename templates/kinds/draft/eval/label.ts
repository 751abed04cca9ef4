import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { command } from '../src/command.ts';
import { readJsonLines, UnusableFile } from '../src/jsonl.ts';
import { UnusableSetting } from '../src/setting.ts';
import { readCases } from './cases.ts';

const AGREEMENT = 'eval/grader-agreement.json';
const RESULTS = 'eval/results/results.jsonl';
const RUN = 'eval/results/run.json';

const verdict = z.enum(['pass', 'fail']);
const row = z.looseObject({ id: z.string(), answer: z.string().nullable(), verdict: z.string() });
const output = z.strictObject({
  case: z.string(),
  output: z.string(),
  graded: verdict,
  labels: z.array(z.strictObject({ by: z.string(), verdict })),
});
const agreement = z.strictObject({
  version: z.literal(1),
  judge: z.string(),
  grader: z.string(),
  outputs: z.array(output),
});
type Agreement = z.infer<typeof agreement>;
type Labelled = Agreement['outputs'][number];

/**
 * Adds the verdicts that the grader gave last to what people have said so far; labels stay with the output they are of.
 * @param rows of the last eval
 */
export function merged(before: readonly Labelled[], rows: readonly z.infer<typeof row>[]): Labelled[] {
  const key = (one: { case: string; output: string }) => JSON.stringify([one.case, one.output]);
  const labels = new Map(before.map((one) => [key(one), one.labels]));
  return rows.flatMap(({ id, answer, verdict: given }) => {
    const graded = verdict.safeParse(given);
    if (answer === null || !graded.success) return [];
    const one = { case: id, output: answer };
    return [{ ...one, graded: graded.data, labels: labels.get(key(one)) ?? [] }];
  });
}

/** @returns what this person has not judged yet, those that nobody has judged first. */
export const open = (outputs: readonly Labelled[], by: string): Labelled[] =>
  outputs
    .filter(({ labels }) => labels.every((label) => label.by !== by))
    .sort((a, b) => a.labels.length - b.labels.length);

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { by: { type: 'string' } } });
  const by = values.by?.trim() ?? '';
  if (by === '')
    throw new UnusableSetting(
      '--by: found nothing; expected a pseudonym of poc.yaml. Run npm run label -- --by user-1.',
    );
  const outputs = merged(read()?.outputs ?? [], readJsonLines(RESULTS, row));
  const cases = new Map(readCases('eval/cases').map((one) => [one.id, one]));
  const run = z.looseObject({ inputs: z.looseObject({ grader: z.string() }) }).parse(json(RUN));
  const whole: Agreement = {
    version: 1,
    judge: process.env.POC_JUDGE?.trim() || 'rubric',
    grader: run.inputs.grader,
    outputs,
  };
  const ask = createInterface({ input: process.stdin, output: process.stdout });
  for (const one of open(outputs, by)) {
    // What the grader said is not shown: it would be the answer.
    console.log(
      `\n${'─'.repeat(60)}\n${JSON.stringify(cases.get(one.case)?.input, null, 2)}\n\nDraft:\n${one.output}\n`,
    );
    const key = (await ask.question('Would you send it? p pass, f fail, s skip, q quit: '))
      .trim()
      .toLowerCase();
    if (key === 'q') break;
    if (key !== 'p' && key !== 'f') continue;
    one.labels.push({ by, verdict: key === 'p' ? 'pass' : 'fail' });
    // After each, so that nothing is lost when somebody is called away.
    writeFileSync(
      AGREEMENT,
      `${JSON.stringify({ ...whole, outputs: outputs.filter(isLabelled) }, null, 2)}\n`,
    );
  }
  ask.close();
  console.log(
    `\n${AGREEMENT}: ${outputs.filter(isLabelled).length} drafts labelled; the gate asks for 50, 20 of them by two.`,
  );
  return 0;
}

const isLabelled = ({ labels }: Labelled): boolean => labels.length > 0;
const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

function read(): Agreement | null {
  if (!existsSync(AGREEMENT)) return null;
  const found = agreement.safeParse(json(AGREEMENT));
  if (found.success) return found.data;
  throw new UnusableFile(
    `${AGREEMENT}: found ${found.error.issues[0]?.path.join('.')} that is not usable; expected what npm run label writes. Mend it, or move it away.`,
  );
}

if (process.argv[1]?.endsWith('label.ts')) await command(main, 'npm run label -- --by user-1');
