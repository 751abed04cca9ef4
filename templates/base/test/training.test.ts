import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { digestOfTraining, readTraining } from '../src/model/training.ts';
import { ANSWER, ITEM, OTHER_ANSWER } from './made-up.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

function repository(files: Record<string, object[]>): string {
  const root = mkdtempSync(join(tmpdir(), 'training-'));
  roots.push(root);
  for (const [name, lines] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
  return root;
}

const row = (id: string, over: object = {}) => ({
  id,
  input: ITEM,
  expected: ANSWER,
  suite: 'training',
  ...over,
});

it('reads every data/train*.jsonl, and no other file', () => {
  const root = repository({
    'data/train.jsonl': [row('a')],
    'data/train-mail.jsonl': [row('b', { expected: OTHER_ANSWER })],
    'data/notes.jsonl': [{ note: 'not a row' }],
    'eval/cases/exam.jsonl': [{ id: 'c' }],
  });
  expect(readTraining(root)).toEqual([
    { id: 'b', item: ITEM, answer: OTHER_ANSWER },
    { id: 'a', item: ITEM, answer: ANSWER },
  ]);
});

it('has no rows where there is no data', () => {
  expect(readTraining(repository({}))).toEqual([]);
});

it('refuses to learn a case that is scored', () => {
  const root = repository({
    'data/train.jsonl': [row('a'), row('b')],
    'eval/cases/deep/exam.jsonl': [{ id: 'b' }],
  });
  expect(() => readTraining(root)).toThrow(
    /exam\.jsonl: found case b, .*; expected every case in one split.* Take it/,
  );
});

it.each([
  [
    'an answer out of shape',
    row('a', { expected: { ...ANSWER, more: 1 } }),
    /train\.jsonl:1: found expected/,
  ],
  ['a scored case', row('a', { suite: 'scored' }), /train\.jsonl:1: found suite/],
  ['an item without fields', row('a', { input: 'text' }), /train\.jsonl:1: found input/],
])('refuses %s, with file, line and field', (_, line, message) => {
  expect(() => readTraining(repository({ 'data/train.jsonl': [line] }))).toThrow(message);
});

it('has a digest that changes with the rows, and not with the ends of lines', () => {
  const root = repository({ 'data/train.jsonl': [row('a')], 'data/notes.jsonl': [{ note: 1 }] });
  const before = digestOfTraining(root);
  writeFileSync(join(root, 'data/notes.jsonl'), 'other notes');
  writeFileSync(join(root, 'data/train.jsonl'), `${JSON.stringify(row('a'))}\r\n`);
  expect(digestOfTraining(root)).toBe(before);
  writeFileSync(join(root, 'data/train.jsonl'), `${JSON.stringify(row('b'))}\n`);
  expect(digestOfTraining(root)).not.toBe(before);
});
