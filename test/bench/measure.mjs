import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const peakFile = fileURLToPath(new URL('peak.cjs', import.meta.url));

/** Runs a program once, whole, and returns its wall time in seconds, its peak memory in MB, and what it printed. */
export async function measure(node, { args, cwd, env = process.env }) {
  const folder = mkdtempSync(join(tmpdir(), 'poc-peak-'));
  const file = join(folder, 'peak');
  try {
    const begun = performance.now();
    const child = spawn(node, ['--require', peakFile, ...args], {
      cwd,
      env: { ...env, PEAK_FILE: file },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, err] = [child.stdout, child.stderr].map((stream) => {
      const pieces = [];
      stream.on('data', (piece) => pieces.push(piece));
      return pieces;
    });
    const code = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    const seconds = (performance.now() - begun) / 1_000;
    const text = (pieces) => Buffer.concat(pieces).toString();
    return {
      seconds,
      peak: Number(readFileSync(file, 'utf8')) / 1_024,
      code,
      out: text(out),
      err: text(err),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Runs programs in turn, once to warm up and then so many times, so that what else the machine does hits all of them.
 *
 * @returns by name the medians of wall time and peak memory
 */
export async function measureInTurn(node, programs, times) {
  const runs = new Map(programs.map(({ name }) => [name, []]));
  for (let round = 0; round <= times; round += 1) {
    for (const program of programs) {
      const run = await measure(node, program);
      program.verify?.(run);
      if (round > 0) runs.get(program.name).push(run);
    }
  }
  return new Map(
    [...runs].map(([name, all]) => [
      name,
      { seconds: median(all.map((run) => run.seconds)), peak: median(all.map((run) => run.peak)) },
    ]),
  );
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
