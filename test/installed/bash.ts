import { spawn } from 'node:child_process';

/** How a script ended, with all that it printed. */
export type Ran = { code: number | null; output: string };

/** Runs a script in bash in a folder, without a terminal, with the environment of this process less npm's own. */
export function bash(cwd: string, script: string, env: Record<string, string> = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-eo', 'pipefail', '-c', script], {
      cwd,
      env: { ...outside(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Variables that npm sets for its scripts would make a nested npm believe that it is part of this one. */
export function outside(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(?:npm_(?!config_(?:registry|userconfig|cache|globalconfig))|INIT_CWD|VITEST|NODE_ENV|CI$)/i.test(
        name,
      ),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, value ?? '']));
}
