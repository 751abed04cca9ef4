import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { categoryOf } from '../src/answer.ts';
import { ALWAYS } from '../src/confidence.ts';
import { type Model, replyOf } from '../src/model/model.ts';
import { type Outcome, toPerson } from '../src/outcome.ts';
import type { Run } from '../src/run.ts';
import { lineOf, runLog } from '../src/run-log.ts';
import { createWorkflow } from '../src/workflow.ts';
import { ANSWER, proposal } from './made-up.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-log-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const ABOUT = { caseRef: 'case-1', user: 'user-1', role: 'operator', kind: 'live' } as const;
const VERSIONS = { workflow: 'w', prompt: 'p', policy: 'q' };
const RUN: Run = {
  id: 'run-1',
  about: ABOUT,
  startedAt: new Date(0),
  durationMs: 1.23456,
  model: 'test/fixed',
  versions: VERSIONS,
  inputHash: 'sha256:0',
  item: null,
  outcome: toPerson('switched_off'),
  calls: [],
};

const answered: Outcome = { outcome: 'answered', answer: ANSWER, confidence: 0.9 };
const refused: Outcome = {
  outcome: 'refused',
  refusal: { class: 'empty', reason: 'there is nothing in it' },
};
const unsure = toPerson('low_confidence', { answer: ANSWER, confidence: 0.4 });
const category = categoryOf(ANSWER);

describe('the run log', () => {
  it.each<[string, Outcome, object]>([
    ['an answer', answered, { category, confidence: 0.9, doubt: null, refusal: null }],
    ['a suggestion', unsure, { category, confidence: 0.4, doubt: 'low_confidence', refusal: null }],
    ['a doubt', toPerson('model_failed'), { category: null, confidence: null, doubt: 'model_failed' }],
    ['a refusal', refused, { category: null, confidence: null, doubt: null, refusal: 'empty' }],
  ])('has one line for %s', (_, outcome, details) => {
    expect(lineOf({ ...RUN, outcome })).toEqual({
      ts: '1970-01-01T00:00:00.000Z',
      run_id: 'run-1',
      kind: 'live',
      case_ref: 'case-1',
      model: 'test/fixed',
      outcome: outcome.outcome,
      refusal: null,
      calls: 0,
      latency_ms: 1.235,
      ...details,
    });
  });

  it('never holds text of the item, whatever the model says or does', async () => {
    const log = join(folder, 'logs/runs.jsonl');
    const secret = 'Quetzalcoatl 4711';
    const replies: (() => unknown)[] = [
      () => proposal(),
      () => ({ ...proposal(), answer: secret }),
      () => ({ ...proposal(), [secret]: 1 }),
      () => {
        throw new Error(secret);
      },
    ];
    for (const reply of replies) {
      const model: Model = { id: 'test/fixed', repairs: false, ask: async () => replyOf(reply()) };
      const parts = [runLog({ POC_LOG: log })];
      const handle = createWorkflow({ model, confidence: ALWAYS, parts, versions: VERSIONS });
      await handle({ fields: { subject: secret, text: `${secret} is the secret` } }, ABOUT);
      await handle({ fields: { text: [secret] } }, ABOUT);
    }
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(replies.length * 2);
    expect(new Set(lines.map((line) => JSON.parse(line).run_id)).size).toBe(lines.length);
    expect(lines.join('\n')).not.toMatch(/Quetzalcoatl|4711/);
  });

  it('says on standard error that it cannot write, and lets the run go on', () => {
    const complain = vi.spyOn(console, 'error').mockImplementation(() => {});
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    runLog({ POC_LOG: join(file, 'runs.jsonl') }).after?.(RUN);
    expect(complain).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('POC_LOG'));
  });
});
