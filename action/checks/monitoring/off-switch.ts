import type { ProofResult } from '../../contract/proofs/index.ts';
import type { Bars } from '../../contract/thresholds.ts';
import { defineCheck } from '../../readiness/check.ts';
import { type Drilled, judgeDrill } from '../../readiness/errors/drill.ts';
import { droppedTests } from '../../readiness/errors/dropped-tests.ts';
import type { Evidence } from '../../readiness/evidence.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { located } from '../../readiness/located.ts';
import { named, shortId } from '../../readiness/named-ids.ts';
import { sameName } from '../../readiness/names.ts';
import { isPlaceholder } from '../../readiness/placeholder.ts';
import { testsFault, withoutCanary } from '../../readiness/proof/named-tests.ts';
import { proofFault } from '../../readiness/proof/proof-faults.ts';

type Result = ProofResult<'monitoring/off-switch'>;
type Test = Result['tests'][number];

export const offSwitch = defineCheck({
  id: 'monitoring/off-switch',
  title: 'It can be turned off in minutes, and that was tried',
  failureTitle: 'It is not shown that it can be turned off in time',
  question: 'Who turns it off, how fast, and has that been tried?',
  why: 'When to switch off is decided in advance: in the middle of an incident nobody wants to be the one (NIST AI RMF, MANAGE 2.4).',
  remedy:
    'Hold the drill on Thursday: switch it off by the runbook, take the time, and write it to `evidence/drills.yaml`.',
  severity: 'critical',
  evidence:
    '`evidence/monitoring/off-switch.json`: the flag by its name in the source, tests with the flag off that call no model and no tool, tests with the flag on that call one, and a canary that failed. `evidence/drills.yaml`: the newest drill of the kind `off_switch`, at most `drill_days` old, off within `minutes`, with who is on call, the criteria for switching off, and the runbook, a file; seen by an owner of operations.',
  kinds: ['E1', 'E5'],
  noticed:
    'A flag that nothing reads calls as much as ever, or never calls anything; its name has to stand in the source. A drill that was copied forward measures the same. Whoever ran the drill or proposes its record cannot attest it; on call is an owner of operations of the base.',
  since: 2,
  blocksFrom: 'production',
  needs: ['proof:monitoring/off-switch', 'sources', 'drills', 'owners', 'files', 'change'],
  evaluate({ 'proof:monitoring/off-switch': proof, sources, ...evidence }, { now, bars }) {
    const { result } = proof.envelope;
    const tests = withoutCanary(result.tests);
    const bar = bars['monitoring/off-switch'];
    const fault =
      proofFault(proof, { now, mostDays: null, measured: true }) ??
      testsFault({ file: proof.file, tests: result.tests }) ??
      droppedTests(proof) ??
      switchFault(tests) ??
      unknownFlag(result.flag, sources);
    if (fault !== null) return located(fault, { file: proof.file, line: null });
    return judgeDrill(
      evidence,
      {
        kind: 'off_switch',
        now,
        mostDays: bar.drill_days,
        figures: ({ minutes_to_off: minutes }) => [minutes],
        paper: ({ runbook }) => runbook,
      },
      (drilled) => drillFault(drilled, evidence.owners, bar) ?? switchedOff(result, drilled, bar),
    );
  },
});

const calls = (test: Test): number => test.model_calls + test.tool_calls;
const callsOf = (tests: readonly Test[]): number => tests.reduce((sum, test) => sum + calls(test), 0);
const whileOff = (tests: readonly Test[]): Test[] => tests.filter((test) => test.switched_off);
const whileOn = (tests: readonly Test[]): Test[] => tests.filter((test) => !test.switched_off);

function switchFault(tests: readonly Test[]): Finding | null {
  const off = whileOff(tests);
  const loud = off.filter((test) => calls(test) > 0);
  const [first] = loud;
  if (first !== undefined)
    return fail(
      `With the flag off, ${loud.length} of ${off.length} tests still made calls: ${named([first.id])} made ${first.model_calls} of a model and ${first.tool_calls} of tools.`,
      { remedy: 'Read the flag before every call of a model or tool, and run the tests again.' },
    );
  const failed = tests.filter((test) => test.status !== 'passed');
  if (failed.length > 0)
    return fail(`${failed.length} of ${tests.length} tests failed: ${named(failed.map(({ id }) => id))}.`);
  if (off.length === 0) return notProven('No test ran with the flag off.', { remedy: BOTH });
  if (callsOf(whileOn(tests)) > 0) return null;
  return notProven(
    'No test called a model or tool with the flag on, so nothing shows that the flag is read.',
    {
      remedy: BOTH,
    },
  );
}

const BOTH = 'Test the same case with the flag on and with the flag off, and run the tests again.';

function unknownFlag(flag: string, sources: Evidence['sources']): Finding | null {
  if (sources.some(({ text }) => text.includes(flag))) return null;
  return notProven(`The flag \`${shortId(flag)}\` stands nowhere in the source.`, {
    remedy: 'Write the name of the flag as the code reads it, and run the tests again.',
  });
}

type OffDrill = Drilled<'off_switch'>;

function drillFault(
  { drill, location }: OffDrill,
  owners: Evidence['owners'],
  bar: Bars['monitoring/off-switch'],
) {
  if (!owners.value.owners.operations.some((name) => sameName(name, drill.on_call)))
    return notProven(
      `${shortId(drill.on_call)}, who is on call, is not an owner of operations in ${owners.file}.`,
      {
        location,
        remedy: 'Name as `on_call` who would switch it off tonight, and let the base name them an owner.',
      },
    );
  if (drill.criteria.some(isPlaceholder))
    return notProven('The criteria for switching off are not written yet.', {
      location,
      remedy: 'Write under `criteria` when it is switched off, as the runbook lists it.',
    });
  if (drill.minutes_to_off <= bar.minutes) return null;
  return fail(
    `It took ${drill.minutes_to_off} minutes to switch it off on ${drill.on}; the bar is ${bar.minutes}.`,
    { location, remedy: 'Shorten the way to the switch, and hold the drill again.' },
  );
}

function switchedOff(
  { flag, tests }: Result,
  { drill, location, days }: OffDrill,
  bar: Bars['monitoring/off-switch'],
) {
  const off = whileOff(withoutCanary(tests)).length;
  const on = callsOf(whileOn(withoutCanary(tests)));
  return pass(
    `With \`${shortId(flag)}\` off ${off} tests called no model or tool, with it on they made ${on} calls. On ${drill.on}, ${days} days ago (≤ ${bar.drill_days}), it was off in ${drill.minutes_to_off} minutes (≤ ${bar.minutes}), as ${shortId(drill.attested_by)} saw; ${shortId(drill.on_call)} is on call, by ${shortId(drill.runbook)}, when one of ${drill.criteria.length} criteria is met.`,
    { location },
  );
}
