import { describe, expect, it } from 'vitest';
import { answer, brokenRules } from '../src/answer.ts';
import { FIELD_NAMES, type FieldName, typeOf } from '../src/fields.ts';
import { isRepeated, mistakesIn } from '../src/mistakes.ts';
import { sameValue } from '../src/values/values.ts';
import { ANSWER, changed, ITEM, OTHER_ANSWER } from './made-up.ts';

const changedIn = (wrong: typeof ANSWER) =>
  FIELD_NAMES.filter((name) => !sameValue(typeOf(name), wrong.fields[name], ANSWER.fields[name]));

describe('the mistakes in a record', () => {
  const mistakes = mistakesIn(ANSWER, ITEM);

  it('are each in one field, keep the output contract and the rules, and are repeated by themselves only', () => {
    expect(mistakes.length).toBeGreaterThan(0);
    expect(mistakes.some(({ status }) => status === 'partial')).toBe(FIELD_NAMES.length > 1);
    for (const wrong of mistakes) {
      const mistake = { right: ANSWER, wrong };
      expect([changedIn(wrong).length, answer.safeParse(wrong).success, brokenRules(wrong, ITEM)]).toEqual([
        1,
        true,
        [],
      ]);
      expect([isRepeated(wrong, mistake), isRepeated(ANSWER, mistake)]).toEqual([true, false]);
    }
  });

  it('are at most four to a field, and none of them in prose', () => {
    const names = ['One', 'Two', 'Six', 'Ten', 'Red'].map((name) => `${name} Made Up`);
    const text = ['thank you for your trust in us', ...names, ITEM.fields.text].join('\n');
    const all = mistakesIn(ANSWER, { fields: { ...ITEM.fields, text } });
    for (const name of FIELD_NAMES)
      expect(all.filter((one) => changedIn(one).includes(name)).length).toBeLessThanOrEqual(4);
    expect(JSON.stringify(all)).not.toContain('thank you');
  });
});

describe('a mistake is repeated', () => {
  it.each(FIELD_NAMES)('in %s whatever else was changed, and nowhere else', (name) => {
    const wrong = changed(ANSWER, name, OTHER_ANSWER.fields[name]);
    const mistake = { right: ANSWER, wrong };
    const [other] = FIELD_NAMES.filter((one) => one !== name);
    if (other !== undefined) expect(isRepeated(changed(wrong, other, null), mistake)).toBe(true);
    expect(isRepeated(changed(wrong, name, null), mistake)).toBe(false);
  });

  it('not by a status that nobody put right beside the field', () => {
    const wrong = { ...changed(ANSWER, FIELD_NAMES[0] as FieldName, null), status: 'partial' as const };
    expect(isRepeated({ ...ANSWER, status: wrong.status }, { right: ANSWER, wrong })).toBe(false);
  });
});
