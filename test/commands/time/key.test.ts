import { describe, expect, it } from 'vitest';
import { type Key, keyReader } from '../../../action/commands/time/key.ts';
import { key, paste } from './given.ts';

const ESC = '\u001b';
const read = (...chunks: string[]): Key[] => {
  const keys = keyReader();
  return chunks.flatMap((chunk) => keys(chunk));
};

describe('keys', () => {
  it.each<[string, string[], Key[]]>([
    ['letters', ['aé🙂'], [key('a'), key('é'), key('🙂')]],
    ['Enter', ['\r'], [key('Enter')]],
    ['Enter as CR LF, once', ['\r\n'], [key('Enter')]],
    ['two Enters', ['\r\r'], [key('Enter'), key('Enter')]],
    ['backspace of either kind', ['\u007f\b'], [key('Back'), key('Back')]],
    ['ctrl-C and ctrl-D', ['\u0003\u0004'], [key('Ctrl-C'), key('Ctrl-C')]],
    ['ctrl-U', ['\u0015'], [key('Ctrl-U')]],
    ['Esc alone', [ESC], [key('Esc')]],
    ['arrows and function keys, which mean nothing', [`${ESC}[A${ESC}[1;5C${ESC}OP${ESC}[15~x`], [key('x')]],
    ['alt and a letter, which mean nothing', [`${ESC}d`], []],
    ['an arrow in two chunks', [`${ESC}[`, 'A', 'x'], [key('x')]],
    ['ctrl-Z and other controls, which mean nothing', ['\u001a\u0001\tx'], [key('x')]],
    ['a paste', [`${ESC}[200~ref-1${ESC}[201~`], [paste('ref-1')]],
    ['a paste of lines, as one', [`${ESC}[200~ ref-1\r\nq\n${ESC}[201~`], [paste('ref-1 q')]],
    [
      'a paste in three chunks',
      [`a${ESC}[200~re`, 'f-', `1${ESC}[201~b`],
      [key('a'), paste('ref-1'), key('b')],
    ],
    ['lines that a terminal sends at once, as one paste', ['ref-1\r\nq\rd\n'], [paste('ref-1 q d')]],
    ['a line and Enter, which may be typed', ['ab\r\r'], [key('a'), key('b'), key('Enter'), key('Enter')]],
    ['ctrl-C among lines', ['a\rb\u0003'], [key('a'), key('Enter'), key('b'), key('Ctrl-C')]],
    ['ctrl-C in a paste whose end never comes', [`${ESC}[200~ref`, '\u0003'], [key('Ctrl-C')]],
  ])('%s', (_, chunks, keys) => {
    expect(read(...chunks)).toEqual(keys);
  });
});
