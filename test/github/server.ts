/**
 * A GitHub API on this machine for the tests of the Action: GitHub's own description, a state in memory, faults on
 * demand. A program of its own, so that what is tested talks to it over a socket as it would to GitHub.
 *
 *   node test/github/server.ts STATE.json     on Node 24
 *   node test/github/server.ts < STATE.json
 *
 * Prints one line, `{"url":"http://127.0.0.1:PORT"}`, when it listens. Ends with a signal, or with the process that
 * started it when the two share an IPC channel.
 */
import { readFileSync } from 'node:fs';
import { listen } from './listen.ts';
import { openState } from './state/state.ts';

const STANDARD_INPUT = 0;

const initial: unknown = JSON.parse(readFileSync(process.argv[2] ?? STANDARD_INPUT, 'utf8'));
const { url } = await listen(openState(initial), 0);
process.on('disconnect', () => process.exit());
process.stdout.write(`${JSON.stringify({ url })}\n`);
