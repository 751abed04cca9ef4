import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { expect, it } from 'vitest';
import type { Report } from '../../action/contract/report.ts';
import type { Proposal } from '../../action/github/event.ts';
import { assemble, COMMENT_CHARACTERS, inCharacters } from '../../action/reporters/assemble.ts';
import { commentSections } from '../../action/reporters/comment.ts';
import { moment } from './clock.ts';
import { aTeam, judge, type Team } from './team.ts';

/** One thing that happens to a repository, and what the gate has to say of it. */
export type Step = {
  /** The day since the scaffold, and what happens on it. */
  day: number;
  what: string;
  /** A pull request that is merged unless told otherwise; a refused one leaves no trace; on a schedule nothing changes. */
  event?: 'first push' | 'merged' | 'refused' | 'schedule';
  deed?: (team: Team) => Promise<unknown>;
  verdict: Report['verdict'];
  /** The checks that block, in the order of the catalogue. */
  blocks: readonly string[];
  /** The checks that came out otherwise than on the main branch before. */
  turns: readonly string[];
  /** A sentence of the comment, as it is read. */
  says: string;
  /** What `poc check --stage` had said would block, where the deed asked it. */
  foretold?: readonly string[];
};

/** The login of whoever builds it, and opens each pull request. */
const AUTHOR = 'bea-builder';

/** Plays a script, a test for each step, each on what the steps before left. */
export function play(steps: readonly Step[]): void {
  let team: Team;
  let before = new Map<string, string>();
  it.each(steps)('day $day: $what', async (step) => {
    team ??= await aTeam();
    team.now = moment(step.day);
    const report = await happen(team, step);
    const after = new Map(report.results.map(({ id, outcome }) => [id, outcome]));
    const blocks = report.results.filter((one) => one.blocks).map(({ id }) => id);
    const turns = [...after]
      .filter(([id, now]) => before.has(id) && before.get(id) !== now)
      .map((one) => one.join(' '));
    if (step.event !== 'refused') before = after;
    const { verdict } = report;
    expect({ verdict, blocks, turns }).toEqual({
      verdict: step.verdict,
      blocks: step.blocks,
      turns: step.turns,
    });
    if (step.foretold !== undefined) expect(team.foretold).toEqual(step.foretold);
    expect(report.blocked).toBe(step.blocks.length > 0);
    expect(read(report)).toContain(step.says);
  });
}

async function happen(team: Team, { what, event = 'merged', deed }: Step): Promise<Report> {
  if (event === 'schedule') {
    await deed?.(team);
    return inCi(team, { kind: 'no-change' });
  }
  if (event === 'first push') {
    await deed?.(team);
    await team.commit(what);
    return inCi(team, { kind: 'push', author: AUTHOR, before: null });
  }
  const { answers } = team;
  const baseSha = await team.git('rev-parse', 'HEAD');
  await team.git('switch', '--quiet', '--force-create', 'proposal');
  await deed?.(team);
  await team.commit(what);
  const headSha = await team.git('rev-parse', 'HEAD');
  const report = await inCi(team, { kind: 'pull-request', number: 1, author: AUTHOR, headSha, baseSha });
  await team.git('switch', '--quiet', 'main');
  if (event === 'merged') await team.git('merge', '--quiet', '--ff-only', 'proposal');
  else team.answers = answers;
  return report;
}

/** As the workflow of the scaffold does: what was committed of the results is forgotten, and this run measures its own. */
async function inCi(team: Team, proposal: Proposal): Promise<Report> {
  await team.write({ 'eval/results': null, 'alternative/results': null });
  await team.measure();
  const report = await judge(team, proposal);
  await team.git('checkout', '--quiet', '.');
  await team.git('clean', '--quiet', '--force', '-d');
  return report;
}

/** The comment as it is read: rendered, without tags. */
function read(report: Report): string {
  const comment = assemble(commentSections(report, null), COMMENT_CHARACTERS, inCharacters);
  const options = { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true };
  return micromark(comment, options)
    .replace(/[\u2060\u200b]|<\/?(?:code|em|strong|sub)>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}
