import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lineOf, monitorTo } from '../src/monitor.ts';
import type { Outcome } from '../src/outcome.ts';
import { createWorkflow } from '../src/workflow.ts';
import { FIRST } from './made-up.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'monitor-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const refused: Outcome = {
  outcome: 'refused',
  refusal: { class: 'empty', reason: 'there is nothing in it' },
};
const answered: Outcome = { outcome: 'answered', label: FIRST, confidence: 0.9 };
const unsure: Outcome = {
  outcome: 'needs_person',
  doubt: 'low_confidence',
  reason: 'not sure enough',
  suggestion: { label: FIRST, confidence: 0.4 },
};

describe('the run log', () => {
  it.each<[string, Outcome, object]>([
    ['an answer', answered, { label: FIRST, confidence: 0.9, doubt: null, refusal: null }],
    ['a question', unsure, { label: FIRST, confidence: 0.4, doubt: 'low_confidence', refusal: null }],
    ['a refusal', refused, { label: null, confidence: null, doubt: null, refusal: 'empty' }],
  ])('has one line for %s', (_, outcome, details) => {
    const line = lineOf({ model: 'test/fixed', outcome, latencyMs: 1.23456 }, new Date(0), 'run-1');
    expect(line).toEqual({
      ts: '1970-01-01T00:00:00.000Z',
      run_id: 'run-1',
      model: 'test/fixed',
      outcome: outcome.outcome,
      latency_ms: 1.235,
      ...details,
    });
  });

  it('never holds text of the item, whatever the model says or does', async () => {
    const log = join(folder, 'logs/runs.jsonl');
    const secret = 'Quetzalcoatl 4711';
    const replies: (() => unknown)[] = [
      () => ({ label: FIRST, confidence: 0.9 }),
      () => ({ label: secret, confidence: 0.9 }),
      () => ({ label: FIRST, confidence: 0.9, [secret]: 1 }),
      () => {
        throw new Error(secret);
      },
    ];
    for (const reply of replies) {
      const model = { id: 'test/fixed', answersFrom: 0.8, classify: async () => reply() };
      const handle = createWorkflow({ model, monitor: monitorTo(log) });
      await handle({ fields: { subject: secret, text: `${secret} is the secret` } });
      await handle({ fields: { text: [secret] } });
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
    monitorTo(join(file, 'runs.jsonl'))({ model: 'test/fixed', outcome: answered, latencyMs: 1 });
    expect(complain).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('POC_LOG'));
  });
});
