import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Env } from '../part.ts';
import type { Run } from '../run.ts';
import { appendLine, stateFile } from '../state.ts';

/** A line of the usage export, as the gate reads it. No line holds text of an item or of an answer. */
export type UsageEvent = {
  event: 'offered' | 'started' | 'completed' | 'accepted' | 'edited' | 'rejected' | 'abandoned' | 'fell_back';
  /** A pseudonym. */
  user: string;
  role: string;
  case_ref: string;
  ts: string;
  trace_id?: string;
  workflow_version?: string;
  output_before?: string;
  output_after?: string;
  /** 0 to 1. */
  edit_share?: number;
  /** A code. */
  reason?: string;
  /** Seconds. */
  review_s?: number;
  output_characters?: number;
};

const FOLDER = 'usage';
const fileOf = (env: Env, ts: string): string => stateFile(env, FOLDER, `${ts.slice(0, 7)}.jsonl`);

/**
 * The one way by which usage is recorded.
 * @param event its `ts` says in which month it is kept
 */
export const recordUsage = (env: Env, event: UsageEvent): void => appendLine(fileOf(env, event.ts), event);

/** Records what may be recorded already: after a crash nobody knows. Nothing is there twice. */
export function recordUsageOnce(env: Env, events: readonly UsageEvent[]): void {
  for (const event of events) {
    if (!linesOf(fileOf(env, event.ts)).includes(JSON.stringify(event))) recordUsage(env, event);
  }
}

/** @returns which code made it, as the traces name it */
export const versionOf = ({ versions }: Pick<Run, 'versions'>): string =>
  versions.workflow.slice('sha256:'.length, 'sha256:'.length + 12);

/**
 * A digest by which two outputs can be told apart. With a key of this machine, since there are so few labels or amounts
 * that a plain digest could be guessed.
 */
export function outputHash(env: Env, text: string): string {
  const file = stateFile(env, FOLDER, 'hash.key');
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  }
  return `sha256:${createHmac('sha256', readFileSync(file, 'utf8')).update(text).digest('hex')}`;
}

/** @returns every event that was recorded, a line of JSON each, oldest month first */
export function usageLines(env: Env): string[] {
  const folder = stateFile(env, FOLDER);
  const months = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jsonl')) : [];
  return months.sort().flatMap((name) => linesOf(join(folder, name)));
}

/** A line that broke off when a process was killed is no event. */
function linesOf(file: string): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').filter(isWhole);
}

function isWhole(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

/** What was exported of one month. */
export type Exported = { file: string; events: number };

/**
 * Copies the events of whole days to where the gate reads them. What is there already stays, also where this machine no
 * longer has it.
 *
 * @param target a folder of the repository
 */
export function exportUsage(env: Env, target: string, now: Date): Exported[] {
  const today = now.toISOString().slice(0, 10);
  const months = new Map<string, string[]>();
  for (const line of usageLines(env)) {
    const { ts } = JSON.parse(line) as UsageEvent;
    if (ts.slice(0, 10) < today) months.set(ts.slice(0, 7), [...(months.get(ts.slice(0, 7)) ?? []), line]);
  }
  mkdirSync(target, { recursive: true });
  return [...months].map(([month, lines]) => {
    const file = join(target, `${month}.jsonl`);
    const there = linesOf(file);
    const all = [...there, ...lines.filter((line) => !there.includes(line))];
    writeFileSync(file, all.map((line) => `${line}\n`).join(''));
    return { file, events: all.length };
  });
}
