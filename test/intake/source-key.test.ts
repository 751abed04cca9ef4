import { statSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { CSV, freshDesk, OUT, SUPPORT } from './desk.ts';

const desk = freshDesk();

const importCsv = (...more: string[]) => desk.run(['in.csv', ...SUPPORT, ...more]);

describe('the key of the hashed references', () => {
  beforeEach(() => desk.write('in.csv', CSV));
  const key = () => desk.text('.poc/source.key');

  it('is made once, for its owner alone, and said once', async () => {
    desk.write('.gitignore', 'node_modules/\n.poc/source.key\n');
    const first = await desk.run(['in.csv', ...SUPPORT], {});
    expect(first.out).toContain('Made .poc/source.key');
    expect(first.out).toContain('.gitignore keeps it out of the repository.');
    expect(statSync(desk.at('.poc/source.key')).mode & 0o777).toBe(0o600);
    const made = key();
    expect(made).toMatch(/^[0-9a-f]{64}\n$/);
    const second = await desk.run(['in.csv', ...SUPPORT, '--append'], {});
    expect(second.out).not.toContain('source.key');
    expect(second.out).toContain('5  sampled, and cases already');
    expect(key()).toBe(made);
  });

  it('that git would take is said to be so', async () => {
    expect((await desk.run(['in.csv', ...SUPPORT], {})).out).toContain('.gitignore does not name it');
  });

  it.each([
    ['too short in the environment', { POC_SOURCE_KEY: 'short' }, null, /POC_SOURCE_KEY: found 5 characters/],
    ['cut off in its file', {}, 'abc123\n', /\.poc\/source\.key: found 6 characters/],
  ])('%s stops the import', async (_, env, content, reason) => {
    if (content !== null) desk.write('.poc/source.key', content);
    const { code, said } = await desk.run(['in.csv', ...SUPPORT], env as Record<string, string>);
    expect(said).toMatch(reason);
    expect(code).toBe(2);
  });

  it('decides ids and references, and no identifier is written', async () => {
    desk.write('in.csv', 'id,text,queue\ncustomer-4711,hi,ignore\n');
    await importCsv('--id-field', 'id', '--train', '0');
    const [one] = desk.cases(OUT);
    expect(one?.source_ref).toMatch(/^hmac-sha256:[0-9a-f]{64}$/);
    expect(desk.text(OUT)).not.toContain('4711');
    await desk.run(
      ['in.csv', ...SUPPORT, '--id-field', 'id', '--train', '0', '--out', 'eval/other.jsonl', '--seed', 'x'],
      {
        POC_SOURCE_KEY: 'another-key-of-16',
      },
    );
    expect(desk.cases('eval/other.jsonl')).toEqual([]);
  });
});
