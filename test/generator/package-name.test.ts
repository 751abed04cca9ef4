import { describe, expect, it } from 'vitest';
import { acceptedName, nameRefusal } from '../../generator/package-name.ts';

describe('a name that npm or Windows refuses is refused with its reason', () => {
  it.each([
    ['', 'a name'],
    ['my poc', 'spaces'],
    ['My-Poc', 'lower case'],
    ['.hidden', 'leading dot'],
    ['_private', 'leading dot or underscore'],
    ['poc.', 'trailing dot'],
    ['node_modules', 'npm refuses this one'],
    ['favicon.ico', 'npm refuses this one'],
    ['http', 'Node.js modules'],
    ['fs', 'Node.js modules'],
    ['con', 'Windows keeps'],
    ['prn', 'Windows keeps'],
    ['aux', 'Windows keeps'],
    ['NUL', 'Windows keeps'],
    ['com1', 'Windows keeps'],
    ['lpt9', 'Windows keeps'],
    ['con.txt', 'Windows keeps'],
    ['init', 'reads as a command'],
    ['a--b', 'joined by hyphens'],
    ['-x', 'joined by hyphens'],
    ['naïve', 'joined by hyphens'],
    ['a'.repeat(215), 'at most 214'],
  ])('%s', (name, reason) => {
    expect(nameRefusal(name)).toContain(reason);
  });

  it.each(['poc', 'invoice-exceptions', 'com', 'com10', 'contest', 'x2', 'a'.repeat(214)])(
    '%s is accepted',
    (name) => {
      expect(nameRefusal(name)).toBeUndefined();
    },
  );
});

describe('a name that is like a refused one and accepted', () => {
  it.each([
    ['My POC!', 'my-poc'],
    ['con', 'con-poc'],
    ['_x_', 'x'],
    ['###', undefined],
  ])('%s becomes %s', (name, accepted) => {
    expect(acceptedName(name)).toBe(accepted);
  });
});
