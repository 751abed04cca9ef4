import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { actionlint } from './lint/actionlint.ts';
import { languageService } from './lint/language-service.ts';
import { asLintProblems, type LintProblem, type RuleFinding } from './lint/lint-problem.ts';
import { localActionInputs } from './lint/rules/local-action-inputs.ts';
import { pinnedActions } from './lint/rules/pinned-actions.ts';
import type { Rule } from './lint/rules/rule.ts';
import { scriptInjection } from './lint/rules/script-injection.ts';
import { topLevelPermissions } from './lint/rules/top-level-permissions.ts';
import { untrustedCheckout } from './lint/rules/untrusted-checkout.ts';
import { readWorkflowSource } from './lint/workflow-source.ts';
import { readAction } from './runner/action-file.ts';

const rules: Rule[] = [
  localActionInputs,
  pinnedActions,
  scriptInjection,
  topLevelPermissions,
  untrustedCheckout,
];

/** `actionsRoot` is the folder that `uses: ./` starts from: the root of the repository. */
export type LintOptions = { actionsRoot: string };

/** Everything that actionlint, GitHub's language service and our own rules have against a workflow. */
export function lintWorkflow(path: string, options: LintOptions): Promise<LintProblem[]> {
  return lintWorkflows([path], options);
}

/** The same for many, which takes little longer than for one. @returns nothing when all are content. */
export async function lintWorkflows(paths: string[], options: LintOptions): Promise<LintProblem[]> {
  const [ofActionlint, ...ofService] = await Promise.all([actionlint(paths), ...paths.map(languageService)]);
  return [...ofActionlint, ...ofService.flat(), ...paths.flatMap((path) => ownProblems(path, options))];
}

function ownProblems(path: string, { actionsRoot }: LintOptions): LintProblem[] {
  const source = readWorkflowSource(path);
  return rules.flatMap((rule) => asLintProblems(rule.name, rule.check(source, actionsRoot)));
}

/**
 * Everything that GitHub's language service and parser have against an `action.yml`, and the files that it
 * names and that are not there.
 */
export async function lintAction(path: string): Promise<LintProblem[]> {
  const files = asLintProblems('action-files', missingFiles(path));
  return [...(await languageService(path)), ...files];
}

function missingFiles(path: string): RuleFinding[] {
  const reading = readAction(dirname(path));
  if (reading.status !== 'read' || !('main' in reading.action.runs)) return [];
  const { main, pre, post } = reading.action.runs;
  const named = [main, pre, post].filter((name) => name !== undefined);
  return named
    .filter((name) => !existsSync(join(dirname(path), name)))
    .map((name) => ({
      location: { file: path, line: null },
      found: `no file ${name}`,
      expected: 'every file that runs: names',
      remedy: 'Build it, or correct the path.',
    }));
}
