import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Env } from '../part.ts';
import { stateFile } from '../state.ts';
import { type Decision, type Read, type Waiting, waiting } from './case.ts';
import { textOf, writePart, writeWhole } from './whole-file.ts';

/** Seconds in which whoever decided may take it back. */
export const UNDO_S = 10;

/** A decision as it is kept, with all that follows from it: `decide.ts` knows what that is. */
export type Decided<Effects> = {
  /** Who handed the case in. */
  owner: string;
  by: string;
  at: string;
  decision: Decision;
  effects: Effects;
};

/**
 * Cases in files, one each: `open` while it waits, `decided` while the decision can be taken back, `done` after that. A
 * file is there whole or not at all, and the first decision wins, however many processes are at it.
 */
export type Queue<Effects> = {
  /**
   * @param id of a case that is there already, to replace it
   * @returns the id, by which cases sort in the order in which they came
   */
  put(one: Waiting, id?: string): string;
  /** @returns ids of what waits, oldest first */
  waiting(): string[];
  read(id: string): Read;
  /** @returns the decision that stands; `null` while there is none */
  standing(id: string): Decided<Effects> | null;
  /** @returns who handed it in; `null` where there is no such case */
  ownerOf(id: string): string | null;
  /** @returns `same` where this very decision stands already, `other` where another one does */
  decide(id: string, decided: Decided<Effects>): 'decided' | 'same' | 'other';
  /** @returns whether there still was something to take back */
  undo(id: string, user: string): boolean;
  /**
   * Makes of each decision whose time to take back is over what follows from it, and drops the item. Where that fails the
   * decision stays as it is, for the next time.
   */
  settle(now: Date, follow: (effects: Effects) => Promise<void>): Promise<void>;
};

const FOLDERS = ['open', 'decided', 'done'] as const;
type Folder = (typeof FOLDERS)[number];

export function createQueue<Effects>(env: Env): Queue<Effects> {
  const at = (folder: Folder, id: string) => stateFile(env, 'review', folder, `${id}.json`);
  const names = (folder: Folder) => namesIn(stateFile(env, 'review', folder));
  const prepare = () => {
    for (const one of FOLDERS) mkdirSync(stateFile(env, 'review', one), { recursive: true });
  };
  const standing = (id: string): Decided<Effects> | null => {
    const file = [at('decided', id), at('done', id)].find((one) => existsSync(one));
    return file === undefined ? null : JSON.parse(readFileSync(file, 'utf8'));
  };
  const read = (id: string): Read => {
    const text = textOf(at('open', id));
    const found = text === null ? null : waiting.safeParse(parsed(text));
    return found?.success ? found.data : null;
  };
  let settling: Promise<void> | null = null;
  async function settleAll(now: Date, follow: (effects: Effects) => Promise<void>): Promise<void> {
    for (const id of names('decided')) {
      const decided = standing(id);
      if (decided === null || now.getTime() - Date.parse(decided.at) < UNDO_S * 1000) continue;
      // In this order, and each so that it can be done twice: a crash between two of them loses nothing.
      await follow(decided.effects);
      rmSync(at('open', id), { force: true });
      const { owner, by, at: when, decision } = decided;
      // What was corrected can hold text of the item, which nobody needs any more.
      writeWhole(at('done', id), { owner, by, at: when, decision: { kind: decision.kind } });
      rmSync(at('decided', id), { force: true });
    }
  }
  return {
    standing,
    read,
    ownerOf: (id) => (read(id)?.user ?? standing(id)?.owner) || null,
    put(one, id = newId(one)) {
      prepare();
      writeWhole(at('open', id), one);
      return id;
    },
    waiting() {
      // What is done has been taken out of `open` before.
      const over = new Set(names('decided'));
      return names('open').filter((id) => !over.has(id));
    },
    decide(id, decided) {
      prepare();
      const there = standing(id);
      if (there !== null) return isSame(there, decided) ? 'same' : 'other';
      const part = writePart(at('decided', id), decided);
      try {
        // A link is made where there is none yet, or not at all, also between processes.
        linkSync(part, at('decided', id));
        return 'decided';
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        return 'other';
      } finally {
        rmSync(part);
      }
    },
    undo(id, user) {
      const there = existsSync(at('decided', id)) ? standing(id) : null;
      if (there?.by !== user) return false;
      rmSync(at('decided', id));
      return true;
    },
    settle(now, follow) {
      // One at a time: what follows must not be begun twice.
      settling ??= settleAll(now, follow).finally(() => {
        settling = null;
      });
      return settling;
    },
  };
}

export const newId = ({ at }: Pick<Waiting, 'at'>): string =>
  `${at.replace(/\D/g, '')}-${randomBytes(8).toString('hex')}`;

const isSame = (one: Decided<unknown>, other: Decided<unknown>): boolean =>
  one.by === other.by &&
  (isDeepStrictEqual(one.decision, other.decision) ||
    // Once it is done only the kind is kept.
    (one.effects === undefined && one.decision.kind === other.decision.kind));

const namesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => name.slice(0, -'.json'.length))
        .sort()
    : [];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
