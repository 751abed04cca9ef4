import { randomBytes } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Env } from '../part.ts';
import { stateFile } from '../state.ts';
import { type Decided, type Standing, type Waiting, waiting } from './case.ts';

/** Seconds in which whoever decided may take it back. */
export const UNDO_S = 10;

/**
 * Where a file of a case lies: in `open` while it waits, in `decided` while the decision can be taken back, in `done` after
 * that; what was made wrong in it on purpose lies in `seeds`.
 */
export const fileOf = (env: Env, folder: 'open' | 'decided' | 'done' | 'seeds', id: string): string =>
  stateFile(env, 'review', folder, `${id}.json`);

/** Cases in files: each is there whole or not at all, and the first decision wins, however many processes are at it. */
export type Queue = ReturnType<typeof createQueue>;

export function createQueue(env: Env) {
  const read = (id: string): Waiting | null =>
    waiting.safeParse(jsonIn(fileOf(env, 'open', id))).data ?? null;
  const standing = (id: string): Standing | null =>
    (jsonIn(fileOf(env, 'decided', id)) ?? jsonIn(fileOf(env, 'done', id))) as Standing | null;
  let settling: Promise<void> | null = null;
  async function settleAll(now: Date, follow: (id: string, decided: Decided) => Promise<void>) {
    for (const id of idsIn(env, 'decided')) {
      const decided = jsonIn(fileOf(env, 'decided', id)) as Decided | null;
      if (decided === null || !isOver(decided, now)) continue;
      if (!existsSync(fileOf(env, 'done', id))) {
        await follow(id, decided);
        writeWhole(fileOf(env, 'done', id), withoutTexts(decided));
      }
      // The decision last: while it is there, whatever a crash left undone is done by the next one.
      for (const one of ['open', 'seeds', 'decided'] as const) rmSync(fileOf(env, one, id), { force: true });
    }
  }
  return {
    /** @returns `null` where there is no such case, or one that cannot be read */
    read,
    /** @returns the decision that stands; `null` while there is none */
    standing,
    /** @returns who handed it in; `null` where there is no such case */
    ownerOf: (id: string): string | null => read(id)?.user ?? standing(id)?.waiting.user ?? null,
    /**
     * @param id of a case that is there already, to replace it
     * @returns the id, by which cases sort in the order in which they came
     */
    put(one: Waiting, id = `${one.at.replace(/\D/g, '')}-${randomBytes(8).toString('hex')}`): string {
      writeWhole(fileOf(env, 'open', id), one);
      return id;
    },
    /** @returns ids of what waits, oldest first */
    waiting(): string[] {
      const over = new Set(idsIn(env, 'decided'));
      return idsIn(env, 'open').filter((id) => !over.has(id));
    },
    /** Decides what has no `standing` decision. @returns `false` where somebody else was faster */
    decide(id: string, decided: Decided): boolean {
      const file = fileOf(env, 'decided', id);
      const part = writePart(file, decided);
      try {
        // A link is made where there is none yet, or not at all, also between processes.
        linkSync(part, file);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        return false;
      } finally {
        rmSync(part);
      }
    },
    /** @returns whether there still was something to take back: once its time is over, what follows may be on its way */
    undo(id: string, user: string, now: Date): boolean {
      const file = fileOf(env, 'decided', id);
      const decided = jsonIn(file) as Decided | null;
      if (decided?.who.user !== user || isOver(decided, now)) return false;
      rmSync(file);
      return true;
    },
    /**
     * Makes of each decision whose time to take back is over what follows from it, and drops the item. Where that fails the
     * decision stays as it is, for the next time. One at a time, so that nothing is begun twice.
     */
    settle(now: Date, follow: (id: string, decided: Decided) => Promise<void>): Promise<void> {
      settling ??= settleAll(now, follow).finally(() => {
        settling = null;
      });
      return settling;
    },
  };
}

const isOver = ({ at }: Decided, now: Date): boolean => now.getTime() - Date.parse(at) >= UNDO_S * 1000;

const withoutTexts = ({ waiting: { run_id, case_ref, user }, decision, who, at }: Decided): Standing => ({
  waiting: { run_id, case_ref, user },
  decision: { kind: decision.kind },
  who,
  at,
});

export function idsIn(env: Env, folder: Parameters<typeof fileOf>[1]): string[] {
  const path = dirname(fileOf(env, folder, ''));
  const names = existsSync(path) ? readdirSync(path) : [];
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => basename(name, '.json'))
    .sort();
}

/** @returns what a file holds; `null` where there is none, or where it is not JSON */
export function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Writes a file whole or not at all. */
export const writeWhole = (file: string, value: unknown): void => renameSync(writePart(file, value), file);

/** @returns the name of a file beside another one, to be put in its place */
function writePart(file: string, value: unknown): string {
  const part = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.part`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(part, JSON.stringify(value));
  return part;
}
