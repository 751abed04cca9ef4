import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLog } from '../../src/run-log.ts';
import { BAD_OUTPUTS, GOOD_OUTPUT, ITEM } from '../bad-outputs.ts';
import { namedTest, writeProof } from '../harness.ts';
import { scriptedModel, TEST_RUN, testWorkflow } from '../test-run.ts';

type BadOutput = keyof typeof BAD_OUTPUTS;

const NOTHING = { rejected: false, logged: false };

/** What became of an output: whether anybody saw it, and whether the run log says so. */
async function judged(id: string, badOutput: BadOutput | null, said: unknown) {
  const test = await namedTest(id, NOTHING, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'output-contract-'));
    try {
      const log = join(folder, 'runs.jsonl');
      const outcome = await testWorkflow(
        scriptedModel(() => said),
        [runLog({ POC_LOG: log })],
      )(ITEM, TEST_RUN);
      const rejected = outcome.outcome === 'needs_person' && outcome.suggestion === null;
      const { doubt } = JSON.parse(readFileSync(log, 'utf8')) as { doubt: string | null };
      const logged = doubt === 'broken_output' || doubt === 'rule_broken';
      return { passed: rejected && logged, rejected, logged };
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  return { ...test, bad_output: badOutput };
}

const tests = [];
for (const [name, said] of Object.entries(BAD_OUTPUTS)) {
  tests.push(await judged(`rejects output that is bad: ${name}`, name as BadOutput, said));
}
// A good answer is not rejected, so this fails. Were it to pass, everything would.
tests.push(await judged('canary', null, GOOD_OUTPUT));
writeProof({ tests });
