import { join } from 'node:path';
import type { TemplateData } from '../../generator/answers.ts';
import { madeFiles } from '../../generator/create.ts';
import { packageRoot } from '../../generator/package-root.ts';
import { readTemplates } from '../../generator/parts/templates.ts';

/** A made file: its text, and whether anything was filled in. */
export type MadeFile = { text: string; rendered: boolean };

const given: Pick<TemplateData, 'kind' | 'today' | 'version' | 'decisionDue' | 'fields' | 'parts'> = {
  kind: 'classify',
  today: '2026-11-22',
  version: '0.1.0',
  decisionDue: '2026-12-06',
  fields: [],
  parts: [],
};

/** Answers as people give them. */
export const ORDINARY: TemplateData = {
  ...given,
  name: 'mail-triage',
  workflow: 'Decide whether a message deserves attention',
  performer: 'Support clerk',
  unit: 'one incoming message',
  minutes: 4,
  realCase: 'the support inbox',
  labels: ['attention', 'ignore'],
  owner: 'Ada Example',
  dependency: 'file:.github/actions/poc-gate',
  actionUses: './.github/actions/poc-gate',
  vendored: true,
};

/** Answers that mean something else to YAML, JSON, Markdown, Handlebars or GitHub. */
export const HOSTILE: TemplateData = {
  ...given,
  name: '123',
  workflow: `R&D "quotes" \${{ x }} # no comment: {{name}} \\ ' <b>`,
  performer: '- "R&D": *x',
  unit: 'yes',
  minutes: null,
  realCase: `*/ --> \${{ secrets.X }} "here"`,
  labels: ['needs: a person', 'a b', 'Größe 😀', 'null', 'unknown', `it's \`x\` \${y}`, '__proto__'],
  owner: '@o [x] # y',
  dependency: '0.1.0',
  actionUses: 'an-owner/create-poc@v0.1.0',
  vendored: false,
};

/** @returns the files of a made repository by path. */
export async function renderKind(data: TemplateData): Promise<Map<string, MadeFile>> {
  const templates = readTemplates(join(packageRoot(), 'templates'), data.kind, [...data.parts]);
  const made = madeFiles(templates, data);
  return new Map(
    templates.files.map(({ path, rendered }, index) => [
      path,
      { rendered, text: made[index]?.content.toString() ?? '' },
    ]),
  );
}

/** @returns the text of a made file. @throws Error when there is none */
export function textOf(files: ReadonlyMap<string, MadeFile>, path: string): string {
  const file = files.get(path);
  if (file === undefined) throw new Error(`${path} was not made`);
  return file.text;
}

export const ANSWER_SETS: [string, TemplateData][] = [
  ['ordinary', ORDINARY],
  ['hostile', HOSTILE],
];
