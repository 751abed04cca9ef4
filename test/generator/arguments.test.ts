import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../action/contract/problem.ts';
import { readArguments } from '../../generator/arguments.ts';

function refusals(argv: string[], env: Record<string, string> = {}): string {
  const read = readArguments(argv, env);
  if (read.status === 'read') throw new Error('expected a refusal');
  return read.problems.map(describeProblem).join('\n');
}

function accepted(argv: string[], env: Record<string, string> = {}) {
  const read = readArguments(argv, env);
  if (read.status === 'refused') throw new Error(read.problems.map(describeProblem).join('\n'));
  return read.arguments;
}

describe('the command line', () => {
  it('gives every question that has a flag, spaces and all', () => {
    const flags = [
      '--workflow',
      'Sort all mail',
      '--performer=a clerk',
      '--unit',
      'one mail',
      '--minutes',
      '-5',
    ];
    const more = [
      '--real-case',
      'inbox',
      '--labels',
      'a,b',
      '--kind',
      'extract',
      '--fields',
      'total:amount',
      '--parts',
      'none',
      '--owner',
      'Ada L',
      '--decision-due',
      '2026-12-01',
    ];
    expect(accepted(['poc-x', ...flags, ...more]).typed).toEqual({
      name: 'poc-x',
      workflow: 'Sort all mail',
      performer: 'a clerk',
      unit: 'one mail',
      minutes: '-5',
      realCase: 'inbox',
      labels: 'a,b',
      kind: 'extract',
      fields: 'total:amount',
      parts: 'none',
      owner: 'Ada L',
      decisionDue: '2026-12-01',
    });
  });

  it('gives every switch', () => {
    const read = accepted([
      '--yes',
      '--json',
      '--dry-run',
      '--no-git',
      '--help',
      '--version',
      '--answers',
      'a.yaml',
    ]);
    expect(read).toEqual({
      typed: {},
      answersFile: 'a.yaml',
      yes: true,
      json: true,
      dryRun: true,
      git: false,
      help: true,
      version: true,
    });
  });

  it.each([
    [
      ['--workflw', 'x'],
      '--workflw: found a flag that is not known; expected a known flag. Did you mean --workflow?',
    ],
    [['--dryrun'], 'Did you mean --dry-run?'],
    [['--workfloww', 'x'], 'Did you mean --workflow?'],
    [['--lables', 'x'], 'Did you mean --labels?'],
    [['--lang', 'ts'], 'See create-poc --help.'],
    [['-x'], '-x: found a flag that is not known'],
    [['--no-yes'], '--no-yes: found a flag that is not known'],
    [['--workflow'], '--workflow: found nothing after it; expected a value. Write --workflow="…".'],
    [['--workflow', '--yes'], '--workflow: found the next flag, --yes; expected a value'],
    [['--yes=false'], '--yes: found the value "false"; expected no value'],
    [['--unit', 'a', '--unit', 'b'], '--unit: found it more than once; expected it once'],
  ])('%j is refused', (argv, said) => {
    expect(refusals(argv)).toContain(said);
  });

  it('is not told again about the word after a flag that is not known', () => {
    expect(refusals(['x', '--lang', 'ts'])).toBe(
      '--lang: found a flag that is not known; expected a known flag. See create-poc --help.',
    );
  });

  it('tells every flag that is wrong, not only the first', () => {
    expect(refusals(['--one', '--two', '--unit']).split('\n')).toHaveLength(3);
  });
});

describe('a word too many', () => {
  it('is refused, with the command that makes the first', () => {
    expect(refusals(['demo', 'ts'])).toBe(
      'command line: found 2 words ("demo", "ts"); expected one name. Run: npx create-poc@latest demo',
    );
  });

  it('keeps everything else that was typed in that command', () => {
    const said = refusals(['demo', 'ts', '--unit', 'one mail', '--answers', 'my answers.yaml', '--dry-run']);
    expect(said).toContain(
      'Run: npx create-poc@latest demo --unit "one mail" --answers "my answers.yaml" --dry-run',
    );
  });

  it.each([
    ['pnpm/10.1.0 npm/? node/v20', 'pnpm create poc@latest demo'],
    ['yarn/1.22.22 npm/? node/v20', 'yarn create poc demo'],
    ['bun/1.2.0', 'bunx create-poc@latest demo'],
  ])('names the command of %s', (npm_config_user_agent, command) => {
    expect(refusals(['demo', 'ts'], { npm_config_user_agent })).toContain(`Run: ${command}`);
  });
});

describe('flags that npm kept for itself', () => {
  it.each([
    ['npm_config_dry_run', 'true', { dryRun: true }],
    ['npm_config_yes', 'true', { yes: true }],
    ['npm_config_json', 'true', { json: true }],
    ['npm_config_git', 'false', { git: false }],
    ['npm_config_answers', 'a.yaml', { answersFile: 'a.yaml' }],
  ])('%s=%s counts', (name, value, expected) => {
    expect(accepted(['x'], { [name]: value })).toMatchObject(expected);
  });

  it.each([
    ['npm_config_dry_run', ''],
    ['npm_config_yes', ''],
    // A person's own setting, which npm hands on as well.
    ['npm_config_git', '/usr/bin/git'],
  ])('%s=%s says nothing', (name, value) => {
    expect(accepted(['x'], { [name]: value })).toMatchObject({ dryRun: false, yes: false, git: true });
  });

  it('answer questions, and what is typed to us wins', () => {
    const env = {
      npm_config_workflow: 'Sort mail',
      npm_config_real_case: 'inbox',
      npm_config_decision_due: '2026-12-01',
    };
    expect(accepted(['x', '--workflow', 'Sort post'], env).typed).toEqual({
      name: 'x',
      workflow: 'Sort post',
      realCase: 'inbox',
      decisionDue: '2026-12-01',
    });
  });

  it('that lost their value are refused with the command that would have worked', () => {
    const env = { npm_config_workflow: 'true', npm_config_dry_run: 'true' };
    expect(refusals(['invoices', 'Sort all mail'], env)).toBe(
      'command line: found 2 words ("invoices", "Sort all mail"), and --workflow kept by npm without a value; ' +
        'expected one name. Run: npx create-poc@latest invoices --workflow "Sort all mail" --dry-run',
    );
  });

  it('find the name also when the lost value stands before it', () => {
    expect(refusals(['Sort all mail', 'invoices'], { npm_config_workflow: 'true' })).toContain(
      'npx create-poc@latest invoices --workflow "Sort all mail"',
    );
  });

  it('are not guessed at when two values were lost', () => {
    const env = { npm_config_workflow: 'true', npm_config_unit: 'true' };
    expect(refusals(['x', 'Sort mail', 'one mail'], env)).toContain('x --workflow "…" --unit "…"');
  });

  it('are refused without a value even when no word is left over', () => {
    expect(refusals(['x'], { npm_config_labels: 'true' })).toContain('--labels kept by npm without a value');
  });
});
