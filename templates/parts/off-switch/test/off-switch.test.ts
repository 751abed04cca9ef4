import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALWAYS } from '../src/confidence.ts';
import { type Model, replyOf } from '../src/model/model.ts';
import { checkWitness, criteriaOf, lastCall, minutesBetween } from '../src/off-switch/drill.ts';
import { offSwitchPart } from '../src/off-switch/part.ts';
import { isOff, moveSwitch, type Position, readSwitch } from '../src/off-switch/switch.ts';
import { createWorkflow } from '../src/workflow.ts';
import { ITEM, proposal } from './made-up.ts';

let folder: string;
const env = () => ({ POC_STATE: folder });
const file = () => join(folder, 'switch.json');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'off-switch-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (position: 'on' | 'off'): Position => ({
  position,
  at: '2026-11-02T09:00:00.000Z',
  by: 'ada',
  reason: 'drill',
});

describe('the switch', () => {
  it('is on while nobody has moved it', () => {
    expect([isOff(env()), readSwitch(env())]).toEqual([false, null]);
  });

  it('stays where it was put, by whom and why', () => {
    moveSwitch(env(), at('off'));
    expect([isOff(env()), readSwitch(env())]).toEqual([true, at('off')]);
    moveSwitch(env(), at('on'));
    expect(isOff(env())).toBe(false);
  });

  it.each([
    ['off', true],
    ['OFF ', true],
    ['on', false],
    ['', false],
  ])('is by the variable %j off: %s', (POC_SWITCH, off) => {
    expect(isOff({ ...env(), POC_SWITCH })).toBe(off);
  });

  it.each(['', '{', '{"position":"of"}', '[]', '{"position":"on"}'])(
    'is off when its file holds %j',
    (text) => {
      writeFileSync(file(), text);
      expect(isOff(env())).toBe(true);
    },
  );

  it('cannot be talked on by the variable when its file says off', () => {
    moveSwitch(env(), at('off'));
    expect(isOff({ ...env(), POC_SWITCH: 'on' })).toBe(true);
  });
});

describe('a run', () => {
  const about = { caseRef: 'case-1', user: 'user-1', role: 'operator', kind: 'live' } as const;
  const model = (asked: () => unknown): Model => ({
    id: 'test/fixed',
    repairs: true,
    ask: async () => replyOf(asked()),
  });
  const handle = (asked: () => unknown) =>
    createWorkflow({
      model: model(asked),
      confidence: ALWAYS,
      parts: [offSwitchPart(env())],
      versions: { workflow: 'w', prompt: 'p', policy: 'q' },
    })(ITEM, about);

  it('calls no model while it is off, and a person does the work', async () => {
    moveSwitch(env(), at('off'));
    const outcome = await handle(() => expect.unreachable('the model was asked'));
    expect(outcome).toMatchObject({ outcome: 'needs_person', doubt: 'switched_off' });
  });

  it('calls it again once it is on, without a restart', async () => {
    moveSwitch(env(), at('off'));
    moveSwitch(env(), at('on'));
    expect(await handle(() => proposal())).toMatchObject({ outcome: 'answered' });
  });

  it('that is under way makes no further call', async () => {
    let asked = 0;
    const outcome = await handle(() => {
      asked += 1;
      moveSwitch(env(), at('off'));
      return 'not an answer, so it would be asked again';
    });
    expect(asked).toBe(1);
    expect(outcome).toMatchObject({ doubt: 'switched_off' });
  });
});

describe('a drill', () => {
  it.each([
    ['2026-11-02T09:00:00Z', '2026-11-02T09:02:24Z', 2.4],
    ['2026-11-02T09:00:00Z', '2026-11-02T09:00:00Z', 0.02],
  ])('from %s to %s takes %f minutes', (from, to, minutes) => {
    expect(minutesBetween(new Date(from), new Date(to))).toBe(minutes);
  });

  it('lasts until the last model was called, however early the switch was moved', () => {
    const line = (ts: string, calls: number) => JSON.stringify({ ts, calls, latency_ms: 500 });
    const log = [
      line('2026-11-02T08:59:00.000Z', 1),
      line('2026-11-02T09:01:00.000Z', 1),
      line('2026-11-02T09:03:00.000Z', 0),
      '',
    ].join('\n');
    expect(lastCall(log, new Date('2026-11-02T09:00:00Z'))).toEqual(new Date('2026-11-02T09:01:00.500Z'));
    expect(lastCall(log, new Date('2026-11-02T09:02:00Z'))).toBeNull();
  });

  it('takes the criteria from the runbook', () => {
    expect(criteriaOf('docs/runbook.md').length).toBeGreaterThanOrEqual(3);
    const own = join(folder, 'runbook.md');
    writeFileSync(own, '# R\n\n## When it goes off\n\n- one\n- two\n\n## How\n\n- three\n');
    expect(criteriaOf(own)).toEqual(['one', 'two']);
    writeFileSync(own, '# R\n\n## When\n\nNobody knows.\n\n## How\n\n- three\n');
    expect(() => criteriaOf(own)).toThrow(/found no criterion; expected a heading/);
    expect(() => criteriaOf(join(folder, 'none.md'))).toThrow(/found no file/);
  });

  it('is seen by somebody else than whoever held it', () => {
    expect(() => checkWitness('Ada', ' ada')).toThrow(
      /found {2}ada, who held the drill; expected somebody else/,
    );
    expect(() => checkWitness('Ada', 'Grace')).not.toThrow();
  });
});
