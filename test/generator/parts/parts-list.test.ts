import { describe, expect, it } from 'vitest';
import { listedNames, withPart } from '../../../generator/parts/parts-list.ts';

const ORDER = ['off-switch', 'telemetry', 'audit'];
const list = (imports: string[], names: string) =>
  `// Ours.\n${imports.map((line) => `${line}\n`).join('')}\nexport const PARTS: readonly MakePart[] = [${names}];\n`;
const TYPE = "import type { MakePart } from './part.ts';";
const OFF = "import { offSwitchPart } from './off-switch/part.ts';";
const AUDIT = "import { auditPart } from './audit/part.ts';";
const MINE = "import { minePart } from './mine/part.ts';";

describe('the list of parts', () => {
  it.each([
    ['the first', list([TYPE], ''), 'off-switch', list([OFF, TYPE], 'offSwitchPart')],
    [
      'one inside another',
      list([OFF, TYPE], 'offSwitchPart'),
      'audit',
      list([AUDIT, OFF, TYPE], 'offSwitchPart, auditPart'),
    ],
    [
      'one outside another',
      list([AUDIT, TYPE], 'auditPart'),
      'off-switch',
      list([AUDIT, OFF, TYPE], 'offSwitchPart, auditPart'),
    ],
    [
      'one that is there',
      list([OFF, TYPE], 'offSwitchPart'),
      'off-switch',
      list([OFF, TYPE], 'offSwitchPart'),
    ],
    [
      'one whose import got lost',
      list([TYPE], 'offSwitchPart, auditPart'),
      'audit',
      list([AUDIT, TYPE], 'offSwitchPart, auditPart'),
    ],
    [
      'one that somebody imports from elsewhere',
      list([TYPE, "import { auditPart } from './ours.ts';"], 'auditPart'),
      'audit',
      list([TYPE, "import { auditPart } from './ours.ts';"], 'auditPart'),
    ],
    [
      'one beside somebody’s own',
      list([MINE, TYPE], 'minePart'),
      'audit',
      list([AUDIT, MINE, TYPE], 'minePart, auditPart'),
    ],
    [
      'one into a list of several lines',
      list([TYPE, MINE], '\n  minePart,\n'),
      'audit',
      list([AUDIT, TYPE, MINE], 'minePart, auditPart'),
    ],
  ])('takes %s at its place', (_, text, part, expected) => {
    expect(withPart(text, part, ORDER)).toBe(expected);
  });

  it.each([
    [110, false],
    [111, true],
  ])('of %i characters stands on several lines: %s', (length, several) => {
    const bare = 'export const PARTS: readonly MakePart[] = [, auditPart];'.length;
    const long = 'm'.repeat(length - bare);
    const text = withPart(list([TYPE], long), 'audit', ORDER) ?? '';
    expect(text.includes(`[\n  ${long},\n  auditPart,\n];`)).toBe(several);
    expect(listedNames(text)).toEqual([long, 'auditPart']);
  });

  it('keeps the line ends of a machine that writes CRLF', () => {
    const windows = (text: string) => text.replaceAll('\n', '\r\n');
    expect(withPart(windows(list([TYPE], '')), 'audit', ORDER)).toBe(
      windows(list([AUDIT, TYPE], 'auditPart')),
    );
  });

  it.each([
    ['no list', 'export const parts = [];'],
    ['calls in it', list([TYPE], "offSwitch({ file: 'x' })")],
    ['a comment in it', list([TYPE], '\n  // outermost\n  offSwitchPart,\n')],
    ['nothing', ''],
  ])('with %s is not touched', (_, text) => {
    expect(withPart(text, 'audit', ORDER)).toBeUndefined();
  });
});
