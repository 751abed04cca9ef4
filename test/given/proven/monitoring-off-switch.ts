import { drillsFile, RUNBOOK } from './drills.ts';
import type { Proven } from './proven.ts';

/** What proves the off-switch. `policy/owners.yaml` names Ona for operations. */
export const provenOffSwitch = (now: Date) =>
  ({
    results: {
      'monitoring/off-switch': {
        result: {
          flag: 'POC_SWITCH',
          tests: [
            test('off: an item goes to a person', { switched_off: true, duration_ms: 1.75 }),
            test('off: nothing is looked up', { switched_off: true, duration_ms: 2.5 }),
            test('on: an item is answered', { model_calls: 1, tool_calls: 2, duration_ms: 3.25 }),
            test('canary', { status: 'failed', model_calls: 1, duration_ms: 0.9 }),
          ],
        },
        n: 3,
      },
    },
    files: {
      ...drillsFile(now),
      'src/off-switch.ts': "export const isOff = (): boolean => process.env.POC_SWITCH === 'off';\n",
      [RUNBOOK]: '# Switching it off\n\nSet POC_SWITCH to off and restart.\n',
    },
  }) satisfies Proven;

type Tested = {
  id: string;
  status: 'passed' | 'failed' | 'skipped' | 'error';
  duration_ms: number;
  switched_off: boolean;
  model_calls: number;
  tool_calls: number;
};

function test(id: string, over: Partial<Tested>): Tested {
  const quiet = {
    status: 'passed',
    duration_ms: 1,
    switched_off: false,
    model_calls: 0,
    tool_calls: 0,
  } as const;
  return { id, ...quiet, ...over };
}
