import { afterEach, describe, expect, it, vi } from 'vitest';
import { audit } from '../../action/commands/audit.ts';
import { calibrate } from '../../action/commands/calibrate.ts';
import { check } from '../../action/commands/check.ts';
import { checks } from '../../action/commands/checks.ts';
import type { Command } from '../../action/commands/command.ts';
import { cost } from '../../action/commands/cost.ts';
import { decide } from '../../action/commands/decide.ts';
import { errors } from '../../action/commands/errors.ts';
import { evalImport } from '../../action/commands/eval-import.ts';
import { evalRunCommand } from '../../action/commands/eval-run.ts';
import { explain } from '../../action/commands/explain.ts';
import { report } from '../../action/commands/report.ts';
import { roi } from '../../action/commands/roi.ts';
import { time } from '../../action/commands/time.ts';
import { timeImport } from '../../action/commands/time-import.ts';
import { timeStatus } from '../../action/commands/time-status.ts';
import { usageEligible } from '../../action/commands/usage-eligible.ts';
import { poc } from '../repository-builder.ts';

const run = (...argv: string[]) => poc(argv, { cwd: '.' });
const COMMANDS: readonly Command[] = [
  audit,
  calibrate,
  check,
  checks,
  cost,
  decide,
  errors,
  evalImport,
  evalRunCommand,
  explain,
  report,
  roi,
  time,
  timeImport,
  timeStatus,
  usageEligible,
];

describe('poc', () => {
  it.each([[[]], [['--help']], [['-h']], [['help']]])('with %j names every command', async (argv) => {
    const { code, out, err } = await run(...argv);
    expect([code, err]).toEqual([0, '']);
    for (const { name, summary } of COMMANDS) expect(out).toContain(`  poc ${name.padEnd(14)} ${summary}\n`);
  });

  it.each(['--version', '-v'])('with %s says its version', async (flag) => {
    expect(await run(flag)).toEqual({ code: 0, out: '9.9.9', err: '' });
  });

  it.each([
    [['eval'], 'eval', ''],
    [['eval', 'runs'], 'eval runs', ' Write `poc eval run` if that was meant.'],
    [['chec'], 'chec', ' Write `poc check` if that was meant.'],
    [['checkk', '.'], 'checkk .', ' Write `poc check` if that was meant.'],
    [['--json'], '--json', ''],
    [['eval', '--help'], 'eval --help', ''],
    [[''], '', ''],
  ])('with %j ends with 2, and says what there is and what may be meant', async (argv, found, hint) => {
    const { code, out, err } = await run(...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err.startsWith(`poc: found "${found}"; expected a command.${hint}\n\npoc COMMAND\n`)).toBe(true);
  });

  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    '%s --help prints its usage',
    async (name, command) => {
      for (const flag of ['--help', '-h']) {
        expect(await run(...name.split(' '), 'x', flag)).toEqual({ code: 0, out: command.usage, err: '' });
      }
      expect(command.usage.startsWith(`poc ${name} `)).toBe(true);
    },
  );

  it('leaves --help after -- to the command that is run', async () => {
    const { out, err } = await run('eval', 'run', '--', 'x', '--help');
    expect(out).toBe('');
    expect(err).toMatch(/^poc eval run: poc\.yaml: found nothing there\./);
  });
});

describe('a command that breaks', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is never green, and is not taken for a fault of the repository', async () => {
    vi.spyOn(checks, 'run').mockRejectedValue(new Error('a bug'));
    const { code, out, err } = await run('checks');
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(
      /^poc checks broke, which is a fault of its own; nothing was judged\.\nError: a bug\n/,
    );
  });

  it('with something that is no error says what it was', async () => {
    vi.spyOn(checks, 'run').mockRejectedValue('just words');
    expect((await run('checks')).err).toBe(
      'poc checks broke, which is a fault of its own; nothing was judged.\njust words',
    );
  });
});
