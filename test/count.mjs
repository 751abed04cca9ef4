// Adds up what the test runs reported, and what ran beside them, into one closing line.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const report = new URL('report/', import.meta.url);
const runs = existsSync(report)
  ? readdirSync(report).map((file) => JSON.parse(readFileSync(new URL(file, report), 'utf8')))
  : [];
const sum = (key) => runs.reduce((total, run) => total + run[key], 0);
const [commandCode, bundleChanged] = process.argv.slice(2).map(Number);

const bundle = bundleChanged === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
const passed = sum('numPassedTests') + bundle.passed;
let failed = sum('numFailedTests') + bundle.failed;
// A command that failed without a failed test (lint, types, build, a file that did not load) is a failure too.
if (commandCode !== 0 && failed === bundle.failed) failed += 1;

// A log is read from its end.
for (const { assertionResults, message, name } of runs.flatMap(({ testResults }) => testResults)) {
  if (assertionResults.length === 0 && message) console.log(`FAILED ${name}: ${whatFailed(message)}`);
  for (const { status, fullName, failureMessages } of assertionResults)
    if (status === 'failed') console.log(`FAILED ${fullName}: ${whatFailed(failureMessages.join('\n'))}`);
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 1 ? 0 : 1;

function whatFailed(text) {
  const said = text.split('\n').filter((line) => !/^ {4}at /.test(line));
  return said.join('\n').slice(0, 4000);
}
