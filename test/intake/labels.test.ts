import { describe, expect, it } from 'vitest';
import { countLabels, labelRule, mapLabels } from '../../action/intake/labels.ts';

const rules = (...texts: string[]) => texts.map((text) => labelRule(text) ?? { from: '', to: '' });

describe('a rule', () => {
  it.each([
    ['spam-*=ignore', { from: 'spam-*', to: 'ignore' }],
    ['a=b=c', { from: 'a=b', to: 'c' }],
    ['=ignore', null],
    ['spam=', null],
    ['spam', null],
  ])('%s', (text, expected) => {
    expect(labelRule(text)).toEqual(expected);
  });
});

describe('labels', () => {
  const counts = countLabels(['ham', 'spam', 'ham', 'ignore']);
  const allowed = ['attention', 'ignore'];

  it('are counted', () => {
    expect([...counts]).toEqual([
      ['ham', 2],
      ['spam', 1],
      ['ignore', 1],
    ]);
  });

  it('become what the first rule that matches says', () => {
    const { mapped, unmapped } = mapLabels(counts, rules('*=attention', 'spam=ignore'), false, allowed);
    expect(Object.fromEntries(mapped)).toEqual({ ham: 'attention', spam: 'attention', ignore: 'attention' });
    expect(unmapped).toEqual([]);
  });

  it('without any rule stay, and those that the workflow does not have are named with their counts', () => {
    const { mapped, unknown, unmapped } = mapLabels(counts, [], false, allowed);
    expect(Object.fromEntries(mapped)).toEqual({ ignore: 'ignore' });
    expect(unknown).toEqual([
      ['ham', 2],
      ['spam', 1],
    ]);
    expect(unmapped).toEqual([]);
  });

  it('with rules need one each, even when the workflow has them', () => {
    expect(mapLabels(counts, rules('ham=attention'), false, allowed).unmapped).toEqual([
      ['spam', 1],
      ['ignore', 1],
    ]);
  });

  it('that no rule is about stay when asked for', () => {
    const kept = mapLabels(counts, rules('*am=attention'), true, allowed);
    expect(kept.unmapped).toEqual([]);
    expect(kept.mapped.get('ignore')).toBe('ignore');
  });

  it('show rules that are about none of them', () => {
    expect(mapLabels(counts, rules('*=ignore', 'eggs=attention'), false, allowed).idle).toEqual([
      { from: 'eggs', to: 'attention' },
    ]);
  });
});
