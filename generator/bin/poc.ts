#!/usr/bin/env node
import { printable } from '../../action/text/printable.ts';
import { liveTerminal } from '../live-terminal.ts';
import { packageManifest, packageRoot } from '../package-root.ts';
import { runPoc } from '../poc.ts';

// Should the process end before there is a verdict, nothing was judged, and that is never 0.
process.exitCode = 2;

// Whoever reads it may have seen enough, as `head` does; what is left to do is done all the same.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runPoc(process.argv.slice(2), packageManifest(packageRoot())?.version ?? 'unknown', {
  cwd: process.cwd(),
  env: process.env,
  now: new Date(),
  color: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
  print: (text) => process.stdout.write(`${text}\n`),
  // What is wrong with a file quotes it, and a file may hold what a terminal obeys.
  complain: (text) => process.stderr.write(`${text.split('\n').map(printable).join('\n')}\n`),
  // Asked for by one command; the others leave standard input alone.
  get live() {
    return liveTerminal(process.stdin, process.stdout);
  },
});
