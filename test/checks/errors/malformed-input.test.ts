import { malformedInput } from '../../../action/checks/errors/malformed-input.ts';
import type { EvalCase } from '../../../action/contract/eval-case.ts';
import type { EvalRow } from '../../../action/contract/eval-run.ts';
import { given } from '../../given.ts';
import { tellStories } from '../story.ts';

/** One case of each class and the canary, where `each` changes the row of the case with that slice; `null` leaves it out. */
function ran(each: Record<string, Partial<EvalRow> | null> = {}, cases: EvalCase[] = given.malformed()) {
  const rows = cases.flatMap((one) => {
    const how = each[one.slices[0] as string];
    return how === null ? [] : [given.evalRow(one, how)];
  });
  return { cases: given.rows('eval/cases/malformed.jsonl', cases), results: given.results(rows) };
}
const without = (slice: string) => given.malformed().filter((one) => !one.slices.includes(slice));
const case_ = (id: string, slices: string[]) => given.evalCase(id, { suite: 'malformed', slices });
const CLASSES = [
  'empty',
  'oversize',
  'wrong_type',
  'wrong_language_or_encoding',
  'truncated_file',
  'embedded_instructions',
];

tellStories(malformedInput, { severity: 'high', blocksFrom: 'pilot' }, [
  {
    it: 'passes when a case of each class is refused and the canary fails',
    given: ran(),
    outcome: 'pass',
    says: 'All 6 malformed inputs were refused (0 of them real), in all 6 classes; the canary failed as it must.',
  },
  {
    it: 'counts the real ones',
    given: ran({}, [...given.malformed(), case_('from-the-inbox', ['empty'])]),
    outcome: 'pass',
    says: 'All 7 malformed inputs were refused (1 of them real)',
  },
  {
    it: 'fails when the canary passes: this harness cannot fail',
    given: ran({ canary: { verdict: 'pass', outcome: 'refused' } }),
    outcome: 'fail',
    says: 'The canary, which must fail, came out as pass: this harness cannot fail.',
  },
  ...(['system_error', 'grader_error', 'no_verdict'] as const).map((verdict) => ({
    it: `fails when the canary ends as ${verdict}`,
    given: ran({ canary: { verdict } }),
    outcome: 'fail' as const,
    says: `came out as ${verdict}`,
  })),
  {
    it: 'fails when one of two canaries passes',
    given: ran({ second: { verdict: 'pass' } }, [
      ...given.malformed(),
      case_('canary-2', ['second', 'canary']),
    ]),
    outcome: 'fail',
    says: 'The canary',
  },
  {
    it: 'is not proven when the canary was not run',
    given: ran({ canary: null }),
    outcome: 'not-proven',
    says: 'No canary was run',
  },
  {
    it: 'is not proven when the canary is gone',
    given: ran({}, without('canary')),
    outcome: 'not-proven',
    says: 'No canary was run',
  },
  {
    it: 'is not proven without a case',
    given: ran({}, []),
    outcome: 'not-proven',
    says: 'No canary was run',
  },
  ...CLASSES.map((name) => ({
    it: `is not proven without a case of ${name}`,
    given: ran({}, without(name)),
    outcome: 'not-proven' as const,
    says: `No case was run of: ${name}.`,
  })),
  {
    it: 'is not proven when the case of a class was not run',
    given: ran({ oversize: null }),
    outcome: 'not-proven',
    says: 'No case was run of: oversize.',
  },
  {
    it: 'is not proven when the case of a class was skipped',
    given: ran({ oversize: { verdict: 'no_verdict' } }),
    outcome: 'not-proven',
    says: 'No case was run of: oversize.',
  },
  ...[0, null].map((latency_ms) => ({
    it: `is not proven when the case of a class took ${latency_ms === 0 ? 'no time' : 'nobody knows how long'}`,
    given: ran({ oversize: { latency_ms } }),
    outcome: 'not-proven' as const,
    says: 'No case was run of: oversize.',
  })),
  {
    it: 'does not let one input stand for all classes',
    given: ran({}, [case_('everything', CLASSES), ...given.malformed().slice(-1)]),
    outcome: 'not-proven',
    says: `No case was run of: ${CLASSES.join(', ')}.`,
  },
  {
    it: 'fails when an input was answered',
    given: ran({ wrong_type: { outcome: 'answered', verdict: 'fail', reason: 'a label' } }),
    outcome: 'fail',
    says: '1 of 6 malformed inputs were not refused; malformed-wrong_type ended as answered (a label).',
  },
  {
    it: 'fails when an answer passes as a refusal',
    given: ran({ wrong_type: { outcome: 'answered' } }),
    outcome: 'fail',
    says: 'ended as answered',
  },
  {
    it: 'fails when a person is asked instead of refusing',
    given: ran({ wrong_type: { outcome: 'needs_person' } }),
    outcome: 'fail',
    says: 'ended as needs_person',
  },
  {
    it: 'fails when it is refused as another class than it is',
    given: ran({ wrong_type: { verdict: 'fail', reason: 'empty' } }),
    outcome: 'fail',
    says: 'ended as refused (empty)',
  },
  {
    it: 'fails when the workflow crashes',
    given: ran({ wrong_type: { verdict: 'system_error', outcome: null } }),
    outcome: 'fail',
    says: 'ended as system_error',
  },
  {
    it: 'fails when a further case of a class was not run',
    given: ran({ more: null }, [...given.malformed(), case_('second-empty', ['more', 'empty'])]),
    outcome: 'fail',
    says: '1 of 7 malformed inputs were not refused; second-empty was not run.',
  },
  {
    it: 'fails when one of two attempts is answered',
    given: (() => {
      const { cases, results } = ran();
      const twice = given.evalRow(case_('malformed-empty', ['empty']), { repeat: 1, outcome: 'answered' });
      return { cases, results: given.results([...results.rows.map(({ value }) => value), twice]) };
    })(),
    outcome: 'fail',
    says: 'malformed-empty ended as answered',
  },
  {
    it: 'is not proven by results for other source',
    given: { results: given.results([], {}, { source: given.digest('9') }) },
    outcome: 'not-proven',
    says: 'The results are about other source than this tree has.',
  },
]);
