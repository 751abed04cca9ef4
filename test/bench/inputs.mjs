import { closeSync, openSync, writeSync } from 'node:fs';
import { randomFrom } from './random.mjs';
import { junitCase, plainRow, promptfooRow } from './rows.mjs';

/** Writes a file piece by piece, and returns how many bytes it has. */
function writeFile(path, pieces) {
  const file = openSync(path, 'w');
  let bytes = 0;
  let text = '';
  const flush = () => {
    bytes += writeSync(file, text);
    text = '';
  };
  for (const piece of pieces) {
    text += piece;
    if (text.length > 1_000_000) flush();
  }
  flush();
  closeSync(file);
  return bytes;
}

const passesOf = (made) => made.filter(Boolean).length;

/**
 * promptfoo's JSON. Indented as the tool writes it, or compact.
 *
 * @returns what a right reader finds
 */
export function writePromptfoo(path, { rows, rowBytes, indent = 0, seed = 1 }) {
  const random = randomFrom(seed);
  const passed = [];
  const json = (value) => JSON.stringify(value, null, indent);
  function* pieces() {
    const head = {
      version: 3,
      timestamp: '2026-11-02T09:00:00.000Z',
      prompts: [{ raw: 'x', label: 'decide' }],
    };
    yield `{"evalId":"eval-bench","results":${json(head).slice(0, -1).trimEnd()},"results":[`;
    for (let i = 0; i < rows; i += 1) {
      const row = promptfooRow(random, i, rowBytes);
      passed.push(row.success);
      yield `${i === 0 ? '' : ','}${indent === 0 ? '' : '\n'}${json(row)}`;
    }
    const successes = passesOf(passed);
    const stats = { successes, failures: rows - successes, errors: 0 };
    yield `],"stats":${json(stats)}},"config":{"description":"bench"},"shareableUrl":null}`;
  }
  return { bytes: writeFile(path, pieces()), rows, passes: passesOf(passed) };
}

/** JSON lines of a hand-written eval. */
export function writeLines(path, { rows, seed = 2 }) {
  const random = randomFrom(seed);
  const passed = [];
  function* pieces() {
    for (let i = 0; i < rows; i += 1) {
      const row = plainRow(random, i);
      passed.push(row.pass);
      yield `${JSON.stringify(row)}\n`;
    }
  }
  return { bytes: writeFile(path, pieces()), rows, passes: passesOf(passed) };
}

/** JUnit XML of one suite. */
export function writeJUnit(path, { rows, seed = 3 }) {
  const random = randomFrom(seed);
  const cases = Array.from({ length: rows }, (_, i) => junitCase(random, i));
  const failures = cases.filter((one) => one.includes('<failure')).length;
  const start = `<?xml version="1.0" encoding="utf-8"?>\n<testsuites><testsuite name="pytest" errors="0" failures="${failures}" skipped="0" tests="${rows}">`;
  const bytes = writeFile(path, [start, ...cases, '</testsuite></testsuites>\n']);
  return { bytes, rows, passes: rows - failures };
}
