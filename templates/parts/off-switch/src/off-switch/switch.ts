import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Env } from '../part.ts';
import { stateFile } from '../state.ts';

const position = z.strictObject({
  position: z.enum(['on', 'off']),
  at: z.iso.datetime(),
  by: z.string().min(1),
  reason: z.string().min(1).nullable(),
});
export type Position = z.infer<typeof position>;

/** `null` while nobody has ever switched; `unreadable` counts as off. */
export type Read = Position | null | 'unreadable';

/** On several machines it has to be one file for all: `POC_SWITCH_FILE`. */
const fileOf = (env: Env): string => env.POC_SWITCH_FILE || stateFile(env, 'switch.json');

/** @returns where the switch stands now. Read anew each time: whoever switches off waits for nobody to restart anything. */
export function readSwitch(env: Env): Read {
  try {
    const read = position.safeParse(JSON.parse(readFileSync(fileOf(env), 'utf8')));
    return read.success ? read.data : 'unreadable';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : 'unreadable';
  }
}

/**
 * Is it off? By the variable `POC_SWITCH=off`, or by its file. A switch that cannot be read is off: nobody knows what
 * was meant.
 */
export function isOff(env: Env): boolean {
  if (env.POC_SWITCH?.trim().toLowerCase() === 'off') return true;
  const read = readSwitch(env);
  return read === 'unreadable' || read?.position === 'off';
}

/** Moves the switch, whole or not at all. */
export function moveSwitch(env: Env, to: Position): void {
  const file = fileOf(env);
  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, `${JSON.stringify(to)}\n`);
  renameSync(part, file);
}
