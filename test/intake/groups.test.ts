import { describe, expect, it } from 'vitest';
import { representatives } from '../../action/intake/groups.ts';

const one = (id: string, text: string) => ({ id, text });
const LONG = Array.from({ length: 60 }, (_, at) => `word${at}`).join(' ');

function summary(known: ReturnType<typeof one>[], incoming: ReturnType<typeof one>[]) {
  const { chosen, left, present, groups } = representatives(known, incoming);
  return { chosen, left: Object.fromEntries(left), present: [...present], groups };
}

describe('of alike things', () => {
  it.each([
    [
      'the first is chosen, and the others are counted by how they are alike',
      [],
      [one('a', LONG), one('b', 'else'), one('c', `${LONG}!`), one('d', `${LONG} more`), one('b', 'third')],
      { chosen: [0, 1], left: { 2: 'exact', 3: 'near', 4: 'same_identifier' }, present: [], groups: 2 },
    ],
    [
      'none is chosen when one is a case already',
      [one('k', LONG)],
      [one('a', LONG), one('b', `${LONG} more`), one('c', 'else')],
      { chosen: [2], left: { 0: 'exact', 1: 'near' }, present: [], groups: 1 },
    ],
    [
      'the case itself is chosen when the source still has it, wherever it stands',
      [one('k', LONG)],
      [one('a', LONG), one('k', LONG), one('k', LONG)],
      { chosen: [1], left: { 0: 'exact', 2: 'exact' }, present: [1], groups: 1 },
    ],
    [
      'a case whose text has changed since is still that case',
      [one('k', 'before')],
      [one('k', 'after')],
      { chosen: [0], left: {}, present: [0], groups: 0 },
    ],
    [
      'things are one group through what they are both like',
      [],
      [one('a', 'x y z'), one('b', 'p q r'), one('b', 'x y z')],
      { chosen: [0], left: { 1: 'near', 2: 'exact' }, present: [], groups: 1 },
    ],
    ['nothing is chosen of nothing', [], [], { chosen: [], left: {}, present: [], groups: 0 }],
  ])('%s', (_, known, incoming, expected) => {
    expect(summary(known, incoming)).toEqual(expected);
  });
});
