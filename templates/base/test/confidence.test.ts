import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { CONFIDENCE_FILE, readConfidence } from '../src/confidence.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

const ISOTONIC = {
  method: 'isotonic',
  signal: 'score',
  points: [
    [0.2, 0.5],
    [0.7, 0.9],
  ],
};
const LOGISTIC = {
  method: 'logistic',
  intercept: 0,
  signals: [
    { name: 'score', mean: 0.5, sd: 0.25, weight: 1 },
    { name: 'agreement', mean: 0, sd: 1, weight: -2 },
  ],
};
const FILE = {
  version: 1,
  model: 'test/fixed',
  training: 'sha256:1',
  verdict: 'usable',
  combine: ISOTONIC,
  answers_from: 0.9,
};

/** What is read of a repository with this file. */
function read(file: object | string | null, model = 'test/fixed', training = 'sha256:1') {
  const root = mkdtempSync(join(tmpdir(), 'confidence-'));
  roots.push(root);
  mkdirSync(join(root, 'data'));
  const text = typeof file === 'string' ? file : JSON.stringify(file);
  if (file !== null) writeFileSync(join(root, CONFIDENCE_FILE), text);
  return readConfidence(root, model, training);
}

describe('what a calibration says', () => {
  it('is the limit that was chosen', () => {
    expect(read(FILE)).toMatchObject({ answersFrom: 0.9 });
  });

  it.each([
    [0.1, 0.5],
    [0.2, 0.5],
    [0.69, 0.5],
    [0.7, 0.9],
    [5, 0.9],
  ])('for a score of %f by steps is %f', (score, expected) => {
    expect(read(FILE).of({ score })).toBe(expected);
  });

  it.each([
    [{ score: 0.5, agreement: 0 }, 0.5],
    [{ score: 0.75, agreement: 0 }, 1 / (1 + Math.exp(-1))],
    [{ score: 0.75, agreement: 1 }, 1 / (1 + Math.exp(1))],
  ])('for %o by weights is %f', (signals, expected) => {
    expect(read({ ...FILE, combine: LOGISTIC }).of(signals)).toBeCloseTo(expected, 12);
  });

  it.each([[ISOTONIC], [LOGISTIC]])('is no confidence where a signal is missing', (combine) => {
    expect(read({ ...FILE, combine }).of({ agreement: 1 })).toBe(0);
  });
});

describe('everything goes to a person', () => {
  it.each<[string, object | null, string, string, string]>([
    ['nothing was calibrated', null, 'test/fixed', 'sha256:1', 'not_calibrated'],
    ['another model was', FILE, 'test/other', 'sha256:1', 'not_calibrated'],
    ['it was on other training data', FILE, 'test/fixed', 'sha256:2', 'not_calibrated'],
    [
      'there were too few trials',
      { ...FILE, verdict: 'too_few', answers_from: null },
      'test/fixed',
      'sha256:1',
      'not_calibrated',
    ],
    [
      'confidence tells, and nothing is sure enough',
      { ...FILE, answers_from: null },
      'test/fixed',
      'sha256:1',
      'low_confidence',
    ],
    [
      'confidence tells nothing',
      { ...FILE, verdict: 'useless', answers_from: null },
      'test/fixed',
      'sha256:1',
      'confidence_says_nothing',
    ],
  ])('where %s', (_, file, model, training, doubt) => {
    expect(read(file, model, training)).toMatchObject({ answersFrom: null, doubt });
  });
});

it.each([
  [
    'text that is not JSON',
    '{',
    /found text that is not JSON; expected a calibration\. Run npm run calibrate/,
  ],
  ['another shape', { ...FILE, combine: { method: 'guess' } }, /found combine\.method that is not usable/],
  ['no points', { ...FILE, combine: { ...ISOTONIC, points: [] } }, /found combine\.points/],
])('a file with %s is refused', (_, file, message) => {
  expect(() => read(file)).toThrow(message);
});
