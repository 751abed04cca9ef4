import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventOf } from '../github/events.ts';
import { aFolder } from '../repository-builder.ts';
import { runAction } from './run-action.ts';
import { DELETES_A_CASE, MARK, MAY_ALL, type SceneOptions, scenes, shallowCloneOf, TOKEN } from './scene.ts';

const open = scenes();

describe('events', () => {
  it.each(['merge_group.checks_requested', 'push', 'workflow_dispatch', 'schedule'] as const)(
    '%s is judged and writes no comment',
    async (event) => {
      const scene = await open();
      const ended = await scene.gate(event);
      expect(ended.log).toContain('nothing blocks');
      expect(ended.code).toBe(0);
      expect(await scene.comments()).toEqual([]);
    },
  );

  it.each(['merge_group.checks_requested', 'push', 'pull_request_target.opened'] as const)(
    '%s is red when a case was deleted',
    async (event) => {
      const scene = await open(DELETES_A_CASE);
      expect((await scene.gate(event)).outputs.blockers).toBe('["eval/case-set-integrity"]');
    },
  );

  it('pull_request_target with the base checked out is refused, not judged', async () => {
    const scene = await open(DELETES_A_CASE);
    await scene.poc.repository.git('checkout', '-q', scene.story.base.sha);
    const ended = await scene.gate('pull_request_target.opened');
    expect(ended.code).toBe(1);
    expect(ended.log).toContain('ref: refs/pull/7/merge');
    expect(ended.outputs.blocked).toBeUndefined();
  });

  it('the merge commit is compared with the base that it has, which is newer than the event’s', async () => {
    const scene = await open();
    const { git } = scene.poc.repository;
    await git('checkout', '-q', '-b', 'newer', scene.story.base.sha);
    await git('commit', '-q', '--allow-empty', '-m', 'meanwhile');
    const newer = await git('rev-parse', 'HEAD');
    await git('merge', '-q', '--no-ff', '-m', 'merge', scene.story.head.sha);
    const ended = await scene.gate();
    expect(ended.report).toMatchObject({ base: { commit: newer } });
  });

  it('a clone without history proves nothing, and says what to write', async () => {
    const scene = await open();
    const shallow = join(await aFolder(), 'clone');
    shallowCloneOf(scene.poc.folder, shallow);
    const { story, github } = scene;
    const ended = await runAction({
      workspace: shallow,
      event: eventOf('pull_request.opened', story),
      repository: story.repository,
      api: github.url,
      token: TOKEN,
    });
    expect(ended.code).toBe(1);
    expect(ended.log).toContain('fetch-depth: 0');
    expect(ended.outputs.blockers).toContain('eval/threshold-fixed-first');
  });

  it('an Enterprise Server is reached where it is', async () => {
    const scene = await open();
    expect((await scene.gate('pull_request.opened', {}, `${scene.github.url}/api/v3`)).code).toBe(0);
    expect(await scene.comments()).toHaveLength(1);
  });
});

describe('workflow_run, after a run that could not write', () => {
  async function told(change: (report: Record<string, unknown>) => unknown, state: SceneOptions = {}) {
    const scene = await open({ ...state, permissions: MAY_ALL });
    const first = await scene.gate();
    for (const one of await scene.comments()) expect(one.id).toBeGreaterThan(0);
    const folder = await aFolder({
      'poc-report.json':
        JSON.stringify(change(first.report as Record<string, unknown>)) ?? '{"schema": "poc-rep',
    });
    return {
      scene,
      ended: await scene.gate('workflow_run.completed', {
        report: join(folder, 'poc-report.json'),
        configuration: 'forks',
      }),
    };
  }

  it('writes the comment on the pull request whose head it is', async () => {
    const { scene, ended } = await told((report) => report);
    expect(ended.code).toBe(0);
    expect((await scene.comments()).map((one) => one.body.split('\n')[0])).toEqual([
      MARK,
      '<!-- poc-gate forks -->',
    ]);
  });

  it.each([
    ['of another shape', () => ({ verdict: 'ship' })],
    ['that is no JSON', () => undefined],
    ['with a key more', (report: Record<string, unknown>) => ({ ...report, number: 1 })],
  ])('refuses a report %s', async (_, change) => {
    const { scene, ended } = await told(change);
    expect(ended.code).toBe(1);
    expect(ended.log).toContain('expected poc-report/v1');
    expect(await scene.comments()).toHaveLength(1);
  });
});
