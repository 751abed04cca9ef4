import { CANARY, MALFORMED_CLASSES } from '../../contract/eval-case.ts';
import { defineCheck } from '../../readiness/check.ts';
import { type Attempted, attemptsAt, staleFinding } from '../../readiness/eval/attempts.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';

const CASES = 'eval/cases/malformed.jsonl';

export const malformedInput = defineCheck({
  id: 'errors/malformed-input',
  title: 'Bad input is refused by type, and the test of it can fail',
  failureTitle: 'Bad input is not shown to be refused',
  question: 'What happens when the input is empty, huge, wrong-typed, corrupt or hostile?',
  why: '“We handle errors” is a claim; a named case of every kind that is refused is evidence.',
  remedy:
    'Put a case of every class into `eval/cases/malformed.jsonl`, make `src/input.ts` refuse each, and run `npm run eval`.',
  severity: 'high',
  evidence:
    'The results of the eval, of this tree, on the suite `malformed` of `eval/cases`: a case for each of the classes `empty`, `oversize`, `wrong_type`, `wrong_language_or_encoding`, `truncated_file` and `embedded_instructions`. Each one was run, took time, passed, and ended with the outcome `refused`.',
  kinds: ['E1'],
  noticed:
    'A harness that passes everything: one case, the canary, has a wrong expectation and must come out as a fail. Tests that are skipped or take no time. One input that claims several classes, which stands for none. Catching everything and answering with text: the outcome has to be a refusal by type.',
  since: 1,
  blocksFrom: 'pilot',
  needs: ['cases', 'results'],
  evaluate({ cases, results }) {
    const stale = staleFinding(results);
    if (stale !== null) return stale;
    const malformed = attemptsAt('malformed', cases, results.rows);
    const canaries = malformed.filter((one) => one.row.value.slices.includes(CANARY));
    const others = malformed.filter((one) => !one.row.value.slices.includes(CANARY));
    return canaryFault(canaries) ?? missingClass(others) ?? firstNotRefused(others) ?? refusedAll(others);
  },
});

/** The canary is a case with a wrong expectation: a harness that passes it would pass anything. */
function canaryFault(canaries: readonly Attempted[]): Finding | null {
  const attempts = canaries.flatMap((one) => one.attempts);
  if (attempts.length === 0) {
    return notProven('No canary was run, so nothing shows that this test can fail.', {
      location: { file: CASES, line: null },
      remedy: `Restore the case with the slice \`${CANARY}\` in \`${CASES}\`: one whose expectation is wrong on purpose.`,
    });
  }
  if (attempts.every((row) => row.verdict === 'fail')) return null;
  return fail(
    `The canary, which must fail, came out as ${attempts.find((row) => row.verdict !== 'fail')?.verdict}: this harness cannot fail.`,
    {
      location: canaries[0]?.row ?? { file: CASES, line: null },
      remedy: 'Mend `eval/grader.ts` so that a wrong outcome is a fail.',
    },
  );
}

/** A test that took no time, or was skipped, was not run. */
const ran = (one: Attempted): boolean =>
  one.attempts.length > 0 &&
  one.attempts.every((row) => row.verdict !== 'no_verdict' && (row.latencyMs ?? 0) > 0);

function missingClass(cases: readonly Attempted[]): Finding | null {
  // One case stands for one class: a single input that claims all six shows one of them at most.
  const shown = cases
    .filter(ran)
    .map((one) => MALFORMED_CLASSES.filter((name) => one.row.value.slices.includes(name)))
    .filter((classes) => classes.length === 1)
    .flat();
  const missing = MALFORMED_CLASSES.filter((name) => !shown.includes(name));
  if (missing.length === 0) return null;
  return notProven(`No case was run of: ${missing.join(', ')}.`, { location: { file: CASES, line: null } });
}

function firstNotRefused(cases: readonly Attempted[]): Finding | null {
  const bad = cases.filter(
    (one) => !ran(one) || !one.attempts.every((row) => row.verdict === 'pass' && row.outcome === 'refused'),
  );
  const [first] = bad;
  if (first === undefined) return null;
  const what = first.attempts.find((row) => row.verdict !== 'pass' || row.outcome !== 'refused');
  const ended =
    what === undefined || !ran(first)
      ? 'was not run'
      : `ended as ${what.outcome ?? what.verdict}${what.reason ? ` (${what.reason})` : ''}`;
  return fail(
    `${bad.length} of ${cases.length} malformed inputs were not refused; ${first.row.value.id} ${ended}.`,
    {
      location: first.row,
      spots: bad.map((one) => ({ location: one.row, message: `${one.row.value.id} was not refused` })),
      remedy: 'Make `src/input.ts` refuse it with its class, then run `npm run eval`.',
    },
  );
}

function refusedAll(cases: readonly Attempted[]): Finding {
  const real = cases.filter((one) => one.row.value.origin === 'real').length;
  return pass(
    `All ${cases.length} malformed inputs were refused (${real} of them real), in all ${MALFORMED_CLASSES.length} classes; the canary failed as it must.`,
  );
}
