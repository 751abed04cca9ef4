import type { Git, GitAnswer } from '../../action/evidence/git.ts';
import { aPoc, type Poc } from '../repository-builder.ts';
import type { Attack } from './attack.ts';

/** What a deed and its twin both begin on, and its last commit. It is copied, and never changed. */
export type Base = { poc: Poc; commit: string };

type Stage = Attack['stage'];
const greens = new Map<Stage, Promise<Poc>>();
const bases = new Map<Stage | Attack, Promise<Base>>();

/** @returns the base of an attack: most are nothing but the green POC of a stage, which is made once for them all. */
export function baseOf(attack: Attack): Promise<Base> {
  const own = attack.poc !== undefined || attack.before !== undefined;
  return once(bases, own ? attack : attack.stage, () => makeBase(attack));
}

async function makeBase({ stage, poc: options, before }: Attack): Promise<Base> {
  const green = () => once(greens, stage, () => aPoc({ stage, proven: true }));
  const poc = await (options === undefined
    ? (await green()).copy()
    : aPoc({ stage, proven: true, ...options }));
  await before?.(poc);
  return { poc, commit: await poc.commit('What the base holds') };
}

const answers = new Map<string, Promise<GitAnswer>>();
const IMMUTABLE = new Set(['cat-file', 'ls-tree']);

/** Asks git once for what an object holds: the id of a blob or of a commit is the digest of it, in whatever copy it lies. */
export const askedOnce =
  (git: Git): Git =>
  (args) =>
    args.some((arg) => IMMUTABLE.has(arg)) ? once(answers, args.join('\0'), () => git(args)) : git(args);

function once<K, V>(made: Map<K, V>, key: K, make: () => V): V {
  const known = made.get(key) ?? make();
  made.set(key, known);
  return known;
}
