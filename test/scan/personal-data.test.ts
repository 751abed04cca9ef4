import { describe, expect, it } from 'vitest';
import { personalDataIn } from '../../action/scan/personal-data.ts';
import { cpuTime } from '../cpu-time.ts';

const found = (text: string) =>
  personalDataIn('a.txt', text).map(
    ({ rule, severity, line, times }) => `${severity} ${rule} ${line} ×${times}`,
  );

describe('an account number', () => {
  it.each([
    ['in one piece', 'DE75512108001245126199'],
    ['in groups', 'Please pay to DE75 5121 0800 1245 1261 99 by Friday.'],
    ['in small letters', 'iban: de75512108001245126199'],
    ['of a country with letters in it', 'GB33BUKB20201555555555'],
    ['before a word in capitals', 'DE75 5121 0800 1245 1261 99 EUR 12'],
    ['after what looks like the beginning of one', 'AT10 DE75512108001245126199'],
    ['beside no-break spaces', 'NL39\u00a0RABO\u00a00300\u00a00652\u00a064'],
  ])('%s is found', (_, text) => {
    expect(found(text)).toEqual(['high iban 1 ×1']);
  });

  it.each([
    ['whose check digits are wrong', 'DE75512108001245126198'],
    ['that is a digit short', 'DE7551210800124512619'],
    ['whose word goes on', 'DE755121080012451261990'],
    ['that begins inside a word', 'xDE75512108001245126199'],
    ['of no country', 'ZZ75512108001245126199'],
    ['that stands in every manual', 'DE89 3704 0044 0532 0130 00'],
    ['made of words whose check digits happen to be right', 'AT57 meets us tomorrows'],
  ])('%s is none', (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('a card number', () => {
  it.each([
    ['in one piece', '4539578763621486'],
    ['in groups', 'card 4539 5787 6362 1486, valid'],
    ['with hyphens', '4539-5787-6362-1486'],
    ['of fifteen digits', '3400 000000 00009'],
    ['of fourteen digits', '30000000000004'],
    ['at the end of a sentence', 'It was 5425233430109903.'],
    ['of the second range of Mastercard', '2221000000000009'],
  ])('%s is found', (_, text) => {
    expect(found(text)).toEqual(['high payment-card 1 ×1']);
  });

  it.each([
    ['whose check digit is wrong', '4539578763621487'],
    ['that is a digit longer', '45395787636214860'],
    ['after a decimal point', '0.4539578763621486'],
    ['before a decimal point', '4539578763621486.5'],
    ['inside a word', 'a4539578763621486'],
    ['with two kinds of separator', '4539 5787-6362 1486'],
    ['just before the second range of Mastercard', '2220000000000000'],
    ['that is a time in microseconds', '1764194400000000'],
    ['that is published for testing', '4242 4242 4242 4242'],
  ])('%s is none', (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('an e-mail address', () => {
  it('is told, once for a file, with its number and the first line', () => {
    expect(found('Hi\nann.lee+1@mail.acme.io\nbob@acme.io, ann.lee+1@mail.acme.io')).toEqual([
      'medium email-address 2 ×3',
    ]);
  });

  it.each([
    'ann@example.com',
    'ann@mail.example.org',
    'ann@host.test',
    'ann@localhost',
    'left@1.2.3',
    'a @b.io',
  ])('of nobody, as in %s, is none', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('is another’s where a domain only ends like an example', () => {
    expect(found('ann@notexample.com')).toEqual(['medium email-address 1 ×1']);
  });
});

describe('a telephone number', () => {
  it.each(['+4930123456', '+49 30 123-456', '+1 (555) 010-9999', 'tel:+442079460000.'])(
    'as in %s is told',
    (text) => {
      expect(found(text)).toEqual(['medium telephone-number 1 ×1']);
    },
  );

  it.each(['+0200', '+49301', '2026-11-20T12:00:00+0100', '1+15551234567', '+1234567890123456'])(
    'is not what stands in %s',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );
});

describe('a finding', () => {
  const print = (file: string, text: string) => personalDataIn(file, text).map((one) => one.fingerprint);

  it('is told from another by what was found and where, and keeps its fingerprint on another line', () => {
    const [first] = print('a.txt', 'DE75512108001245126199');
    expect(print('a.txt', '\n\nDE75 5121 0800 1245 1261 99')).toEqual([first]);
    expect(print('b.txt', 'DE75512108001245126199')).not.toEqual([first]);
    expect(print('a.txt', 'GB33BUKB20201555555555')).not.toEqual([first]);
    expect(first).toMatch(/^[0-9a-f]{16}$/);
  });

  it('has the line on which it stands', () => {
    expect(found('a\r\nb\nDE75512108001245126199 and\nGB33BUKB20201555555555')).toEqual([
      'high iban 3 ×1',
      'high iban 4 ×1',
    ]);
  });
});

describe('a text that was written to take long', () => {
  it.each([
    ['dots', 'a.'.repeat(200_000)],
    ['at signs', 'a@'.repeat(200_000)],
    ['domains', `a@${'a.'.repeat(200_000)}`],
    ['digits', '4'.repeat(400_000)],
    ['spaced digits', '+1 '.repeat(150_000)],
    ['beginnings of accounts', 'DE12 '.repeat(100_000)],
    ['hyphens', `a@${'-'.repeat(400_000)}`],
  ])('of %s is searched in a moment', async (_, text) => {
    expect(await cpuTime(() => found(text))).toBeLessThan(2_000);
  });
});
