import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readActionlint } from './lint/actionlint.ts';
import { languageService } from './lint/language-service.ts';
import { describeLint, type LintProblem } from './lint/lint-problem.ts';
import { lintAction, lintWorkflow, lintWorkflows } from './lint.ts';
import { PINS } from './pins.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const actionsRoot = join(fixtures, 'actions');
const folder = join(fixtures, 'lint');

let all: LintProblem[];
beforeAll(async () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yml'));
  all = await lintWorkflows(
    names.map((name) => join(folder, name)),
    { actionsRoot },
  );
});

const lint = (name: string) => all.filter((problem) => problem.location.file === join(folder, name));
const by = (problems: LintProblem[], linter: string) => problems.filter((one) => one.linter === linter);

describe('a good workflow', () => {
  test.each(['good.yml', 'good-privileged.yml'])('%s has no problem with any linter', (name) => {
    expect(lint(name).map(describeLint)).toEqual([]);
  });
});

describe('each rule finds its own', () => {
  test.each([
    ['input-unknown.yml', 'local-action-inputs', 11, 'Found the input whom; expected one of who, at place.'],
    [
      'input-missing.yml',
      'local-action-inputs',
      8,
      'Found no input who; expected it, since ./greet requires it.',
    ],
    [
      'no-action.yml',
      'local-action-inputs',
      8,
      'Found no action at ./nowhere; expected an action.yml there.',
    ],
    [
      'pinned-to-tag.yml',
      'pinned-actions',
      8,
      'Found uses: actions/checkout@v6; expected a full commit hash',
    ],
    [
      'pinned-to-short-hash.yml',
      'pinned-actions',
      8,
      'Found uses: actions/checkout@de0fac2; expected a full',
    ],
    [
      'pinned-without-version.yml',
      'pinned-actions',
      8,
      'Found no comment behind actions/checkout; expected the version.',
    ],
    ['pinned-with-prose.yml', 'pinned-actions', 8, 'Found the comment "the newest" behind actions/checkout'],
    ['checkout-of-head.yml', 'untrusted-checkout', 10, 'on pull_request_target; expected the base branch'],
    ['checkout-of-run.yml', 'untrusted-checkout', 13, 'on workflow_run; expected the base branch'],
    ['checkout-by-script.yml', 'untrusted-checkout', 8, 'Found a checkout of gh pr checkout'],
    ['checkout-through-env.yml', 'untrusted-checkout', 10, 'env.HEAD }} on pull_request_target'],
    ['injected-title.yml', 'script-injection', 8, 'github.event.pull_request.title }} within a script'],
    ['injected-number.yml', 'script-injection', 8, 'github.event.pull_request.number }} within a script'],
    ['injected-branch.yml', 'script-injection', 8, "format('{0}', github['head_ref']) }} within a script"],
    ['injected-context.yml', 'script-injection', 8, 'toJSON(github) }} within a script'],
    ['no-permissions.yml', 'top-level-permissions', 1, 'Found no permissions at the top of the workflow'],
  ])('%s: %s, line %i', (name, linter, line, message) => {
    const [problem, ...others] = by(lint(name), linter);
    expect(problem?.message).toContain(message);
    expect(problem?.location.line).toBe(line);
    expect(others).toEqual([]);
  });
});

describe('the linters of others are heard', () => {
  test('actionlint finds an unknown key of a context, with line and column', () => {
    const [problem] = by(lint('unknown-context.yml'), 'actionlint');
    expect(problem?.location).toMatchObject({ line: 8, column: 24 });
    expect(problem?.message).toContain('property "nope" is not defined');
  });

  test.each([
    ['says that all passed', { code: 0, stdout: 'All workflow files passed lint checks', stderr: '' }, 0],
    [
      'crashes without a finding',
      { code: 1, stdout: '', stderr: 'fatal error: all goroutines are asleep' },
      1,
    ],
    ['says nothing', { code: 0, stdout: 'No workflow files found to lint', stderr: '' }, 1],
  ])('an actionlint that %s', (_name, end, problems) => {
    expect(readActionlint(['a.yml'], end)).toHaveLength(problems);
  });

  test('so does the language service, and it says the same of the same file twice', async () => {
    const path = join(folder, 'unknown-context.yml');
    const once = by(lint('unknown-context.yml'), 'language-service');
    expect(once[0]?.message).toContain('nope');
    expect(once[0]?.location.line).toBe(8);
    expect(await languageService(path)).toEqual(once);
  });

  test('one workflow alone is linted like many, also when its path looks like a pattern', async () => {
    const odd = mkdtempSync(join(tmpdir(), 'lint [odd] '));
    cpSync(join(folder, 'injected-title.yml'), join(odd, 'a.yml'));
    const problems = await lintWorkflow(join(odd, 'a.yml'), { actionsRoot });
    rmSync(odd, { recursive: true });
    expect(problems.map((problem) => problem.linter)).toEqual(['actionlint', 'script-injection']);
    expect(problems[0]?.location.file).toBe(join(odd, 'a.yml'));
  });

  test.each([
    ['misspelt-input.yml', 'language-service', "Invalid action input 'fetch-dept'"],
    ['unknown-runner.yml', 'actionlint', 'label "ubuntu-newest" is unknown'],
    ['unknown-key.yml', 'actionlint', 'runs'],
    ['unknown-key.yml', 'language-service', 'runs'],
    ['not-yaml.yml', 'actionlint', 'could not parse as YAML'],
    ['not-yaml.yml', 'language-service', 'Flow sequence'],
  ])('%s: %s says %s', (name, linter, message) => {
    const messages = by(lint(name), linter).map((problem) => problem.message);
    expect(messages.join('\n')).toContain(message);
  });
});

describe('actions', () => {
  test('a good action has no problem', async () => {
    expect(await lintAction(join(actionsRoot, 'greet/action.yml'))).toEqual([]);
  });

  test.each([
    ['no-main', 'Found no file dist/index.js; expected every file that runs: names.'],
    ['node99', 'node99'],
    ['unknown-key', 'inputz'],
  ])('%s has just one: %s', async (name, message) => {
    const problems = await lintAction(join(fixtures, 'lint/actions', name, 'action.yml'));
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringContaining(message)]);
  });
});

test('pins are whole hashes with whole versions', () => {
  for (const { sha, version } of Object.values(PINS)) {
    expect(sha).toMatch(/^[0-9a-f]{40}$/);
    expect(version).toMatch(/^v\d+\.\d+\.\d+$/);
  }
});
