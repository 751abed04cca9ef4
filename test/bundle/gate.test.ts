import { describe, expect, it } from 'vitest';
import { report as reportSchema } from '../../action/contract/report.ts';
import { eventOf } from '../github/events.ts';
import { aFolder } from '../repository-builder.ts';
import { runAction } from './run-action.ts';
import { BOT, DELETES_A_CASE, MARK, scenes, TOKEN } from './scene.ts';

const open = scenes();

describe('the bundle on a pull request that nothing blocks', () => {
  it('is green, and tells in outputs, summary, comment and report', async () => {
    const scene = await open();
    const ended = await scene.gate();
    expect(ended.code).toBe(0);
    expect(ended.outputs).toMatchObject({ verdict: 'continue', blocked: 'false', blockers: '[]' });
    expect(ended.summary).toContain('nothing blocks this pull request');
    expect(reportSchema.parse(ended.report)).toMatchObject({
      blocked: false,
      commit: scene.story.head.sha,
      base: { commit: scene.story.base.sha },
    });
    const [only, ...others] = await scene.comments();
    expect(others).toEqual([]);
    expect(only).toMatchObject({ user: BOT });
    expect(only?.body.startsWith(`${MARK}\n### `)).toBe(true);
    expect(await scene.github.violations()).toEqual([]);
  });

  it('never shows its token', async () => {
    const scene = await open();
    const ended = await scene.gate();
    expect(`${ended.log}${ended.summary}${JSON.stringify(ended.report)}`).not.toContain(TOKEN);
  });

  it('loads on Node 20 too', async () => {
    const scene = await open();
    const { story, poc, github } = scene;
    const step = {
      workspace: poc.folder,
      event: eventOf('pull_request.opened', story),
      repository: story.repository,
      api: github.url,
      token: TOKEN,
    };
    expect((await runAction({ ...step, node: process.execPath })).code).toBe(0);
  });
});

describe('the bundle on a pull request that deletes a case', () => {
  it('is red, with the reason where a person looks', async () => {
    const scene = await open(DELETES_A_CASE);
    const ended = await scene.gate();
    expect(ended.code).toBe(1);
    expect(ended.outputs).toMatchObject({ blocked: 'true', blockers: '["eval/case-set-integrity"]' });
    const error = ended.annotations.find((one) => one.name === 'error' && one.properties.file !== undefined);
    expect(error).toMatchObject({
      properties: {
        file: 'eval/cases/cases.jsonl',
        title: expect.stringContaining('eval/case-set-integrity'),
      },
    });
    expect(error?.data).toContain('case case-1 was removed');
    expect((await scene.comments())[0]?.body).toContain('case case-1 was removed');
  });
});

describe('what keeps the gate from judging is never green', () => {
  it.each([
    ['a folder without poc.yaml', { folder: 'src' }, 'found no such file'],
    ['a folder outside the workspace', { folder: '../elsewhere' }, 'inside the workspace'],
    ['a misspelt switch', { comment: 'yes' }, 'Input comment'],
    ['a base that is not there', { base: 'no-such-branch' }, 'no-such-branch'],
  ])('%s', async (_, inputs, said) => {
    const scene = await open();
    const ended = await scene.gate('pull_request.opened', inputs);
    expect(ended.code).toBe(1);
    expect(ended.log).toContain(said);
  });

  it('a workspace that was never checked out', async () => {
    const scene = await open();
    const { story, github } = scene;
    const workspace = await aFolder({ 'poc.yaml': 'version: 1\n' });
    const ended = await runAction({
      workspace,
      event: eventOf('pull_request.opened', story),
      repository: story.repository,
      api: github.url,
      token: TOKEN,
    });
    expect(ended.code).toBe(1);
    expect(ended.log).toContain('Run actions/checkout');
  });

  it('an event that it does not know', async () => {
    const scene = await open();
    const { story, github, poc } = scene;
    const ended = await runAction({
      workspace: poc.folder,
      event: { event: 'issues', payload: {} },
      repository: story.repository,
      api: github.url,
      token: TOKEN,
    });
    expect(ended.code).toBe(1);
    expect(ended.log).toContain('found the event issues');
  });
});

describe('several POCs in one repository', () => {
  it('share one comment, a section each, and the worst verdict counts', async () => {
    const scene = await open({ poc: { prefix: 'triage/' } });
    await scene.poc.repository.commit('Another', { 'other/poc.yaml': 'version: 1\nowner: "broken\n' });
    const head = await scene.poc.repository.git('rev-parse', 'HEAD');
    const story = { ...scene.story, head: { ...scene.story.head, sha: head } };
    const ended = await runAction({
      workspace: scene.poc.repository.folder,
      event: eventOf('pull_request.opened', story),
      repository: story.repository,
      api: scene.github.url,
      token: TOKEN,
      inputs: { folder: 'triage\nother' },
    });
    expect(ended.outputs).toMatchObject({ verdict: 'cannot-judge', blocked: 'true' });
    const comments = await scene.comments();
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body.match(/^### /gm)).toHaveLength(2);
    expect(ended.outputs.report?.split('\n')).toHaveLength(2);
  });

  it('share a comment that GitHub takes, however many they are', async () => {
    const scene = await open();
    const names = Array.from({ length: 48 }, (_, i) => `poc-${i + 1}`);
    const broken = Object.fromEntries(
      names.map((name) => [`${name}/poc.yaml`, `version: 1\nowner: "${name}\n`]),
    );
    await scene.poc.repository.commit('Many', broken);
    const head = await scene.poc.repository.git('rev-parse', 'HEAD');
    const story = { ...scene.story, head: { ...scene.story.head, sha: head } };
    const ended = await runAction({
      workspace: scene.poc.repository.folder,
      event: eventOf('pull_request.opened', story),
      repository: story.repository,
      api: scene.github.url,
      token: TOKEN,
      inputs: { folder: names.join('\n') },
    });
    expect(ended.outputs.blocked).toBe('true');
    const [only] = await scene.comments();
    expect(only?.body.length).toBeLessThanOrEqual(65_536);
    expect(only?.body).toContain('left out because of their length');
    for (const name of names) expect(only?.body).toContain(`\`${name}/\``);
    // Every verdict stays, and the folds that stay are closed.
    expect(only?.body.match(/^### /gm)).toHaveLength(48);
    expect(only?.body.match(/<details>/g)?.length ?? 0).toBe(only?.body.match(/<\/details>/g)?.length ?? 0);
    expect(ended.summaryError).toBeNull();
    expect(await scene.github.violations()).toEqual([]);
  });
});
