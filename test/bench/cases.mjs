import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeJUnit, writeLines, writePromptfoo } from './inputs.mjs';

const floor = (file) => fileURLToPath(new URL(`floors/${file}`, import.meta.url));

/** What is measured, at what size, and how good it has to be (issue 3, "Speed and memory"). */
export const FILES = [
  {
    name: 'junit',
    title: 'JUnit, 100,000 cases',
    file: 'junit.xml',
    write: (path) => writeJUnit(path, { rows: 100_000 }),
    targets: { seconds: 0.6, peak: 85 },
  },
  {
    name: 'promptfoo',
    title: 'promptfoo JSON, 100,000 cases, 104 MB',
    file: 'promptfoo.json',
    write: (path) => writePromptfoo(path, { rows: 100_000, rowBytes: 958 }),
    targets: { seconds: 0.9, peak: 120 },
    floors: [{ title: 'JSON.parse of the whole', args: (path) => [floor('parse-whole.mjs'), path] }],
  },
  {
    name: 'lines',
    title: 'JSON lines, 100,000 cases, 38 MB',
    file: 'lines.jsonl',
    write: (path) => writeLines(path, { rows: 100_000 }),
    floors: [{ title: 'stream the lines', args: (path) => [floor('stream-lines.mjs'), path] }],
    targets: { timesFloor: 1.25 },
  },
  {
    name: 'large',
    title: 'promptfoo JSON, 200,000 cases, over 600 MB',
    file: 'large.json',
    write: (path) => writePromptfoo(path, { rows: 200_000, rowBytes: 2_560, indent: 2 }),
    targets: { peak: 150 },
  },
  {
    name: 'million',
    title: 'JSON lines, 1,000,000 cases',
    file: 'million.jsonl',
    write: (path) => writeLines(path, { rows: 1_000_000 }),
    // Flat: ten times the cases of `lines`, and what is kept of a case for counting (16 bytes) on top.
    targets: { peakOver: { name: 'lines', most: 32 } },
  },
];

/** @returns the program that reads the file as a user would, which has to find what was written into it */
export function reading({ name, file }, poc, folder, written) {
  const path = join(folder, file);
  return {
    name,
    args: [poc, 'eval', 'read', path, '--json'],
    cwd: folder,
    verify: ({ code, out, err }) => {
      const found = code === 0 ? JSON.parse(out).files[0] : {};
      if (found.rows === written.rows && found.passes === written.passes) return;
      throw new Error(
        `${name}: found exit ${code}, ${found.rows} rows and ${found.passes} passes; expected ${written.rows} and ${written.passes}.\n${err}`,
      );
    },
  };
}
