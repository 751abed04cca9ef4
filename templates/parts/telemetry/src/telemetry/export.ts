import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../part.ts';
import { stateFile } from '../state.ts';

/** What was copied of one day. */
export type Exported = { day: string; runs: number; file: string };

const NAME = /^traces-(\d{4}-\d{2}-\d{2})\.jsonl$/;

/**
 * Copies the traces of whole days to where the gate reads them: runs for people only, and none left out, or what was
 * logged could not be told from what was chosen.
 *
 * @param days how many days before today, which is not over yet
 */
export function exportTraces(env: Env, target: string, days: number, now: Date): Exported[] {
  const folder = stateFile(env, 'telemetry');
  const today = now.toISOString().slice(0, 10);
  const first = new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names.flatMap((name) => {
    const day = NAME.exec(name)?.[1] ?? '';
    if (day < first || day >= today) return [];
    const lines = readFileSync(join(folder, name), 'utf8').split('\n').filter(isLive);
    if (lines.length === 0) return [];
    mkdirSync(target, { recursive: true });
    const file = join(target, `${day}.jsonl`);
    writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
    return [{ day, runs: lines.length, file }];
  });
}

const LIVE = JSON.stringify({ key: 'poc.run.kind', value: { stringValue: 'live' } });

/** A line that broke off when a process was killed is no trace. */
const isLive = (line: string): boolean => line.includes(LIVE) && line.endsWith('}');
