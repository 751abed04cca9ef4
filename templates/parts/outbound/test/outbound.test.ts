import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALWAYS } from '../src/confidence.ts';
import type { Item } from '../src/input.ts';
import { contextFor, type Model, replyOf } from '../src/model/model.ts';
import { DETECTORS, detect } from '../src/outbound/detectors.ts';
import { outboundPart } from '../src/outbound/part.ts';
import { mayLeave, type Outbound, readOutbound } from '../src/outbound/policy.ts';
import { redact } from '../src/outbound/redact.ts';
import type { About } from '../src/run.ts';
import { createWorkflow } from '../src/workflow.ts';

const POLICY: Outbound = { version: 1, fields: ['text', 'source:*'], redact: [...DETECTORS] };
const ABOUT: About = { caseRef: 'case-1', user: 'user-1', role: 'operator', kind: 'test' };
/** Of nobody, and in pieces so that a scan of this repository does not find it. */
const PHONE = ['+1', '202 555 0143'].join(' ');
const sent = (fields: Item['fields'], policy = POLICY) => redact({ fields }, policy).sent.fields;

/** A model that keeps what it was asked. */
function listening(id: string, say: (item: Item) => unknown = () => ({ undecided: 'model_undecided' })) {
  const asked: Item[] = [];
  const model: Model = {
    id,
    repairs: false,
    ask: async (item) => {
      asked.push(item);
      return replyOf(say(item));
    },
  };
  return { asked, model: outboundPart({}).model?.(model) ?? model };
}

describe('what leaves', () => {
  it.each([
    ['text', true],
    ['source:returns', true],
    ['source:', true],
    ['texts', false],
    ['Text', false],
    ['source', false],
  ])('is the field %s: %s', (name, leaves) => {
    expect(mayLeave(POLICY, name)).toBe(leaves);
    expect(name in sent({ [name]: 'x' })).toBe(leaves);
  });

  it('has placeholders that are the same for the same thing, also when it is written otherwise', () => {
    const fields = sent({
      text: 'ANN@example.com, ann@example.com and bob@example.com',
      'source:a': 'DE89 3704 0044 0532 0130 00 of ann@example.com',
      'source:b': 'de89370400440532013000',
    });
    expect(fields).toEqual({
      text: '[EMAIL_1], [EMAIL_1] and [EMAIL_2]',
      'source:a': '[IBAN_1] of [EMAIL_1]',
      'source:b': '[IBAN_1]',
    });
  });

  it('has nothing replaced that the policy does not ask for', () => {
    expect(sent({ text: '192.0.2.1 ann@example.com' }, { ...POLICY, redact: ['ip'] })).toEqual({
      text: '[IP_1] ann@example.com',
    });
  });

  it('has no placeholder that stood in the item already', () => {
    const { sent: item, restore } = redact({ fields: { text: '[EMAIL_1] is ann@example.com' } }, POLICY);
    expect(item.fields).toEqual({ text: '[EMAIL_1] is [EMAIL_2]' });
    expect(restore('[EMAIL_1] is [EMAIL_2]')).toBe('[EMAIL_1] is ann@example.com');
  });

  it('has names of fields replaced too', () => {
    expect(sent({ 'source:ann@example.com': 'x' })).toEqual({ 'source:[EMAIL_1]': 'x' });
  });

  it('is put back into an answer as it first stood there, and nothing else is', () => {
    const { restore } = redact({ fields: { text: `call ${PHONE}` } }, POLICY);
    expect(restore({ a: ['[PHONE_1]!', 1, null], b: { c: '[PHONE_2]', d: '[EMAIL_1]' } })).toEqual({
      a: [`${PHONE}!`, 1, null],
      b: { c: '[PHONE_2]', d: '[EMAIL_1]' },
    });
  });

  it('is put back in the form in which it first stood there', () => {
    const { restore } = redact({ fields: { text: 'ANN@example.com or ann@example.com' } }, POLICY);
    expect(restore('[EMAIL_1]')).toBe('ANN@example.com');
  });

  it('is found where one thing could be two', () => {
    const text = '4111 1111 1111 1111 DE89370400440532013000 ::ffff:192.0.2.128';
    expect(detect(text, DETECTORS).map(({ detector }) => detector)).toEqual(['payment_card', 'iban', 'ip']);
  });

  it('is found in a long text in no time', () => {
    const started = process.cpuUsage();
    for (const text of [
      'a@',
      'a.',
      '1 ',
      '+1 ',
      'DE89 ',
      '::',
      'eyJ',
      '-----BEGIN PRIVATE KEY-----',
      'a at b dot ',
    ])
      detect(text.repeat(100_000 / text.length), DETECTORS);
    expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
  });
});

describe('the part', () => {
  it.each(['openai/gpt', 'compatible/x', 'recorded/embedded/x', 'embedded', ''])(
    'stands before the model %j',
    async (id) => {
      const { asked, model } = listening(id);
      await model.ask({ fields: { text: 'ann@example.com', note: 'private' } }, contextFor(ABOUT));
      expect(asked).toEqual([{ fields: { text: '[EMAIL_1]' } }]);
    },
  );

  it('leaves an embedded model everything, since nothing leaves', async () => {
    const item = { fields: { text: 'ann@example.com', note: 'private' } };
    const { asked, model } = listening('embedded/anything');
    await model.ask(item, contextFor(ABOUT));
    expect(asked).toEqual([item]);
  });

  it('hands an item to a person of which no field may leave, and asks nobody', async () => {
    const { asked, model } = listening('openai/gpt');
    const versions = { workflow: 'w', prompt: 'p', policy: 'y' };
    const outcome = await createWorkflow({ model, confidence: ALWAYS, parts: [], versions })(
      { fields: { note: 'private' } },
      ABOUT,
    );
    expect(outcome).toMatchObject({ outcome: 'needs_person', doubt: 'model_failed' });
    expect(asked).toEqual([]);
  });

  it('lets the answer see what it was not told', async () => {
    const { model } = listening('openai/gpt', ({ fields }) => `said: ${fields.text}`);
    const { said } = await model.ask({ fields: { text: 'ann@example.com' } }, contextFor(ABOUT));
    expect(said).toBe('said: ann@example.com');
  });
});

describe('policy/outbound.yaml', () => {
  it('reads', () => {
    expect(readOutbound().redact).toEqual(expect.arrayContaining([...DETECTORS]));
  });

  it.each([
    ['a detector that does not exist', 'version: 1\nfields: [text]\nredact: [names]\n', ':3: found redact.0'],
    ['a * in the middle', 'version: 1\nfields: ["a*b"]\nredact: []\n', ':2: found fields.0'],
    ['a * alone', 'version: 1\nfields: ["*"]\nredact: []\n', ':2: found fields.0'],
    ['a key that means nothing', 'version: 1\nfields: []\nredact: []\nallow: all\n', 'found the file'],
    ['nothing in it', '', 'found the file'],
  ])('is refused with %s', (_, text, found) => {
    const folder = mkdtempSync(join(tmpdir(), 'outbound-'));
    const file = join(folder, 'outbound.yaml');
    writeFileSync(file, text);
    expect(() => readOutbound(file)).toThrow(found);
    rmSync(folder, { recursive: true });
  });
});
