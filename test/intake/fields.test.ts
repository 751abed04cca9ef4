import { describe, expect, it } from 'vitest';
import { comparableText, fieldsFrom, isBlank } from '../../action/intake/fields.ts';

describe('fields', () => {
  it('may be named like what objects inherit, and change nothing by it', () => {
    const fields = fieldsFrom([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(Object.keys(fields)).toEqual(['__proto__', 'constructor']);
    expect(JSON.stringify(fields)).toBe('{"__proto__":"x","constructor":"y"}');
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it.each([
    ['a lone surrogate', 'a\uD800b', 'a\uFFFDb'],
    ['a NUL', 'a\0b', 'a\uFFFDb'],
    ['a whole pair, which stays', 'a😀b', 'a😀b'],
  ])('hold no %s', (_, given, expected) => {
    expect(fieldsFrom([['f', given]]).f).toBe(expected);
  });

  it('are blank when no value has anything but spaces', () => {
    expect(isBlank({ a: ' \n', b: '' })).toBe(true);
    expect(isBlank({ a: ' ', b: '0' })).toBe(false);
  });
});

describe('the text in which items are compared', () => {
  const mail = { from: 'a@example.org', to: 'b', subject: 'Hello', date: '2026', body: 'World' };
  it.each([
    ['of a mail is its subject and body', mail, 'Hello\nWorld'],
    ['of a row is all its fields', { subject: 'Hello', body: 'World', amount: '5' }, 'Hello\nWorld\n5'],
    [
      'of a row with more columns than a mail is all of them',
      { ...mail, size: '5' },
      'a@example.org\nb\nHello\n2026\nWorld\n5',
    ],
  ])('%s', (_, fields, expected) => {
    expect(comparableText(fields)).toBe(expected);
  });
});
