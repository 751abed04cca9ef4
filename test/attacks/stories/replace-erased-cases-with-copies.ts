import type { EvalCase } from '../../../action/contract/eval-case.ts';
import { aCase } from '../../repository-builder.ts';
import { defineAttack } from '../attack.ts';
import { EXAM, handIn, logged } from '../deeds.ts';

/** Thirty real cases, as many as pilot asks for. */
const THIRTY = EXAM.filter(({ suite, id }) => suite !== 'scored' || Number(id.slice(5)) <= 30);
const ERASED = ['case-1', 'case-2', 'case-3', 'case-4', 'case-5'];

/** Five senders want to be forgotten, and five other cases come in their place. */
const instead = (text: (n: number) => EvalCase['input'] | undefined) =>
  handIn({
    cases: [
      ...THIRTY.filter(({ id }) => !ERASED.includes(id)),
      ...ERASED.map((_, i) => {
        const input = text(i);
        return aCase(71 + i, { slices: ['reminders'], ...(input === undefined ? {} : { input }) });
      }),
    ],
    files: logged('Olga Owner', 'privacy_erasure', ...ERASED),
  });

export const replaceErasedCasesWithCopies = defineAttack({
  stage: 'pilot',
  poc: { cases: THIRTY },
  attack: instead((i) => THIRTY[10 + i]?.input),
  says: '5 repeat another nearly word for word and do not count',
  check: 'data/real-cases',
  twin: { what: 'draws five others', deed: instead(() => undefined) },
});
