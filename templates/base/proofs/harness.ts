import { writeFileSync } from 'node:fs';
import { UnusableSetting } from '../src/setting.ts';

/** One named test, as the gate reads it. */
export type NamedTest = { id: string; status: 'passed' | 'failed'; duration_ms: number };

/** What a test found out about its own thing, beside whether it passed. */
export type Found<F> = { passed: boolean } & F;

/**
 * Runs one named test. One that throws has failed, and `nothing` is what it found out.
 * @returns a row of the proof
 */
export async function namedTest<F extends object>(
  id: string,
  nothing: F,
  work: () => Promise<Found<F>>,
): Promise<NamedTest & F> {
  const started = performance.now();
  const took = () => Math.ceil((performance.now() - started) * 1000) / 1000;
  try {
    const { passed, ...found } = await work();
    return { id, status: passed ? 'passed' : 'failed', duration_ms: took(), ...(found as unknown as F) };
  } catch (error) {
    console.error(`${id}: ${error}`);
    return { id, status: 'failed', duration_ms: took(), ...nothing };
  }
}

/** Hands the result of a proof to `poc prove`, which writes down on what it was found out. */
export function writeProof(result: object): void {
  const target = process.env.POC_RESULT;
  if (target === undefined || target === '') {
    throw new UnusableSetting(
      'POC_RESULT: found nothing; expected the file for the result. Run npm run prove, or poc prove CHECK -- COMMAND.',
    );
  }
  writeFileSync(target, `${JSON.stringify(result, null, 2)}\n`);
}
