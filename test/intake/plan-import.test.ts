import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { evalCase } from '../../action/contract/eval-case.ts';
import type { Entry, Item, Malformed } from '../../action/intake/entry.ts';
import { type ImportInput, planImport } from '../../action/intake/plan-import.ts';

const item = (identifier: string, label: string | null, body: string): Item => ({
  status: 'item',
  kind: 'text',
  identifier,
  label,
  fields: { body },
  sliceValues: [],
});

const broken = (identifier: string, reason: Malformed['reason'], text = 'x'): Malformed => ({
  status: 'malformed',
  reason,
  identifier,
  raw: new TextEncoder().encode(text),
  bytes: text.length,
});

const hash = (text: string) => createHmac('sha256', 'key').update(text).digest('hex');

const input = (entries: Entry[], changes: Partial<ImportInput> = {}): ImportInput => ({
  entries,
  notMatched: [],
  labels: new Map([
    ['inbox', 'attention'],
    ['junk', 'ignore'],
  ]),
  sliceFields: [],
  known: [],
  plan: { sampling: 'random', wanted: 4, trainShare: 0.5, stratify: true },
  origin: {
    sourceSystem: 'mailbox',
    sampling: 'random',
    sampledAt: '2026-11-22T10:00:00.000Z',
    suite: 'scored',
  },
  shuffle: (identifier) => createHash('sha256').update(identifier).digest('hex'),
  hash,
  ...changes,
});

const ENTRIES = [
  item('1', 'inbox', 'first'),
  item('2', 'inbox', 'second'),
  item('3', 'inbox', 'First!'),
  item('4', 'inbox', 'fourth'),
  item('5', 'junk', 'fifth'),
  item('6', 'junk', 'sixth'),
  item('7', 'junk', 'seventh'),
  item('8', null, 'eighth'),
  broken('9', 'empty'),
  broken('10', 'no_body'),
];

describe('an import', () => {
  it('accounts for everything it read', () => {
    const { tally } = planImport(input(ENTRIES, { notMatched: ['.json', '.json', '(hidden)'] }));
    expect(tally).toEqual({
      counts: {
        read: 13,
        sampled: 2,
        training: 2,
        already_present: 0,
        duplicates: 1,
        malformed: 3,
        not_sampled: 2,
        not_matched: 3,
      },
      labels: [
        { label: 'inbox', mapped: 'attention', items: 4, distinct: 3, sampled: 1, training: 1 },
        { label: 'junk', mapped: 'ignore', items: 3, distinct: 3, sampled: 1, training: 1 },
      ],
      slices: [],
      malformed: { empty: 1, no_body: 1, no_label: 1 },
      malformed_sampled: 2,
      duplicates: { groups: 1, exact: 1, near: 0, same_identifier: 0 },
      not_matched: { '.json': 2, '(hidden)': 1 },
    });
  });

  it.each([
    ['nothing', []],
    ['only what is malformed', ENTRIES.slice(8)],
    ['only what has no label', ENTRIES.slice(7, 8)],
    ['fewer than wanted', ENTRIES.slice(0, 2)],
    ['many alike', Array.from({ length: 50 }, (_, at) => item(`${at}`, 'inbox', `text ${at % 7}`))],
  ])('of %s adds up', (_, entries) => {
    const { counts } = planImport(input(entries)).tally;
    const { read, ...rest } = counts;
    expect(read).toBe(entries.length);
    expect(Object.values(rest).reduce((a, b) => a + b, 0)).toBe(read);
  });

  it('makes cases that keep the contract', () => {
    const { scored, training, malformed } = planImport(input(ENTRIES));
    for (const one of [...scored, ...training, ...malformed]) expect(evalCase.parse(one)).toEqual(one);
    expect(training.every(({ suite }) => suite === 'training')).toBe(true);
  });

  it('says where a case is from without naming the record', () => {
    const { scored } = planImport(
      input([item('secret-7', 'junk', 'hi')], {
        plan: { sampling: 'random', wanted: 1, trainShare: 0, stratify: true },
      }),
    );
    const digest = createHmac('sha256', 'key').update('mailbox\nsecret-7').digest('hex');
    expect(scored).toEqual([
      {
        id: `t-${digest.slice(0, 10)}`,
        input: { fields: { body: 'hi' } },
        expected: { label: 'ignore' },
        origin: 'real',
        source_system: 'mailbox',
        source_ref: `hmac-sha256:${digest}`,
        sampled_at: '2026-11-22T10:00:00.000Z',
        sampling: 'random',
        slices: ['junk'],
        suite: 'scored',
      },
    ]);
  });

  it('has what did not parse refused, with its first bytes', () => {
    const cut = { ...broken('1', 'too_large', 'abc'), bytes: 2_000_000 };
    const { malformed } = planImport(input([broken('2', 'not_json', '{'), cut]));
    expect(malformed[0]?.input).toEqual({ raw_base64: 'ew==' });
    expect(malformed).toMatchObject([
      {
        input: { raw_base64: 'ew==' },
        expected: { outcome: 'refused' },
        slices: ['real', 'not_json'],
        suite: 'malformed',
      },
      { input: { raw_base64: 'YWJj', raw_bytes: 2_000_000 }, slices: ['real', 'too_large'] },
    ]);
  });

  it('takes what did not parse in turn from each reason, and no more than wanted', () => {
    const many = [
      ...Array.from({ length: 9 }, (_, at) => broken(`e${at}`, 'empty')),
      broken('b', 'no_body'),
      broken('h', 'no_headers'),
    ];
    const { malformed, tally } = planImport(input(many));
    expect(malformed.map(({ slices }) => slices[1])).toEqual(['empty', 'empty', 'no_body', 'no_headers']);
    expect(tally.malformed_sampled).toBe(4);
    const two = planImport(
      input(many, { plan: { sampling: 'random', wanted: 2, trainShare: 0.5, stratify: true } }),
    );
    expect(two.malformed.map(({ slices }) => slices[1])).toEqual(['empty', 'no_body']);
  });

  it('makes no more than 200 cases of what did not parse, however many are wanted', () => {
    const many = Array.from({ length: 201 }, (_, at) => broken(`${at}`, 'empty'));
    const plan = { sampling: 'random', wanted: 1000, trainShare: 0.5, stratify: true } as const;
    expect(planImport(input(many, { plan })).tally).toMatchObject({
      malformed_sampled: 200,
      counts: { malformed: 201 },
    });
  });

  it('never puts alike items into both splits', () => {
    const alike = Array.from({ length: 40 }, (_, at) =>
      item(`${at}`, at % 2 ? 'inbox' : 'junk', `text ${at % 10}`),
    );
    const { scored, training } = planImport(
      input(alike, { plan: { sampling: 'random', wanted: 40, trainShare: 0.5, stratify: true } }),
    );
    const bodies = [...scored, ...training].map((one) => JSON.stringify(one.input));
    expect(bodies).toHaveLength(10);
    expect(new Set(bodies).size).toBe(10);
  });

  it('passes over cases that exist, and does not take what is like them', () => {
    const before = planImport(input(ENTRIES));
    const known = [...before.scored, ...before.training].map(({ id, input: given }) => ({
      id,
      text: (given as { fields: { body: string } }).fields.body,
    }));
    const again = planImport(input(ENTRIES, { known }));
    expect([again.scored, again.training]).toEqual([[], []]);
    expect(again.tally.counts).toMatchObject({ sampled: 0, training: 0, already_present: 4, duplicates: 1 });
    const elsewhere = planImport(
      input(ENTRIES, { known: known.map(({ text }, at) => ({ id: `k${at}`, text })) }),
    );
    expect(elsewhere.tally.counts).toMatchObject({ sampled: 1, training: 1, duplicates: 5, not_sampled: 0 });
  });
});
