import { DECISIONS, decision } from '../contract/decision.ts';
import type { DecisionRecord } from '../readiness/evidence.ts';
import type { Reading, Row } from '../readiness/reading.ts';
import { fileProblem, invalid, readText, whenWrong } from './decode.ts';
import { digestOf } from './digests.ts';
import { filesMatching } from './glob.ts';
import type { Tree } from './tree.ts';
import { parseYaml } from './yaml-file.ts';

const OPENED = /^---\r?\n/;
const FRONT_MATTER = /^---\r?\n([\s\S]*?)(?<=\n)---(?:\r?\n|$)/;

/** Reads the decision records by their front matter. A Markdown file without any, such as a README, is not a record. */
export async function readDecisions(tree: Tree): Promise<Reading<readonly Row<DecisionRecord>[]>> {
  const files = await filesMatching(tree, [DECISIONS]);
  const readings = await Promise.all(files.map((file) => readDecision(tree, file)));
  const problems = readings.flatMap((reading) => (reading?.status === 'invalid' ? reading.problems : []));
  const records = readings.flatMap((reading) => (reading?.status === 'read' ? [reading.value] : []));
  return whenWrong(problems) ?? { status: 'read', value: records };
}

async function readDecision(tree: Tree, file: string): Promise<Reading<Row<DecisionRecord>> | null> {
  const text = await readText(tree, file, '');
  if (text.status === 'missing') return invalid(fileProblem(file, 'no file', 'a file', 'Restore it.'));
  if (text.status === 'invalid') return text;
  const [whole = '', front] = FRONT_MATTER.exec(text.value) ?? [];
  if (front === undefined) return OPENED.test(text.value) ? invalid(neverClosed(file)) : null;
  // The opening fence takes one line, which a leading blank keeps countable.
  const parsed = parseYaml(`\n${front}`, file, decision);
  if (parsed.status !== 'read') return parsed;
  const body = text.value.slice(whole.length);
  return { status: 'read', value: { value: { ...parsed.value.value, body }, file, line: 1 } };
}

const neverClosed = (file: string) => ({
  ...fileProblem(file, 'front matter that is not closed', 'a second line of `---`', 'Add it after the keys.'),
  location: { file, line: 1 },
});

/** @returns the digests of the files that records name, by name; none for a file that this tree does not have. */
export async function digestRecorded(
  tree: Tree,
  records: readonly Row<DecisionRecord>[],
): Promise<Reading<ReadonlyMap<string, string>>> {
  const named = [...new Set(records.flatMap(({ value }) => (value.evidence ?? []).map((one) => one.file)))];
  const there = new Set(await tree.list());
  const digests = named
    .filter((file) => there.has(file))
    .map(async (file) => [file, await digestOf(tree, [file])] as const);
  return { status: 'read', value: new Map(await Promise.all(digests)) };
}
