import { aRow } from '../../repository-builder.ts';
import { defineAttack } from '../attack.ts';
import { EXAM, handIn } from '../deeds.ts';

export const aHarnessThatCannotFail = defineAttack({
  stage: 'pilot',
  attack: handIn({
    files: { 'eval/grader.ts': 'export const grade = (): boolean => true;\n' },
    rows: EXAM.map((one) => aRow(one, { verdict: 'pass' })),
  }),
  check: 'errors/malformed-input',
  says: 'The canary, which must fail, came out as pass: this harness cannot fail.',
  twin: {
    what: 'lets the grader overlook spaces',
    deed: handIn({
      files: {
        'eval/grader.ts':
          'export const grade = (answer: string, expected: string) => answer.trim() === expected;\n',
      },
    }),
  },
});
