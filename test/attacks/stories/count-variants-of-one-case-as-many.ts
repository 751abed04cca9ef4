import { aCase } from '../../repository-builder.ts';
import { defineAttack } from '../attack.ts';
import { EXAM, failing, firstIds, handIn, weakerRule } from '../deeds.ts';

const right = EXAM.slice(5, 40);
const own = (i: number) => ({ id: `case-${4000 + i}`, source_ref: `hmac-sha256:0000${4000 + i}` });
/** Another mark at the end makes another case of each that was right. */
const variants = right.map((one, i) => {
  const { subject, body } = one.input as { subject: string; body: string };
  return { ...one, ...own(i), input: { subject, body: `${body.slice(0, -1)}!` } };
});
const others = right.map((one, i) => aCase(4000 + i, { slices: one.slices }));

const withMore = (more: typeof right) => {
  const cases = [...EXAM, ...more];
  return handIn({ cases, rows: failing(...firstIds(5))(cases), alternative: weakerRule(cases) });
};

/** 35 of 40 are too few to tell, 70 of 75 would be enough. */
export const countVariantsOfOneCaseAsMany = defineAttack({
  stage: 'pilot',
  poc: { results: failing(...firstIds(2)) },
  before: weakerRule(),
  attack: withMore(variants),
  check: 'eval/pass-rate',
  says: '87.5 % (73–95), 35 of 40; 35 cases repeat another nearly word for word, counted with it; the bar is 80 % on the lower bound: cannot tell yet',
  twin: { what: 'adds as many other cases', deed: withMore(others) },
});
