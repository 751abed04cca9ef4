import { describe, expect, it } from 'vitest';
import {
  type BaseChoice,
  type BaseResults,
  chooseBase,
  type Elsewhere,
  mergeBase,
  readBase,
} from '../../action/evidence/base.ts';
import { openRepository, type Repository } from '../../action/evidence/repository.ts';
import {
  aPoc,
  aRepository,
  aRow,
  aTree,
  cases,
  jsonLines,
  type Poc,
  type RepositoryBuilder,
} from '../repository-builder.ts';

async function opened({ folder }: { folder: string }): Promise<Repository> {
  const repository = await openRepository(folder);
  if (repository === null) throw new Error('expected a repository');
  return repository;
}

const choose = async (repository: RepositoryBuilder, ref: string | null = null): Promise<BaseChoice> =>
  chooseBase(await opened(repository), ref);

/** A branch that left `main` after its first commit; `main` went on. */
async function aBranch() {
  const repository = await aRepository();
  const parted = await repository.commit('one');
  await repository.git('checkout', '--quiet', '-b', 'branch');
  await repository.commit('branch');
  await repository.git('checkout', '--quiet', 'main');
  const main = await repository.commit('main goes on');
  await repository.git('checkout', '--quiet', 'branch');
  return { ...repository, parted, main };
}

describe('the base at a desk, when nobody named one', () => {
  it('is none before the first commit', async () => {
    expect(await choose(await aRepository())).toEqual({
      commit: null,
      how: 'this repository has no commit yet',
      lost: false,
    });
  });

  it('is the last commit on main', async () => {
    const repository = await aRepository();
    const commit = await repository.commit('one');
    expect(await choose(repository)).toEqual({ commit, how: 'the last commit' });
  });

  it('is the last commit where no default branch is known', async () => {
    const repository = await aRepository();
    await repository.commit('one');
    await repository.git('branch', '--move', 'trunk');
    const commit = await repository.commit('two');
    expect(await choose(repository)).toEqual({ commit, how: 'the last commit' });
  });

  it('is where a branch left main, not where main has gone', async () => {
    const repository = await aBranch();
    expect(await choose(repository)).toEqual({ commit: repository.parted, how: 'main' });
  });

  it.each([
    ['origin/HEAD', ['origin/HEAD', 'origin/main', 'main']],
    ['origin/main', ['origin/main', 'origin/master', 'main']],
    ['origin/master', ['origin/master', 'main', 'master']],
    ['master', ['master']],
  ])('is taken from %s before the others', async (first, there) => {
    const repository = await aRepository();
    const right = await repository.commit('where it left');
    const head = await repository.commit('head');
    await repository.git('checkout', '--quiet', '--detach');
    await repository.git('branch', '--delete', '--force', 'main');
    const wrong = await repository.git('commit-tree', '-m', 'elsewhere', `${head}^{tree}`);
    for (const name of there) {
      const ref = name.startsWith('origin/') ? `refs/remotes/${name}` : `refs/heads/${name}`;
      await repository.git('update-ref', ref, name === first ? right : wrong);
    }
    expect(await choose(repository)).toEqual({ commit: right, how: first });
  });

  it('is the last commit on a default branch that is up to date, whatever old branches lie about', async () => {
    const repository = await aRepository();
    const old = await repository.commit('one');
    const head = await repository.commit('two');
    await repository.git('update-ref', 'refs/remotes/origin/main', head);
    await repository.git('update-ref', 'refs/remotes/origin/master', old);
    await repository.git('branch', 'master', old);
    expect(await choose(repository)).toEqual({ commit: head, how: 'the last commit' });
  });

  it('is where unpushed commits of main left origin/main', async () => {
    const repository = await aRepository();
    const pushed = await repository.commit('one');
    await repository.git('update-ref', 'refs/remotes/origin/main', pushed);
    await repository.commit('two');
    expect(await choose(repository)).toEqual({ commit: pushed, how: 'origin/main' });
  });

  it('is the other line itself where the two never met', async () => {
    const repository = await aRepository();
    const main = await repository.commit('one');
    await repository.git('checkout', '--quiet', '--orphan', 'other');
    await repository.commit('two');
    expect(await choose(repository)).toEqual({ commit: main, how: 'main' });
  });

  it('of a detached head is where it left main', async () => {
    const repository = await aBranch();
    await repository.git('checkout', '--quiet', '--detach');
    expect(await choose(repository)).toEqual({ commit: repository.parted, how: 'main' });
  });
});

describe('the base that --base names', () => {
  it('is where this branch left it', async () => {
    const repository = await aBranch();
    const choice = { commit: repository.parted, how: 'main' };
    expect(await choose(repository, 'main')).toEqual(choice);
    expect(await choose(repository, repository.parted)).toMatchObject({ commit: repository.parted });
  });

  it.each(['none', 'f'.repeat(40), '-x', '--all', '^main', 'main..branch', ''])(
    'is lost, with what to do, when it is "%s"',
    async (ref) => {
      expect(await choose(await aBranch(), ref)).toEqual({
        commit: null,
        how: `${ref}, which is not a commit of this clone,`,
        lost: true,
        remedy: `Fetch it (\`git fetch origin ${ref}\`), or name another with \`--base\`.`,
      });
    },
  );

  it('is none before the first commit, whatever was named', async () => {
    expect(await choose(await aRepository(), 'main')).toMatchObject({ commit: null, lost: false });
  });
});

describe('where two lines of history parted', () => {
  it('is the commit itself when it is an ancestor', async () => {
    const repository = await aRepository();
    const first = await repository.commit('one');
    await repository.commit('two');
    expect(await mergeBase(await opened(repository), first, 'how')).toEqual({ commit: first, how: 'how' });
  });
});

describe('what is read of a base', () => {
  const base = async (poc: Poc, commit: string) => readBase(await opened(poc), commit, 'main', undefined);

  it('is what it had, whatever stands on disk now', async () => {
    const logged = '{"id":"case-99","reason":"duplicate","approved_by":"Sam"}\n';
    const poc = await aPoc({ prefix: 'poc/', files: { 'eval/CHANGES.jsonl': logged } });
    const commit = await poc.repository.git('rev-parse', 'HEAD');
    await poc.write({
      'poc.yaml': null,
      'eval/CHANGES.jsonl': null,
      'policy/kill.yaml': 'broken: [',
      'eval/cases/cases.jsonl': null,
    });
    const read = await base(poc, commit);
    expect(read).toMatchObject({ commit, how: 'main', waivers: [] });
    expect(read.manifest?.value.owner).toBe('Olga Owner');
    expect(read.kill?.value.criteria).toHaveLength(3);
    expect(read.thresholds?.value.bars['eval/pass-rate']).toEqual({ reviewed: 0.8 });
    expect([read.cases.length, read.rows.length, read.caseChanges.length]).toEqual([12, 12, 1]);
    expect(read.policyDigest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('is nothing where it had nothing, or had it broken', async () => {
    const poc = await aPoc({
      files: { 'policy/kill.yaml': 'broken: [', 'policy/waivers.yaml': null, 'eval/results/run.json': '{}' },
      results: null,
    });
    const read = await base(poc, await poc.repository.git('rev-parse', 'HEAD'));
    expect(read).toMatchObject({ kill: undefined, waivers: [], rows: [] });
    expect(read.cases).toHaveLength(12);
    const before = await base(poc, await poc.repository.git('rev-parse', 'HEAD~1'));
    expect(before).toMatchObject({ cases: [], rows: [] });
  });

  it('keeps the rows of a base whose inputs have a link among them', async () => {
    const poc = await aPoc();
    const commit = await poc.commit('a link', { 'src/link.ts': { link: 'workflow.ts' } });
    expect((await base(poc, commit)).rows).toHaveLength(12);
  });

  it('has its alternative, with the code of it that stood there, whatever the pull request names', async () => {
    const poc = await aPoc({ proven: true });
    const commit = await poc.repository.git('rev-parse', 'HEAD');
    const { alternative } = await base(poc, commit);
    expect(alternative?.rows.length).toBe(177);
    await poc.write({ 'alternative/rule.ts': 'export const rule = () => "other";\n' });
    expect((await base(poc, commit)).alternative?.source).toBe(alternative?.source);
    const later = await poc.commit('another rule');
    expect((await base(poc, later)).alternative?.source).not.toBe(alternative?.source);
    expect((await base(await aPoc(), 'HEAD')).alternative).toBeNull();
  });

  it('has its prices', async () => {
    const poc = await aPoc({ proven: true });
    const { prices } = await base(poc, await poc.repository.git('rev-parse', 'HEAD'));
    expect(prices?.value.monthly_budget).toBe(1500);
  });

  it('has the defaults of the bars where it had none', async () => {
    const poc = await aPoc({ files: { 'policy/thresholds.yaml': null } });
    const read = await base(poc, await poc.repository.git('rev-parse', 'HEAD'));
    expect(read.thresholds?.value).toEqual({ version: 1, bars: {} });
  });
});

describe('results to compare with', () => {
  const RUN = 'eval/results/run.json';
  const rowsFile = jsonLines(cases(3).map((one) => aRow(one)));
  const kept = (how: string): BaseResults => ({
    tree: aTree({ 'kept.jsonl': rowsFile }),
    patterns: ['kept.jsonl'],
    how,
  });
  const found = async (poc: Poc, elsewhere: Elsewhere) => {
    const commit = await poc.repository.git('rev-parse', 'HEAD');
    const { rows, resultsFrom } = await readBase(await opened(poc), commit, 'main', undefined, elsewhere);
    return { rows: rows.length, resultsFrom };
  };

  it('are those that a person names, before those of the tree', async () => {
    const elsewhere = { named: kept('the input base-results'), ask: null };
    expect(await found(await aPoc(), elsewhere)).toEqual({ rows: 3, resultsFrom: 'the input base-results' });
  });

  it('are those of the tree where it has them, and nobody else is asked', async () => {
    const ask = async () => expect.unreachable('asked');
    expect(await found(await aPoc(), { named: null, ask })).toEqual({
      rows: 12,
      resultsFrom: 'the tree of the base',
    });
  });

  it('are asked for where the tree has none, with the commit and the patterns of poc.yaml', async () => {
    const asked: unknown[] = [];
    const poc = await aPoc({ results: null });
    const ask = async (...words: unknown[]) => {
      asked.push(...words);
      return kept('artifact eval-results of run 7');
    };
    expect(await found(poc, { named: null, ask })).toEqual({
      rows: 3,
      resultsFrom: 'artifact eval-results of run 7',
    });
    expect(asked).toEqual([await poc.repository.git('rev-parse', 'HEAD'), ['eval/results/**/run.json']]);
  });

  it('are asked for where those of the tree are of other code, and say that they are old where nobody kept any', async () => {
    const poc = await aPoc();
    await poc.commit('other code', { 'src/workflow.ts': 'export const answer = () => null;\n' });
    const ask = async () => kept('artifact eval-results of run 7');
    expect(await found(poc, { named: null, ask })).toEqual({
      rows: 3,
      resultsFrom: 'artifact eval-results of run 7',
    });
    expect(await found(poc, { named: null, ask: async () => 'no good run kept any' })).toEqual({
      rows: 12,
      resultsFrom:
        'the tree of the base, made of other files than those of the base; and no good run kept any',
    });
  });

  it('that are nowhere are none, for every reason', async () => {
    const ask = async () => 'no good run kept any';
    expect(await found(await aPoc({ results: null }), { named: null, ask })).toEqual({
      rows: 0,
      resultsFrom:
        'the tree of the base, which has nothing at eval/results/**/run.json; and no good run kept any',
    });
  });

  it('that cannot be read are none, and what is wrong is kept', async () => {
    const poc = await aPoc({ files: { [RUN]: '{}' }, results: null });
    const { rows, resultsFrom } = await found(poc, { named: null, ask: null });
    expect(rows).toBe(0);
    expect(resultsFrom).toMatch(
      /^the tree of the base, which has eval\/results\/run\.json: schema: found nothing/,
    );
  });
});
