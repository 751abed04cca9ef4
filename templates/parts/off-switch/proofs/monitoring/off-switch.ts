import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { offSwitchPart } from '../../src/off-switch/part.ts';
import { moveSwitch } from '../../src/off-switch/switch.ts';
import type { Env, Part } from '../../src/part.ts';
import { GOOD_OUTPUT, ITEM } from '../bad-outputs.ts';
import { namedTest, writeProof } from '../harness.ts';
import { scriptedModel, TEST_RUN, testWorkflow } from '../test-run.ts';

type Position = 'on' | 'off';

/** Runs an item with the switch so, and counts what was called. A run has to call a model exactly where it is on. */
async function tried(id: string, start: Position, parts: (env: Env) => Part[], duringRun?: Position) {
  const nothing = { model_calls: 1, tool_calls: 0 };
  const test = await namedTest(id, nothing, async () => {
    const env = { POC_SWITCH_FILE: join(mkdtempSync(join(tmpdir(), 'off-switch-')), 'switch.json') };
    const move = (position: Position) =>
      moveSwitch(env, { position, at: new Date().toISOString(), by: 'test', reason: 'proof' });
    move(start);
    let called = 0;
    const model = scriptedModel(() => {
      called += 1;
      // What a model gets wrong is asked once more: by then the switch may have been moved.
      if (duringRun !== undefined) move(duringRun);
      return called === 1 && duringRun !== undefined ? 'not an answer' : GOOD_OUTPUT;
    }, true);
    const outcome = await testWorkflow(model, parts(env))(ITEM, TEST_RUN);
    rmSync(join(env.POC_SWITCH_FILE, '..'), { recursive: true });
    const off = outcome.outcome === 'needs_person' && outcome.doubt === 'switched_off';
    const expected = { calls: start === 'on' ? 1 : 0, off: start === 'off' || duringRun === 'off' };
    return { passed: called === expected.calls && off === expected.off, model_calls: called, tool_calls: 0 };
  });
  return { ...test, switched_off: start === 'off' };
}

const withSwitch = (env: Env) => [offSwitchPart(env)];
writeProof({
  flag: 'POC_SWITCH_FILE',
  tests: [
    await tried('off: no model is called', 'off', withSwitch),
    await tried('on: the model is called', 'on', withSwitch),
    await tried('moved to off during a run: no second call', 'on', withSwitch, 'off'),
    // Without the part nothing reads the switch, so the same test has to fail.
    await tried('canary', 'off', () => []),
  ],
});
