import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { readTraining } from '../src/model/training.ts';
import { FIRST, SECOND } from './made-up.ts';

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
  input: { fields: { subject: 'Paint', text: 'Two litres' } },
  expected: { label: FIRST },
  suite: 'training',
  ...over,
});

it('reads every data/train*.jsonl, and no other file', () => {
  const root = repository({
    'data/train.jsonl': [row('a')],
    'data/train-mail.jsonl': [row('b', { expected: { label: SECOND } })],
    'data/notes.jsonl': [{ note: 'not a row' }],
    'eval/cases/exam.jsonl': [{ id: 'c' }],
  });
  const words = ['paint', 'two', 'litres'];
  expect(readTraining(root)).toEqual([
    { words, label: SECOND },
    { words, label: FIRST },
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
    'a label that is not in the list',
    row('a', { expected: { label: 'made up' } }),
    /train\.jsonl:1: found expected\.label/,
  ],
  ['a scored case', row('a', { suite: 'scored' }), /train\.jsonl:1: found suite/],
  ['an item without fields', row('a', { input: 'text' }), /train\.jsonl:1: found input/],
])('refuses %s, with file, line and field', (_, line, message) => {
  expect(() => readTraining(repository({ 'data/train.jsonl': [line] }))).toThrow(message);
});
