import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { spliceYaml } from '../../../action/commands/decide/splice-yaml.ts';

const EXTENSION = { days: 7, sponsor: 'Sam: “the” #1', granted_on: '2026-11-20' };
const FLOW = '{ days: 7, sponsor: "Sam: “the” #1", granted_on: 2026-11-20 }';

const FILE = `# What it is
version: 1   # of the format
workflow:
  stage: of something else
"stage": 'explore'   # where it stands
stage_started_on: "2026-11-10"
decision_due:    2026-11-24

# granted once
extension: null # none yet
tail: |
  stage: explore
`;

describe('values set in YAML', () => {
  it.each([
    ['LF', FILE],
    ['CRLF', FILE.replaceAll('\n', '\r\n')],
  ])('leave every other byte where it is, with %s', (_, text) => {
    const edits = { stage: 'pilot', stage_started_on: '2026-11-20', decision_due: '2027-01-15' };
    const expected = text
      .replace("'explore'", 'pilot')
      .replace('"2026-11-10"', '2026-11-20')
      .replace('2026-11-24', '2027-01-15');
    expect(spliceYaml(text, edits, 'decision_due')).toBe(expected);
  });

  it.each([
    ['null', 'a: 1\nextension: null # x\nb: 2\n', `a: 1\nextension: ${FLOW} # x\nb: 2\n`],
    ['a tilde', 'extension: ~\n', `extension: ${FLOW}\n`],
    ['nothing', 'a: 1\nextension:\nb: 2\n', `a: 1\nextension: ${FLOW}\nb: 2\n`],
    ['nothing but a comment', 'extension: # x\nb: 2\n', `extension: ${FLOW} # x\nb: 2\n`],
    ['nothing at the end of the file', 'a: 1\nextension:', `a: 1\nextension: ${FLOW}`],
  ])('take the place of %s', (_, before, after) => {
    const edited = spliceYaml(before, { extension: EXTENSION }, 'a');
    expect(edited).toBe(after);
    expect(parse(edited)).toMatchObject({ extension: EXTENSION });
  });

  it.each([
    [
      'a block',
      'extension: # x\n  days: 7 # y\n  sponsor: "S" # z\n# w\nb: 2\n',
      'extension: # x\n  null # z\n# w\nb: 2\n',
    ],
    ['a block with CRLF', 'extension:\r\n  days: 7\r\nb: 2\r\n', 'extension:\r\n  null\r\nb: 2\r\n'],
    ['braces', 'extension: {days: 7,\n  sponsor: S } # z\nb: 2\n', 'extension: null # z\nb: 2\n'],
  ])('take the place of %s', (_, before, after) => {
    const edited = spliceYaml(before, { extension: null }, 'b');
    expect(edited).toBe(after);
    expect(parse(edited)).toEqual({ extension: null, b: 2 });
  });

  it.each([
    ['LF', 'due: 1 # x\nb: 2\n', `due: 1 # x\nextension: ${FLOW}\nb: 2\n`],
    ['CRLF', 'due: 1\r\nb: 2\r\n', `due: 1\r\nextension: ${FLOW}\r\nb: 2\r\n`],
    ['no line end', 'b: 2\ndue: 1', `b: 2\ndue: 1\nextension: ${FLOW}`],
  ])('stand on a line of their own after another where the key is new, with %s', (_, before, after) => {
    expect(spliceYaml(before, { extension: EXTENSION }, 'due')).toBe(after);
  });

  it('are as many as there are keys, wherever those stand', () => {
    expect(spliceYaml('b: 1\na: 2\n', { a: 'x', b: 'yy' }, 'a')).toBe('b: yy\na: x\n');
  });

  it.each([
    ['a list', '- a\n', 'a'],
    ['a map without the key that a new one follows', 'a: 1\n', 'missing'],
  ])('are refused for %s', (_, text, after) => {
    expect(() => spliceYaml(text, { b: 1 }, after)).toThrow();
  });
});
