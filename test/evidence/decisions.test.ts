import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../action/contract/problem.ts';
import { digestRecorded, readDecisions } from '../../action/evidence/decisions.ts';
import { digestOf } from '../../action/evidence/digests.ts';
import { given } from '../given.ts';
import { aTree } from '../repository-builder.ts';

const FILE = 'decisions/0001-stop.md';
const RECORD =
  '---\nstatus: accepted\ndate: 2026-11-20\ndecision: stop\ndecision-makers: [Sam]\n---\n# Stop\n\nBecause.\n';

const read = async (files: Parameters<typeof aTree>[0]) => {
  const reading = await readDecisions(aTree(files));
  if (reading.status === 'invalid') return reading.problems.map(describeProblem);
  return reading.status === 'read'
    ? reading.value.map((row) => `${row.file}:${row.line} ${row.value.decision} ${row.value.date}`)
    : reading.status;
};

describe('decision records', () => {
  it.each([
    ['LF', RECORD],
    ['CRLF', RECORD.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${RECORD}`],
    ['nothing after the front matter', RECORD.slice(0, RECORD.indexOf('# Stop'))],
    ['no line end after the front matter', RECORD.slice(0, RECORD.indexOf('\n# Stop'))],
    ['another key of MADR', RECORD.replace('decision: stop', 'decision: stop\nconsulted: [Jo]')],
    ['a line of dashes in its text', `${RECORD}\n---\nmore\n`],
  ])('with %s are read', async (_, text) => {
    expect(await read({ [FILE]: text })).toEqual([`${FILE}:1 stop 2026-11-20`]);
  });

  it('are only the Markdown files of decisions/ itself that have front matter', async () => {
    expect(
      await read({
        [FILE]: RECORD,
        'decisions/README.md': '# Decisions\n\n---\n\nstatus: accepted\n',
        'decisions/old/0002-x.md': RECORD,
        'decisions/0003.txt': RECORD,
        'decisions.md': RECORD,
        'decisions/indented.md': ` ${RECORD}`,
      }),
    ).toEqual([`${FILE}:1 stop 2026-11-20`]);
  });

  it('are none where there is no such folder', async () => {
    expect(await read({})).toEqual([]);
  });

  it.each([
    [
      'front matter that is not closed',
      RECORD.replace('\n---\n#', '\n#'),
      ':1: found front matter that is not closed; expected a second line of `---`. Add it after the keys.',
    ],
    [
      'empty front matter',
      '---\n---\n# Stop\n',
      ': found an empty file; expected the keys of this file. Restore it, or see the README for its keys.',
    ],
    [
      'a decision of its own',
      RECORD.replace('decision: stop', 'decision: later'),
      ':4:11: decision: found "later"; expected "ship" or "harden" or "continue" or "stop". Correct `decision`.',
    ],
    [
      'nobody who decided',
      RECORD.replace('[Sam]', '[]'),
      ':5:18: decision-makers: found []; expected at least 1 entry. Correct `decision-makers`.',
    ],
    [
      'a date in words',
      RECORD.replace('2026-11-20', 'yesterday'),
      ':3:7: date: found "yesterday"; expected a day written as YYYY-MM-DD. Correct `date`.',
    ],
    [
      'broken YAML',
      RECORD.replace('date: 2026-11-20', 'date: "2026-11-20'),
      ':6:1: found the end of the file; expected valid YAML (Missing closing "quote). Correct this line; often a quote, a colon or the indentation is off.',
    ],
  ])('with %s are refused at its line', async (_, text, says) => {
    expect(await read({ [FILE]: text })).toEqual([`${FILE}${says}`]);
  });

  it('are all refused when one of them is', async () => {
    expect(await read({ [FILE]: RECORD, 'decisions/0002-x.md': '---\nstatus: done\n' })).toHaveLength(1);
    expect(
      await read({ [FILE]: RECORD, 'decisions/0002-x.md': { status: 'unreadable', why: 'a symbolic link' } }),
    ).toEqual([
      'decisions/0002-x.md: found a symbolic link; expected a file inside this folder. Replace it with a file that is there in full.',
    ]);
    expect(await read({ [FILE]: { status: 'missing' } })).toEqual([
      `${FILE}: found no file; expected a file. Restore it.`,
    ]);
  });
});

describe('the text of a decision record', () => {
  const body = async (text: string) => {
    const reading = await readDecisions(aTree({ [FILE]: text }));
    return reading.status === 'read' ? reading.value.map((row) => row.value.body) : reading.status;
  };

  it.each([
    ['what stands below the front matter', RECORD, '# Stop\n\nBecause.\n'],
    ['nothing where nothing stands there', RECORD.slice(0, RECORD.indexOf('# Stop')), ''],
    ['nothing where the file ends with the fence', RECORD.slice(0, RECORD.indexOf('\n# Stop')), ''],
    ['kept with its line ends', RECORD.replaceAll('\n', '\r\n'), '# Stop\r\n\r\nBecause.\r\n'],
    ['not cut at a line of dashes of its own', `${RECORD}---\nmore\n`, '# Stop\n\nBecause.\n---\nmore\n'],
  ])('is %s', async (_, text, is) => {
    expect(await body(text)).toEqual([is]);
  });
});

describe('the digests of files that records name', () => {
  const named = (...files: string[]) =>
    given.decision({ evidence: files.map((file) => ({ file, sha256: given.digest('1') })) as never });
  const tree = aTree({ 'a.csv': 'a', 'b.csv': 'b', 'c.csv': 'c' });
  const digests = async (...records: ReturnType<typeof named>[]) => {
    const reading = await digestRecorded(tree, records);
    return reading.status === 'read' ? Object.fromEntries(reading.value) : reading.status;
  };

  it('are those of this tree, each once', async () => {
    expect(await digests(named('a.csv', 'b.csv'), named('b.csv'))).toEqual({
      'a.csv': await digestOf(tree, ['a.csv']),
      'b.csv': await digestOf(tree, ['b.csv']),
    });
  });

  it('differ where the files do', async () => {
    const { 'a.csv': a, 'b.csv': b } = (await digests(named('a.csv', 'b.csv'))) as Record<string, string>;
    expect(a).not.toBe(b);
  });

  it('are none for a file that is not there, or lies outside', async () => {
    expect(await digests(named('gone.csv', '../a.csv'))).toEqual({});
  });

  it('are none where no record names a file', async () => {
    expect(await digests(given.decision())).toEqual({});
    expect(await digests()).toEqual({});
  });
});
