import type { TemplateData } from '../../answers.ts';
import { checkAnswer } from '../../given.ts';
import { DEFAULT_KIND, QUESTIONS } from '../../questions.ts';
import type { Adding } from './plan.ts';

/** What a file of the base is filled in with: `poc.yaml`, and the examples of the questions for what that does not say. */
export function dataOf({ target, source, today }: Adding): TemplateData {
  const examples = Object.fromEntries(
    QUESTIONS.map(({ key, placeholder }) => {
      const checked = checkAnswer(key, placeholder, today);
      return [key, 'value' in checked ? checked.value : placeholder];
    }),
  ) as unknown as TemplateData;
  const { root: _, ...derived } = source;
  return { ...examples, kind: DEFAULT_KIND, fields: [], ...saidIn(target.poc), ...derived, today, parts: [] };
}

function saidIn(poc: Adding['target']['poc']): Partial<TemplateData> {
  if (poc === undefined) return {};
  const { id, kind, title, labels = [], fields = [], user_role } = poc.workflow;
  const owner = poc.owner === undefined ? {} : { owner: poc.owner };
  return { name: id, kind, workflow: title, labels, fields, performer: user_role, ...owner };
}
