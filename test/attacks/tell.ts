/// <reference types="vite/client" />
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { assess } from '../../action/assess.ts';
import type { Report } from '../../action/contract/report.ts';
import { openRepository } from '../../action/evidence/repository.ts';
import type { SignatureOf } from '../../action/evidence/signatures.ts';
import { assemble, COMMENT_CHARACTERS, inCharacters } from '../../action/reporters/assemble.ts';
import { commentSections } from '../../action/reporters/comment.ts';
import type { Attack, Deed } from './attack.ts';
import { askedOnce, baseOf } from './base.ts';

/** The fewest stories that this folder has to hold: one that goes is missed. */
const FEWEST = 157;

const modules = import.meta.glob<Record<string, Attack>>('./stories/*.ts', { eager: true });
const attacks = Object.entries(modules).map(([file, module]) => {
  const [attack] = Object.values(module) as [Attack];
  return { name: (file.split('/').at(-1) ?? '').replace(/\.ts$/, '').replaceAll('-', ' '), attack };
});

/** Does the deed in a pull request on a POC that is green, and judges it as the Action does. */
async function judged(attack: Attack, deed: Deed): Promise<Report> {
  const base = await baseOf(attack);
  const poc = await base.poc.copy();
  await deed(poc);
  await poc.commit('A pull request');
  const repository = await openRepository(poc.folder);
  if (repository === null) throw new Error('A POC has a repository');
  const answer = await assess({
    folder: poc.folder,
    name: '.',
    repository: { ...repository, git: askedOnce(repository.git) },
    base: { commit: base.commit, how: 'pull request base' },
    head: repository.head,
    author: attack.author ?? 'bea-builder',
    signatureOf: signing(attack, poc.folder),
    now: poc.now,
    version: '9.9.9',
  });
  if (answer.status !== 'judged') throw new Error('There is no POC to judge');
  return answer.report;
}

const signing =
  ({ signed = () => false }: Attack, folder: string): SignatureOf =>
  async (sha256) =>
    signed(sha256, folder)
      ? { status: 'verified', workflow: '.github/workflows/poc.yml', commit: 'c0ffee' }
      : { status: 'unsigned', why: 'the platform has no attestation of it' };

/** The comment as it is read: rendered, without tags. */
function read(report: Report): string {
  const comment = assemble(commentSections(report, null), COMMENT_CHARACTERS, inCharacters);
  const html = micromark(comment, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
  });
  return html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/[\s\u2060]+/g, ' ');
}

const plain = (text: string): string => text.replace(/[`*]/g, '').replace(/\s+/g, ' ');
const blockersOf = (report: Report) =>
  report.results.filter(({ blocks }) => blocks).map(({ id, message }) => `${id}: ${message}`);

/** Stories take a second each, so they are told in parts that run side by side. */
const PARTS = 3;

/** Tells one part of the stories. */
export function tellAttacks(part: 0 | 1 | 2): void {
  describe('attack stories', () => {
    it(`are ${FEWEST} at the least, each with a name of its own`, () => {
      expect(attacks.length).toBeGreaterThanOrEqual(FEWEST);
    });

    const own = attacks.filter((_, i) => i % PARTS === part);
    describe.concurrent.each(own)('$name', ({ attack }) => {
      it('is blocked, and the comment says why', async () => {
        const report = await judged(attack, attack.attack);
        expect(blockersOf(report).map((one) => one.split(':')[0])).toContain(attack.check);
        expect(plain(read(report))).toContain(plain(attack.says));
      });

      it(`stays green for somebody who ${attack.twin.what}`, async () => {
        expect(blockersOf(await judged(attack, attack.twin.deed))).toEqual([]);
      });
    });
  });
}
