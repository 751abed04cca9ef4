import { describe, expect, it } from 'vitest';
import { readMail } from '../../action/intake/mail.ts';
import { decoderFor, looksLikeMail, mailParts } from '../../action/intake/mail-headers.ts';

const latin1 = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const mail = (headers: string[], body: string) =>
  latin1([...['From: Ann <ann@example.org>', 'To: bob@example.org'], ...headers, '', body].join('\r\n'));
const read = (bytes: Uint8Array, headers: string[] = []) =>
  readMail(bytes, { path: 'inbox/1.eml', label: 'inbox', headers });

async function fieldsOf(bytes: Uint8Array) {
  const entry = await read(bytes);
  return entry.status === 'item' ? entry.fields : entry.reason;
}

const GERMAN = 'Gr\u00FC\u00DFe';

describe('an e-mail', () => {
  it('becomes its five fields, and is known by its Message-ID', async () => {
    const bytes = mail(
      ['Subject: Order 7', 'Date: Tue, 3 Nov 2026 10:00:00 +0100', 'Message-ID: <7@example.org>'],
      'It is late.\r\nPlease call.\r\n',
    );
    expect(await read(bytes)).toEqual({
      status: 'item',
      kind: 'mail',
      identifier: 'message-id:<7@example.org>',
      label: 'inbox',
      fields: {
        from: 'Ann <ann@example.org>',
        to: 'bob@example.org',
        subject: 'Order 7',
        date: '2026-11-03T09:00:00.000Z',
        body: 'It is late.\nPlease call.',
      },
      sliceValues: [],
    });
  });

  it.each([
    ['as it is', 'List-Id: <forks.example.org>', '<forks.example.org>'],
    ['whatever the case of its name', 'LIST-ID: forks', 'forks'],
    ['over two lines', 'List-Id: Forks\r\n <forks.example.org>', 'Forks <forks.example.org>'],
    ['in encoded words', 'List-Id: =?utf-8?q?Gr=C3=BC=C3=9Fe?=', GERMAN],
    ['the first of several', 'List-Id: one\r\nList-Id: two', 'one'],
    ['that it has not', 'X-Other: x', ''],
  ])('says what a header holds, %s', async (_, header, is) => {
    expect(await read(mail([header], 'x'), ['List-Id', 'subject'])).toMatchObject({ sliceValues: [is, ''] });
  });

  it('without a Message-ID is known by its path', async () => {
    expect(await read(mail([], 'x'))).toMatchObject({ identifier: 'path:inbox/1.eml' });
  });

  it.each([
    [
      'quoted-printable in Latin-1',
      ['Content-Type: text/plain; charset=iso-8859-1', 'Content-Transfer-Encoding: quoted-printable'],
      'Gr=FC=DFe',
      'Grüße',
    ],
    [
      'base64 in UTF-8',
      ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'],
      'R3LDvMOfZQ==',
      'Grüße',
    ],
    ['eight-bit Latin-1', ['Content-Type: text/plain; charset=iso-8859-1'], GERMAN, 'Grüße'],
    [
      'eight-bit bytes called us-ascii, as windows-1252',
      ['Content-Type: text/plain; charset=us-ascii'],
      'it\u0092s',
      'it’s',
    ],
    ['HTML as what a reader sees', ['Content-Type: text/html'], '<p>Hello<br>you</p>', 'Hello\nyou'],
    ['NULs as U+FFFD', ['Content-Type: text/plain; charset=us-ascii'], 'a\0b', 'a\uFFFDb'],
  ])('is read from %s', async (_, headers, body, expected) => {
    expect(await fieldsOf(mail(headers, body))).toMatchObject({ body: expected });
  });

  it('of two alternatives gives the plain text, and the HTML when the text is blank', async () => {
    const alternatives = (plain: string) =>
      mail(
        ['Content-Type: multipart/alternative; boundary=b'],
        `--b\r\nContent-Type: text/plain\r\n\r\n${plain}\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>page</p>\r\n--b--\r\n`,
      );
    expect(await fieldsOf(alternatives('text'))).toMatchObject({ body: 'text' });
    expect(await fieldsOf(alternatives(' '))).toMatchObject({ body: 'page' });
  });

  it.each([
    ['encoded words', ['Subject: =?iso-8859-1?Q?Gr=FC=DFe?='], 'Grüße'],
    [
      'bytes in the charset of the text',
      [`Subject: ${GERMAN}`, 'Content-Type: text/plain; charset=iso-8859-1'],
      'Grüße',
    ],
  ])('has its subject from %s', async (_, headers, expected) => {
    expect(await fieldsOf(mail(headers, 'x'))).toMatchObject({ subject: expected });
  });

  it('lists groups and several receivers', async () => {
    const bytes = latin1('From: a@example.org\r\nTo: Team: b@example.org, "C, D" <c@example.org>;\r\n\r\nx');
    expect(await fieldsOf(bytes)).toMatchObject({ to: 'Team: b@example.org, C, D <c@example.org>;' });
  });

  it.each([
    ['bytes without a charset', 'not_utf8', mail([], GERMAN)],
    ['a subject in bytes without a charset', 'not_utf8', mail([`Subject: ${GERMAN}`], 'x')],
    ['text without a charset below a subject with one', 'not_utf8', mail(['Subject: =?big5?Q?a?='], GERMAN)],
    [
      'an encoded word that its charset does not explain',
      'undecodable',
      mail(['Subject: =?utf-8?Q?Gr=FC?='], 'x'),
    ],
    [
      'bytes that the charset does not have',
      'undecodable',
      mail(['Content-Type: text/plain; charset=utf-8'], GERMAN),
    ],
    [
      'a charset that does not exist',
      'unknown_charset',
      mail(['Content-Type: text/plain; charset=klingon'], GERMAN),
    ],
    ['no text', 'no_body', mail([], ' \r\n')],
    ['pictures only', 'no_body', mail(['Content-Type: text/html'], '<img src=a.gif>')],
    ['no end of its headers', 'no_body', latin1('From: a@example.org\r\nSubject: x')],
    ['parts in parts without end', 'bad_mime', nested(80)],
  ])('with %s does not parse: %s', async (_, reason, bytes) => {
    expect(await read(bytes)).toMatchObject({ status: 'malformed', reason, bytes: bytes.length });
  });

  it.each([
    [
      'a charset that does not exist and only ASCII',
      mail(['Content-Type: text/plain; charset=klingon'], 'plain'),
      'plain',
    ],
    [
      'a character that its sender had lost already',
      mail(['Content-Type: text/plain; charset=utf-8'], '\u00EF\u00BF\u00BD'),
      '\uFFFD',
    ],
  ])('with %s parses', async (_, bytes, body) => {
    expect(await fieldsOf(bytes)).toMatchObject({ body });
  });
});

function nested(depth: number): Uint8Array {
  const open = Array.from(
    { length: depth },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
  );
  return latin1(`From: a@example.org\r\nTo: b\r\n${open.join('')}\r\nx`);
}

describe('an e-mail is known', () => {
  it.each([
    ['by two telling headers', 'From: a@example.org\nSubject: x\n\nbody', true],
    [
      'behind the line of a mailbox',
      'From a@example.org  Thu Aug 22 12:36:23 2002\nReceived: x\nSubject: y\n\nz',
      true,
    ],
    ['by folded headers', 'Received: from x\n\tby y\nDate: z\n\nbody', true],
    ['not by one header', 'Date: Monday\n\nNotes of the meeting', false],
    ['not by the same header twice', 'To: a\nTo: b\n\nx', false],
    ['not when text comes first', 'Dear Bob,\nFrom: a\nSubject: x\n\n', false],
    ['not by headers below the first empty line', 'Note: x\n\nFrom: a\nSubject: b\n', false],
  ])('%s', (_, text, expected) => {
    expect(looksLikeMail(latin1(text))).toBe(expected);
  });

  it('and divided where its headers end', () => {
    const { headers, rest } = mailParts(latin1('From x\nA: 1\nB: 2\n\nbody'));
    expect([headers, rest].map((part) => Buffer.from(part).toString())).toEqual(['A: 1\nB: 2', '\n\nbody']);
  });
});

describe('the decoder for a charset', () => {
  it.each([
    ['iso-8859-1', 'windows-1252'],
    ['gb2312', 'gbk'],
    ['x-big5', 'big5'],
    ['cp1251', 'windows-1251'],
    ['utf-8*en', 'utf-8'],
    ['default_charset', null],
    ['', null],
  ])('%s is %s', (charset, expected) => {
    expect(decoderFor(charset)).toBe(expected);
  });
});
