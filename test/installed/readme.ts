import { readFileSync } from 'node:fs';

/** A fenced block of commands of the README. */
export type Block = { commands: string; line: number };

/** @returns the shell blocks of the README, in order. */
export function readmeBlocks(): Block[] {
  const text = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map((match) => ({
    commands: (match[1] ?? '').trim(),
    line: text.slice(0, match.index).split('\n').length,
  }));
}

/** @returns the one block that holds a text; a README that was changed without its test fails here. */
export function blockWith(text: string): string {
  const found = readmeBlocks().filter(({ commands }) => commands.includes(text));
  if (found.length !== 1)
    throw new Error(
      `README: found ${found.length} blocks with "${text}"; expected one. Mend the README or its test.`,
    );
  return (found[0] as Block).commands;
}
