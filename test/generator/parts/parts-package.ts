import { join } from 'node:path';
import { fakePackage, writeTree } from '../fake-package.ts';

const LIST = `// What stands around the model.
import type { MakePart } from './part.ts';

export const PARTS: readonly MakePart[] = [];
`;

/** What a part of the fixture is, where a test says nothing else. */
export const described = (change: Record<string, unknown> = {}) => ({
  title: 'A part',
  summary: 'Does something.',
  order: 20,
  runtime: false,
  ...change,
});

const TEMPLATES: Record<string, string> = {
  'base/poc.yaml.hbs':
    'workflow: {id: {{name}}, kind: {{kind}}, title: {{yaml workflow}}, labels: {{yaml labels}}, user_role: {{yaml performer}}, out_of_scope: []}\n',
  'base/src/part.ts':
    "import type { Outcome } from './outcome.ts';\nexport type Part = { name: string; before?(): Outcome | null };\nexport type MakePart = () => Part;\n",
  'base/src/parts.ts': LIST,
  'base/src/outcome.ts':
    "import type { Answer } from './answer.ts';\nexport type Outcome = { answer: Answer };\n",
  'base/src/compose.ts':
    "import { PARTS } from './parts.ts';\nexport const names = PARTS.map((make) => make().name);\n",
  'base/src/state.ts':
    "import { join } from 'node:path';\nexport const stateFile = (name: string): string => join('state', name);\n",
  'base/src/unneeded.ts': 'export const unneeded = 1;\n',
  'base/tsconfig.json': `${JSON.stringify({
    compilerOptions: {
      target: 'es2023',
      module: 'nodenext',
      strict: true,
      types: ['node'],
      verbatimModuleSyntax: true,
      allowImportingTsExtensions: true,
      noEmit: true,
    },
    include: ['src', 'test'],
  })}\n`,
  'kinds/classify/src/answer.ts':
    "import { LABELS } from './labels.ts';\nexport type Answer = (typeof LABELS)[number];\n",
  'kinds/classify/src/labels.ts.hbs': 'export const LABELS = {{json labels}} as const;\n',
  'kinds/classify/kind.json': '{ "dependencies": { "kind-library": "1.2.3" } }',
  'kinds/classify/package.json.hbs': `{
  "name": {{json name}},
  "type": "module",
  "scripts": { "start": "tsx src/cli.ts", "test": "vitest run" },
  "dependencies": { "tsx": "4.23.15", "zod": "4.6.7" },
  "devDependencies": { "@types/node": "20.19.43", "create-poc": {{json dependency}}, "typescript": "7.0.2", "yaml": "2.9.1" }
}
`,
  'parts/off-switch/part.json': JSON.stringify(
    described({
      title: 'Off at once',
      order: 10,
      runtime: true,
      proves: ['monitoring/off-switch'],
      dependencies: { cockatiel: '3.2.1' },
      scripts: { off: 'tsx src/off-switch/cli.ts' },
      next: ['Name who is on call in docs/runbook.md.'],
    }),
  ),
  'parts/off-switch/src/off-switch/part.ts':
    "import type { Part } from '../part.ts';\nimport { stateFile } from '../state.ts';\nexport function offSwitchPart(): Part {\n  return { name: stateFile('off') };\n}\n",
  'parts/off-switch/src/off-switch/cli.ts': "import { offSwitchPart } from './part.ts';\noffSwitchPart();\n",
  'parts/off-switch/docs/runbook.md': 'Who is on call?\n',
  'parts/audit/part.json': JSON.stringify(
    described({
      title: 'What was done, by whom',
      order: 30,
      runtime: true,
      needs: ['off-switch'],
      dependencies: { yaml: '2.9.1' },
      scripts: { audit: 'tsx src/audit/cli.ts', 'audit:verify': 'tsx src/audit/cli.ts verify' },
    }),
  ),
  'parts/audit/src/audit/part.ts':
    "import type { Part } from '../part.ts';\nimport { offSwitchPart } from '../off-switch/part.ts';\nexport const auditPart = (): Part => ({ name: 'audit of ' + offSwitchPart().name });\n",
  'parts/notes/part.json': JSON.stringify(described({ title: 'Notes', default: false })),
  'parts/notes/docs/notes.md': 'Notes.\n',
};

/**
 * A package folder with parts.
 *
 * @param change templates by path that differ; `undefined` takes one out
 */
export function partsPackage(change: Record<string, string | undefined> = {}): string {
  const root = fakePackage();
  const files = Object.entries({ ...TEMPLATES, ...change }).flatMap(([path, text]) =>
    text === undefined ? [] : [[`templates/${path}`, text]],
  );
  writeTree(root, Object.fromEntries(files));
  return root;
}

export const templatesOf = (root: string): string => join(root, 'templates');
