import { describe, expect, it } from 'vitest';
import type { Problem } from '../../action/contract/problem.ts';
import { type Check, defineCheck } from '../../action/readiness/check.ts';
import { evaluate, type Situation } from '../../action/readiness/evaluate.ts';
import type { Evidence } from '../../action/readiness/evidence.ts';
import { fail, notApplicable, notProven, pass } from '../../action/readiness/finding.ts';
import { given } from '../given.ts';

const text = {
  title: 'The manifest is fine',
  failureTitle: 'The manifest is not fine',
  question: 'Is the manifest fine?',
  why: 'A test needs a check.',
  remedy: 'Make it fine.',
  evidence: 'The manifest.',
  kinds: ['E3'],
  noticed: 'Nothing.',
  since: 1,
} as const;
const check = <K extends keyof Evidence>(
  change: Pick<Check<K>, 'needs' | 'evaluate'> & Partial<Check<K>>,
): Check<K> =>
  defineCheck({ id: 'scope/made-up', ...text, severity: 'high', blocksFrom: 'explore', ...change });
const saying = (finding: ReturnType<Check['evaluate']>, change: Partial<Check<'manifest'>> = {}) =>
  check({ needs: ['manifest'], evaluate: () => finding, ...change });

const at = (change: Partial<Situation> = {}): Situation => ({
  ...given.circumstances(),
  day: 4,
  waivers: [],
  accepted: 1,
  ...change,
});
const evaluateOne = (
  one: Check<never> | Check<'manifest'> | Check,
  readings = given.readings(),
  situation = at(),
) => evaluate([one as Check], readings, situation)[0];

describe('the result of a check', () => {
  it('blocks with the failure title, the message and the remedy of the finding when it fails', () => {
    expect(
      evaluateOne(
        saying(fail('It is broken.', { location: { file: 'poc.yaml', line: 3 }, remedy: 'Mend it.' })),
      ),
    ).toEqual({
      id: 'scope/made-up',
      area: 'scope',
      severity: 'high',
      blocksFrom: 'explore',
      title: text.failureTitle,
      outcome: 'fail',
      effect: { kind: 'blocks' },
      blocks: true,
      message: 'It is broken.',
      location: { file: 'poc.yaml', line: 3 },
      remedy: 'Mend it.',
      spots: [],
      cause: null,
      unsigned: false,
      waiver: null,
    });
  });

  it('has the remedy of the check where the finding has none', () => {
    expect(evaluateOne(saying(notProven('Nobody knows.')))).toMatchObject({
      outcome: 'not-proven',
      blocks: true,
      remedy: text.remedy,
    });
  });

  it.each([
    ['passes', pass('It is fine.')],
    ['does not apply', notApplicable('Nothing is written.')],
  ])('does not block, and has nothing to do, when it %s', (_, finding) => {
    expect(evaluateOne(saying(finding))).toMatchObject({
      title: text.title,
      outcome: finding.outcome,
      blocks: false,
      remedy: null,
    });
  });

  it('does not block in its grace', () => {
    expect(
      evaluateOne(saying(fail('Late.'), { grace: { explore: 5 } }), given.readings(), at({ day: 4 })),
    ).toMatchObject({ outcome: 'fail', blocks: false, effect: { kind: 'warns', graceDays: 1 } });
  });

  it('keeps the order of the checks', () => {
    const ids = ['scope/b', 'scope/a', 'scope/c'] as const;
    const checks = ids.map((id) => saying(pass('Fine.'), { id }) as Check);
    expect(evaluate(checks, given.readings(), at()).map((result) => result.id)).toEqual(ids);
  });
});

describe('evidence that could not be read', () => {
  const problem = (field: string): Problem => ({
    location: { file: 'poc.yaml', line: 7 },
    field,
    found: '"soon"',
    expected: 'a day written as YYYY-MM-DD',
    remedy: `Correct \`${field}\`.`,
  });
  const never = saying(pass('This must not be asked.'));

  it('is not proven with where it was looked for when it is missing', () => {
    const readings = given.readings(
      {},
      { manifest: { status: 'missing', lookedIn: 'poc.yaml', remedy: 'Write it.' } },
    );
    expect(evaluateOne(never, readings)).toMatchObject({
      outcome: 'not-proven',
      blocks: true,
      message: 'poc.yaml was not found.',
      remedy: 'Write it.',
    });
  });

  it('is not proven with the first problem, and every one as a spot, when it is invalid', () => {
    const readings = given.readings(
      {},
      { manifest: { status: 'invalid', problems: [problem('decision_due'), problem('stage_started_on')] } },
    );
    expect(evaluateOne(never, readings)).toMatchObject({
      outcome: 'not-proven',
      message: 'poc.yaml:7: decision_due: found "soon"; expected a day written as YYYY-MM-DD. (and 1 more)',
      location: { file: 'poc.yaml', line: 7 },
      remedy: 'Correct `decision_due`.',
      spots: [
        { message: expect.stringContaining('decision_due') },
        { message: expect.stringContaining('stage_started_on') },
      ],
    });
  });

  it('does not matter to a check that does not need it', () => {
    const readings = given.readings(
      {},
      { kill: { status: 'missing', lookedIn: 'policy/kill.yaml', remedy: '' } },
    );
    expect(evaluateOne(never, readings)).toMatchObject({ outcome: 'pass' });
  });
});

describe('what a check sees', () => {
  it('is what it said that it needs, and nothing else', () => {
    let seen: string[] = [];
    const nosy = check({
      needs: ['manifest', 'kill'],
      evaluate(evidence) {
        seen = Object.keys(evidence);
        // @ts-expect-error -- the baseline was not asked for, so reading it must not compile
        return evidence.baseline === undefined ? pass('Not there.') : fail('There.');
      },
    });
    expect(evaluateOne(nosy)).toMatchObject({ outcome: 'pass' });
    expect(seen).toEqual(['manifest', 'kill']);
  });
});

describe('a check that throws', () => {
  const broken = (error: unknown) =>
    check({
      needs: ['manifest'],
      evaluate() {
        throw error;
      },
    });

  it.each([
    ['an error', new TypeError('no such thing'), 'no such thing'],
    ['something else', 'plain text', 'plain text'],
    ['nothing at all', undefined, 'undefined'],
  ])('is not proven, and blocks, when it throws %s', (_, error, says) => {
    expect(evaluateOne(broken(error))).toMatchObject({
      outcome: 'not-proven',
      blocks: true,
      message: `This check itself broke, which is a fault of the gate and not of this repository: ${says}`,
    });
  });

  it('does not take the others down', () => {
    const results = evaluate(
      [broken(new Error('x')), saying(pass('Fine.'))] as Check[],
      given.readings(),
      at(),
    );
    expect(results.map((result) => result.outcome)).toEqual(['not-proven', 'pass']);
  });
});

describe('a waiver', () => {
  const waived = (over: Parameters<typeof given.waiver>[0] = {}) =>
    at({ waivers: [given.waiver({ check: 'scope/made-up', ...over })] });

  it('turns a miss into waived, which does not block and is shown', () => {
    expect(evaluateOne(saying(fail('It is broken.')), given.readings(), waived())).toMatchObject({
      outcome: 'waived',
      blocks: false,
      message: 'It is broken.',
      waiver: { approver: 'Sam Sponsor', expires_on: '2026-11-30' },
    });
  });

  it('leaves a pass a pass', () => {
    expect(evaluateOne(saying(pass('Fine.')), given.readings(), waived())).toMatchObject({
      outcome: 'pass',
      waiver: null,
    });
  });

  it('that is void blocks, and says why', () => {
    expect(
      evaluateOne(saying(fail('It is broken.')), given.readings(), waived({ renewals: 2 })),
    ).toMatchObject({
      outcome: 'fail',
      blocks: true,
      message: 'It is broken. Not waived: its waiver was renewed 2 times and may be once.',
      waiver: null,
    });
  });

  it('of another check changes nothing', () => {
    const other = waived({ check: 'scope/made' });
    expect(evaluateOne(saying(fail('It is broken.')), given.readings(), other)).toMatchObject({
      blocks: true,
    });
  });
});

describe('a pull request that only records a decision', () => {
  const files = (...list: string[]) => given.readings({ change: given.change({ files: list }) });
  const bad = saying(fail('It is broken.'));

  it('is never blocked, and still told what is wrong', () => {
    expect(evaluateOne(bad, files('decisions/0001-stop.md', 'decisions/README.md'))).toMatchObject({
      outcome: 'fail',
      blocks: false,
    });
  });

  it.each([
    ['with one other file', ['decisions/0001-stop.md', 'poc.yaml']],
    ['in a folder that is called alike', ['decisions-old/0001-stop.md']],
    ['in the decisions of another POC', ['../decisions/0001-stop.md']],
    ['without any file', []],
  ])('is blocked %s', (_, list) => {
    expect(evaluateOne(bad, files(...list))).toMatchObject({ blocks: true });
  });

  it('is blocked where the change could not be seen', () => {
    const readings = given.readings({}, { change: { status: 'missing', lookedIn: 'The base', remedy: '' } });
    expect(evaluateOne(bad, readings)).toMatchObject({ blocks: true });
  });
});
