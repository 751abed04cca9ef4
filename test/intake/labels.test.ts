import { describe, expect, it } from 'vitest';
import { countLabels, type LabelRules, labelRule, mapLabels } from '../../action/intake/labels.ts';

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
  const map = (made: Partial<LabelRules>) =>
    mapLabels(counts, { rules: [], unanswerable: [], keepLabels: false, ...made }, ['attention', 'ignore']);

  it('are counted', () => {
    expect([...counts]).toEqual([
      ['ham', 2],
      ['spam', 1],
      ['ignore', 1],
    ]);
  });

  it('become what the first rule that matches says', () => {
    const { mapped, unmapped } = map({ rules: rules('*=attention', 'spam=ignore') });
    expect(Object.fromEntries(mapped)).toEqual({ ham: 'attention', spam: 'attention', ignore: 'attention' });
    expect(unmapped).toEqual([]);
  });

  it('without any rule stay, and those that the workflow does not have are named with their counts', () => {
    const { mapped, unknown, unmapped } = map({});
    expect(Object.fromEntries(mapped)).toEqual({ ignore: 'ignore' });
    expect(unknown).toEqual([
      ['ham', 2],
      ['spam', 1],
    ]);
    expect(unmapped).toEqual([]);
  });

  it('with rules need one each, even when the workflow has them', () => {
    expect(map({ rules: rules('ham=attention') }).unmapped).toEqual([
      ['spam', 1],
      ['ignore', 1],
    ]);
  });

  it('that no rule is about stay when asked for', () => {
    const kept = map({ rules: rules('*am=attention'), keepLabels: true });
    expect(kept.unmapped).toEqual([]);
    expect(kept.mapped.get('ignore')).toBe('ignore');
  });

  it('show rules that are about none of them', () => {
    expect(map({ rules: rules('*=ignore', 'eggs=attention'), unanswerable: ['e*'] }).idle).toEqual([
      '--map eggs=attention',
      '--unanswerable e*',
    ]);
  });

  it.each([
    ['spam', 'h*=attention', [], { ham: 'attention', spam: null }],
    ['s*', 's*=ignore', ['--map s*=ignore'], { spam: null }],
    ['SPAM', 's*=ignore', ['--unanswerable SPAM'], { spam: 'ignore' }],
  ])(
    'of which %s say that nobody could tell become no label, whatever --map %s says',
    (one, rule, idle, is) => {
      const made = map({ rules: rules(rule), unanswerable: [one] });
      expect([Object.fromEntries(made.mapped), made.idle]).toEqual([is, idle]);
    },
  );

  it('beside one that says that nobody could tell stay without a rule', () => {
    const { mapped, unmapped, unknown } = map({ unanswerable: ['*am'] });
    expect([Object.fromEntries(mapped), unmapped, unknown]).toEqual([
      { ham: null, spam: null, ignore: 'ignore' },
      [],
      [],
    ]);
  });
});
