import { describe, expect, it } from 'vitest';
import { DELETES_A_CASE, type SceneOptions, scenes } from './scene.ts';

const open = scenes();

describe('publishing never changes the verdict', () => {
  it.each([
    [
      'no permission for the comment',
      { permissions: { contents: 'read' } } as SceneOptions,
      'pull-requests: write',
    ],
    [
      'an API that is down',
      {
        faults: [{ on: 'POST /graphql', nth: 'every', effect: { kind: 'status', status: 502 } }],
      } as SceneOptions,
      '502',
    ],
    [
      'a connection that drops',
      { faults: [{ on: 'POST /graphql', nth: 'every', effect: { kind: 'drop' } }] } as SceneOptions,
      'The verdict stands',
    ],
    [
      'a refusal of the form',
      {
        faults: [
          {
            on: 'POST /repos/{owner}/{repo}/issues/{number}/comments',
            nth: 'every',
            effect: { kind: 'status', status: 422 },
          },
        ],
      } as SceneOptions,
      'fault of the gate',
    ],
  ])(
    'not by %s',
    async (_, options, said) => {
      for (const [change, code] of [
        [{}, 0],
        [DELETES_A_CASE, 1],
      ] as const) {
        const scene = await open({ ...options, ...change });
        const ended = await scene.gate();
        expect(ended.code).toBe(code);
        const warnings = ended.annotations.filter(
          (one) => one.name === 'warning' && one.data.includes('was not written'),
        );
        expect(warnings).toHaveLength(1);
        expect(warnings[0]?.data).toContain(said);
        expect(ended.summary).toContain('###');
        expect(ended.outputs.report).toMatch(/poc-report\.json$/);
      }
    },
    60_000,
  );

  it.each([
    ['a 503 once', { kind: 'status', status: 503 }],
    ['a dropped connection once', { kind: 'drop' }],
    ['a secondary rate limit once', { kind: 'secondary-rate-limit', retry_after: 1 }],
  ])('and %s is tried again', async (_, effect) => {
    const scene = await open({
      faults: [
        { on: 'POST /repos/{owner}/{repo}/issues/{number}/comments', nth: 1, effect: effect as never },
      ],
    });
    expect((await scene.gate()).code).toBe(0);
    expect(await scene.comments()).toHaveLength(1);
  });
});

describe('the check run', () => {
  const many: SceneOptions = {
    change: async (poc) => {
      const rows = Array.from({ length: 120 }, (_, i) => `{"id": ${i}}`).join('\n');
      await poc.write({ 'eval/cases/broken.jsonl': `${rows}\n` });
    },
  };

  it('carries every annotation, fifty a request', async () => {
    const scene = await open(many);
    await scene.gate('pull_request.opened', { 'check-run': 'true' });
    const requests = (await scene.github.journal()).filter((one) => one.operation?.startsWith('checks/'));
    const sizes = requests.map(
      (one) => (one.body as { output: { annotations: unknown[] } }).output.annotations.length,
    );
    expect(sizes.slice(0, 2)).toEqual([50, 50]);
    expect(Math.max(...sizes)).toBe(50);
    expect(sizes.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(120);
    expect(await scene.github.violations()).toEqual([]);
    const [run] = (await scene.github.state()).repositories[0]?.check_runs ?? [];
    expect(run).toMatchObject({ name: 'poc-gate', head_sha: scene.story.head.sha, conclusion: 'failure' });
  });

  it('is not written unless asked for', async () => {
    const scene = await open(many);
    const ended = await scene.gate();
    expect((await scene.github.journal()).filter((one) => one.operation?.startsWith('checks/'))).toEqual([]);
    // Ten a kind are shown; the rest is said to be elsewhere, and one is the job's own.
    expect(ended.annotations.filter((one) => one.name === 'error')).toHaveLength(10);
    expect(ended.log).toContain('more places are in the job summary');
  });

  it('names its own permission when that is missing', async () => {
    const scene = await open({ permissions: { contents: 'read', pull_requests: 'write' } });
    const ended = await scene.gate('pull_request.opened', { 'check-run': 'true' });
    expect(ended.code).toBe(0);
    expect(ended.log).toContain('checks: write');
    expect(await scene.comments()).toHaveLength(1);
  });
});
