import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BOT, MARK, type SceneOptions, scenes } from './scene.ts';

const open = scenes();

const comment = (id: number, user: string, body: string, minimized?: string) => ({
  id,
  issue: 7,
  user,
  body,
  ...(minimized === undefined ? {} : { minimized: { reason: minimized } }),
});

const CREATE = 'POST /repos/{owner}/{repo}/issues/{number}/comments';

describe('the comment', () => {
  it('is updated where it is there, over all pages, and not written twice', async () => {
    const others = Array.from({ length: 250 }, (_, i) => comment(i + 1, 'ada', `comment ${i}`));
    const scene = await open({ comments: [...others, comment(900, BOT, `${MARK}\nwords of before`)] });
    await scene.gate('pull_request.synchronize');
    await scene.gate('pull_request.synchronize');
    const own = (await scene.comments()).filter((one) => one.body.startsWith(MARK));
    expect(own.map((one) => one.id)).toEqual([900]);
    expect(own[0]?.body).not.toContain('words of before');
    expect(await scene.github.violations()).toEqual([]);
  });

  it.each([
    ['somebody else planted the marker', comment(5, 'mallory', `${MARK}\nall is well`)],
    ['our own was minimised', comment(5, BOT, `${MARK}\nwords of before`, 'outdated')],
    ['it is that of another configuration', comment(5, BOT, '<!-- poc-gate other -->\nwords of before')],
    ['the marker is not at its start', comment(5, BOT, `see ${MARK}`)],
  ])('is written anew when %s', async (_, planted) => {
    const scene = await open({ comments: [planted] });
    await scene.gate();
    const comments = await scene.comments();
    expect(comments).toHaveLength(2);
    expect(comments[0]?.body).toBe(planted.body);
    expect(comments[1]?.body.startsWith(MARK)).toBe(true);
  });

  const races: [string, NonNullable<SceneOptions['faults']>[number]['effect']][] = [
    ['another job commented just before', { kind: 'rival-comment', when: 'before', body: `${MARK}\nrival` }],
    ['another job commented just after', { kind: 'rival-comment', when: 'after', body: `${MARK}\nrival` }],
    ['an answer that was lost after the comment was made', { kind: 'status', status: 502, applied: true }],
  ];
  it.each(races)('is one in spite of %s: the lowest id stays and has the newest text', async (_, effect) => {
    const scene = await open({ faults: [{ on: CREATE, nth: 1, effect }] });
    expect((await scene.gate()).code).toBe(0);
    const own = (await scene.comments()).filter((one) => one.body.startsWith(MARK));
    expect(own).toHaveLength(1);
    expect(own[0]?.body).not.toContain('rival');
  });

  it('mentions, links and marks up nothing that the repository says', async () => {
    const title = `<!-- poc-gate default --> @torvalds ![x](https://evil.example/p.png) </details> ::error::planted ##[error]planted`;
    const scene = await open({
      change: async (poc) => {
        const text = await readFile(join(poc.folder, 'poc.yaml'), 'utf8');
        await poc.write({ 'poc.yaml': text.replace(/title: .*/, `title: ${JSON.stringify(title)}`) });
      },
    });
    const ended = await scene.gate();
    const body = (await scene.comments())[0]?.body ?? '';
    expect(body.split(MARK)).toHaveLength(2);
    expect(body).not.toMatch(/@torvalds|!\[x\]|<\/details> ::/);
    expect(ended.annotations.filter((one) => one.data.startsWith('planted'))).toEqual([]);
  });
});
