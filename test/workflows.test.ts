import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE, ORDINARY, renderKind, textOf } from './templates/render-kind.ts';
import { describeLint } from './workflows/lint/lint-problem.ts';
import { readWorkflowSource } from './workflows/lint/workflow-source.ts';
import { lintAction, lintWorkflows } from './workflows/lint.ts';
import { PINS } from './workflows/pins.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const ours = [join(root, '.github/workflows/ci.yml')];
const published = { ...ORDINARY, vendored: false, dependency: '0.1.0', actionUses: 'octo/create-poc@v0.1.0' };
const WORKFLOW = '.github/workflows/poc.yml';
/** Nothing is filled in there, so it is copied as it is. */
const drift = join(root, 'templates/parts/drift/.github/workflows/drift.yml');
let folder: string;
let generated: string[];

// Generated workflows stand where they will stand, with the gate that they use beside them.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'poc-workflows-'));
  const kinds = { ordinary: ORDINARY, hostile: { ...HOSTILE, vendored: true }, published };
  const texts = Object.entries(kinds).map(
    async ([name, data]) => [name, textOf(await renderKind(data), WORKFLOW)] as const,
  );
  const filled = (await Promise.all(texts)).map(([name, text]) => {
    const file = join(folder, name, WORKFLOW);
    mkdirSync(join(file, '..'), { recursive: true });
    const gate = join(folder, name, '.poc-gate/.github/actions/poc-gate');
    mkdirSync(gate, { recursive: true });
    cpSync(join(root, 'action.yml'), join(gate, 'action.yml'));
    writeFileSync(file, text);
    return file;
  });
  generated = [...filled, drift];
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('workflows', () => {
  it('of this repository pass actionlint, GitHub’s language service and our rules', async () => {
    expect((await lintWorkflows(ours, { actionsRoot: root })).map(describeLint)).toEqual([]);
  });

  it('of a made repository pass them too', async () => {
    for (const file of generated) {
      const problems = (await lintWorkflows([file], { actionsRoot: join(file, '../../..') })).map(
        describeLint,
      );
      // The commit of our own release is not known when the release is made, so there a tag stands; the README says to pin it.
      const own = (problem: string) =>
        problem.includes('[pinned-actions]') && problem.includes('octo/create-poc@v0.1.0');
      expect(problems.filter((problem) => !own(problem))).toEqual([]);
    }
  });

  it('that the README shows pass them too', async () => {
    const [block = ''] =
      readFileSync(join(root, 'README.md'), 'utf8').match(/(?<=```yaml\n)name: poc-comment[\s\S]*?(?=```)/) ??
      [];
    const shown = join(folder, 'shown');
    mkdirSync(join(shown, '.github/actions/poc-gate'), { recursive: true });
    cpSync(join(root, 'action.yml'), join(shown, '.github/actions/poc-gate/action.yml'));
    writeFileSync(join(shown, 'poc-comment.yml'), block);
    const problems = await lintWorkflows([join(shown, 'poc-comment.yml')], { actionsRoot: shown });
    expect(problems.map(describeLint)).toEqual([]);
  });

  it('use third-party actions at the verified commits only', async () => {
    const uses = [...ours, ...generated].flatMap((file) =>
      readWorkflowSource(file).steps.flatMap(({ uses: used }) =>
        used?.text.startsWith('actions/') ? [used] : [],
      ),
    );
    expect(uses.length).toBeGreaterThan(15);
    for (const { text, comment } of uses) {
      const [name = '', sha] = text.split('@');
      const pin = PINS[name as keyof typeof PINS];
      expect([sha, comment?.replace(/^#\s*/, '')]).toEqual([pin?.sha, pin?.version]);
    }
  });
});

describe('action.yml', () => {
  it('passes GitHub’s own parser', async () => {
    expect((await lintAction(join(root, 'action.yml'))).map(describeLint)).toEqual([]);
  });
});
