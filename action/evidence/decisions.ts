import { DECISIONS, type Decision, decision } from '../contract/decision.ts';
import type { Reading, Row } from '../readiness/reading.ts';
import { fileProblem, invalid, readText, whenWrong } from './decode.ts';
import { filesMatching } from './glob.ts';
import type { Tree } from './tree.ts';
import { parseYaml } from './yaml-file.ts';

const OPENED = /^---\r?\n/;
const FRONT_MATTER = /^---\r?\n([\s\S]*?)(?<=\n)---(?:\r?\n|$)/;

/** Reads the decision records by their front matter. A Markdown file without any, such as a README, is not a record. */
export async function readDecisions(tree: Tree): Promise<Reading<readonly Row<Decision>[]>> {
  const files = await filesMatching(tree, [DECISIONS]);
  const readings = await Promise.all(files.map((file) => readDecision(tree, file)));
  const problems = readings.flatMap((reading) => (reading?.status === 'invalid' ? reading.problems : []));
  const records = readings.flatMap((reading) => (reading?.status === 'read' ? [reading.value] : []));
  return whenWrong(problems) ?? { status: 'read', value: records };
}

async function readDecision(tree: Tree, file: string): Promise<Reading<Row<Decision>> | null> {
  const text = await readText(tree, file, '');
  if (text.status === 'missing') return invalid(fileProblem(file, 'no file', 'a file', 'Restore it.'));
  if (text.status === 'invalid') return text;
  const front = FRONT_MATTER.exec(text.value)?.[1];
  if (front === undefined) return OPENED.test(text.value) ? invalid(neverClosed(file)) : null;
  // The opening fence takes one line, which a leading blank keeps countable.
  const parsed = parseYaml(`\n${front}`, file, decision);
  return parsed.status === 'read'
    ? { status: 'read', value: { value: parsed.value.value, file, line: 1 } }
    : parsed;
}

const neverClosed = (file: string) => ({
  ...fileProblem(file, 'front matter that is not closed', 'a second line of `---`', 'Add it after the keys.'),
  location: { file, line: 1 },
});
