import { describe, expect, it } from 'vitest';
import { printable } from '../../action/text/printable.ts';

describe('text for a terminal', () => {
  it.each([
    ['a colour', 'a\u001b[31mb', 'ab'],
    ['a title', 'a\u001b]0;x\u0007b', 'ab'],
    ['lines', 'a\nb\r\nc', 'a b c'],
    ['what turns the direction round', 'a\u202Ecod.exe\u2066b\u061C', 'acod.exeb'],
    ['ordinary text', 'Zürich – 5 €', 'Zürich – 5 €'],
  ])('is printed without what it obeys: %s', (_, text, printed) => {
    expect(printable(text)).toBe(printed);
  });
});
