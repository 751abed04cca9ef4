import { describe, expect, it } from 'vitest';
import { readWords } from '../../../action/commands/eval-run/words.ts';

const plain = {
  program: 'x',
  args: [],
  alternative: false,
  shard: null,
  results: [],
  models: [],
  exitCodes: [],
};

describe('the words after poc eval run', () => {
  it.each<[string[], object]>([
    [['--', 'x'], {}],
    [['x'], {}],
    [['x', '--shard', '1/2'], { args: ['--shard', '1/2'] }],
    [['--', 'x', '--', '--help'], { args: ['--', '--help'] }],
    [['--', '--x'], { program: '--x' }],
    [['--alternative', '--', 'x'], { alternative: true }],
    [['--alternative', 'x', 'y'], { alternative: true, args: ['y'] }],
    [
      ['--alternative', '--alternative', '--', 'x', '--alternative'],
      { alternative: true, args: ['--alternative'] },
    ],
    [['x', '--alternative'], { args: ['--alternative'] }],
    [['--shard', '2/4', '--', 'x'], { shard: { index: 2, of: 4 } }],
    [['--shard=2/4', 'x', 'y'], { shard: { index: 2, of: 4 }, args: ['y'] }],
    [['--shard', '1/1', '--', 'x'], { shard: { index: 1, of: 1 } }],
    [['--shard', '256/256', '--', 'x'], { shard: { index: 256, of: 256 } }],
    [['--results', 'a/*.xml', '--results=a/**/b.json', '--', 'x'], { results: ['a/*.xml', 'a/**/b.json'] }],
    [['--model', 'a/b-2026-05-01', '--model=c', '--', 'x'], { models: ['a/b-2026-05-01', 'c'] }],
    [
      ['--exit-code', '1', '--exit-code', '255', '--', 'x', '--exit-code', '7'],
      { exitCodes: [1, 255], args: ['--exit-code', '7'] },
    ],
  ])('%j are read', (words, expected) => {
    expect(readWords(words, {})).toEqual({ ...plain, ...expected });
  });

  it.each<[string[], string]>([
    [[], 'found no command; expected one after `--`.'],
    [['--'], 'found no command; expected one after `--`.'],
    [['--shard', '1/2'], 'found no command; expected one after `--`.'],
    [['--fast', 'x'], 'found the option --fast; expected `--` and a command.'],
    [['-x', '--', 'x'], 'found the option -x; expected `--` and a command.'],
    [['--constructor', '--', 'x'], 'found the option --constructor; expected `--` and a command.'],
    [['--shard', '--', 'x'], '--shard: found nothing; expected a value after it.'],
    [['--shard'], '--shard: found nothing; expected a value after it.'],
    [['--model=', '--', 'x'], '--model: found nothing; expected a value after it.'],
    [['--results=', '--', 'x'], '--results: found nothing; expected a value after it.'],
    [['--shard', '1/2', '--shard', '2/2', '--', 'x'], '--shard: found 2 of them; expected one.'],
    [['--alternative=yes', '--', 'x'], '--alternative: found the value "yes"; expected none.'],
    [['--alternative'], 'found no command; expected one after `--`.'],
    [['--exit-code', '0', '--', 'x'], '--exit-code: found "0"; expected a number from 1 to 255.'],
    [['--exit-code', '256', '--', 'x'], '--exit-code: found "256"; expected a number from 1 to 255.'],
    [['--exit-code', 'SIGKILL', '--', 'x'], '--exit-code: found "SIGKILL"; expected a number from 1 to 255.'],
    [['--results', '../a.json', '--', 'x'], '--results: found "../a.json", a pattern that leads out'],
    [['--results', '/a.json', '--', 'x'], '--results: found "/a.json", a pattern that leads out'],
    [['--results', '.git/x', '--', 'x'], '--results: found ".git/x", a path that leads out of the folder;'],
    [['--results', 'a/{b,c}.json', '--', 'x'], '--results: found "a/{b,c}.json", a pattern of another kind;'],
  ])('%j are refused', (words, problem) => {
    const read = readWords(words, {});
    expect('problem' in read && read.problem).toContain(problem);
  });

  it.each([
    '0/4',
    '5/4',
    'x/y',
    '1/257',
    '300/300',
    '1/0',
    '0/0',
    '02/4',
    '1',
    '/4',
    '1/',
    '1/2/3',
    '1.5/2',
    '1e1/20',
  ])('the shard %s is refused, from the option as from the environment', (text) => {
    const problem = `found "${text}"; expected one of at most 256 parts, counted from 1. Write, for example, 2/4 for the second of four.`;
    expect(readWords([`--shard=${text}`, '--', 'x'], {})).toEqual({ problem: `--shard: ${problem}` });
    expect(readWords(['--', 'x'], { POC_SHARD: text })).toEqual({ problem: `POC_SHARD: ${problem}` });
  });

  it.each([
    [{ POC_SHARD: '2/4' }, [], { index: 2, of: 4 }],
    [{ POC_SHARD: ' 2/4\n' }, [], { index: 2, of: 4 }],
    [{ POC_SHARD: '' }, [], null],
    [{ POC_SHARD: ' ' }, [], null],
    [{ POC_SHARD: '2/4' }, ['--shard', '1/2'], { index: 1, of: 2 }],
    [{ POC_SHARD: 'nonsense' }, ['--shard', '1/2'], { index: 1, of: 2 }],
  ])('with %j in the environment and %j the shard is %j', (env, options, shard) => {
    expect(readWords([...options, '--', 'x'], env)).toMatchObject({ shard });
  });
});
