#!/usr/bin/env node
import { runCreatePoc } from '../create-poc.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { packageRoot } from '../package-root.ts';

// Should the process end before an answer is there, nothing was made, and that is never 0.
process.exitCode = 2;

process.exitCode = await runCreatePoc(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  now: new Date(),
  color: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
  interactive: process.stdin.isTTY === true && process.stdout.isTTY === true,
  signal: listenForInterrupt().signal,
  packageRoot: packageRoot(),
  print: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
});
