import { BASELINE_FILE, baseline } from '../contract/baseline.ts';
import {
  CASES,
  CHANGES_FILE,
  type EvalCase,
  type EvalChange,
  evalCase,
  evalChange,
} from '../contract/eval-case.ts';
import { KILL_FILE, kill } from '../contract/kill.ts';
import { MANIFEST_FILE, type Manifest, manifest } from '../contract/manifest.ts';
import type { Problem } from '../contract/problem.ts';
import { THRESHOLDS_FILE, type Thresholds, thresholds } from '../contract/thresholds.ts';
import { WAIVERS_FILE, type Waiver, waivers } from '../contract/waivers.ts';
import { type Document, locate, type Reading, type Row } from '../readiness/reading.ts';
import { fileProblem, whenWrong } from './decode.ts';
import { filesMatching, patternFault } from './glob.ts';
import { readJsonLines } from './json-lines.ts';
import { show } from './schema-problems.ts';
import type { Tree } from './tree.ts';
import { readYaml } from './yaml-file.ts';

const restore = (file: string): string =>
  `Restore \`${file}\`; \`npm create poc\` makes one that can be copied.`;

/** Reads `poc.yaml`, and refuses patterns of inputs that this gate would read in another way than their writer. */
export async function readManifest(tree: Tree): Promise<Reading<Document<Manifest>>> {
  const reading = await readYaml(tree, MANIFEST_FILE, manifest, restore(MANIFEST_FILE));
  return reading.status === 'read' ? (whenWrong(patternProblems(reading.value)) ?? reading) : reading;
}

function patternProblems(document: Document<Manifest>): Problem[] {
  return patternsOf(document.value).flatMap(([field, pattern]) => {
    const fault = patternFault(pattern);
    return fault === null
      ? []
      : [{ ...patternProblem(pattern, fault), field, location: locate(document, field) }];
  });
}

/** Every pattern that a person wrote, with its field. */
function patternsOf({ evidence, alternative }: Manifest): (readonly [string, string])[] {
  const numbered = (field: string, patterns: string | readonly string[]) =>
    typeof patterns === 'string'
      ? [[field, patterns] as const]
      : patterns.map((pattern, i) => [`${field}.${i}`, pattern] as const);
  return [
    ...Object.entries(evidence.inputs).flatMap(([kind, patterns]) =>
      numbered(`evidence.inputs.${kind}`, patterns),
    ),
    ...numbered('evidence.results', evidence.results),
    ...numbered('evidence.usage', evidence.usage),
    ...numbered('evidence.traces', evidence.traces),
    ...(alternative === null
      ? []
      : [
          ...numbered('alternative.results', alternative.results),
          ...numbered('alternative.source', alternative.source),
        ]),
  ];
}

const patternProblem = (pattern: string, fault: string) => ({
  found: `${show(pattern)}, ${fault}`,
  expected: 'a path with `*` for any part of a name and `**` for any folders, such as src/**',
  remedy: 'Write one entry for each place.',
});

export const readBaseline = (tree: Tree) => readYaml(tree, BASELINE_FILE, baseline, restore(BASELINE_FILE));

export const readKill = (tree: Tree) =>
  readYaml(
    tree,
    KILL_FILE,
    kill,
    `Write \`${KILL_FILE}\`: three criteria, one on value, one on use, one on quality.`,
  );

/** Without the file the defaults are in force. */
export async function readThresholds(tree: Tree): Promise<Reading<Document<Thresholds>>> {
  const reading = await readYaml(tree, THRESHOLDS_FILE, thresholds, '');
  if (reading.status !== 'missing') return reading;
  return { status: 'read', value: { file: THRESHOLDS_FILE, value: { version: 1, bars: {} }, lines: {} } };
}

/** Without the file nothing is waived; a file that cannot be read waives nothing either. */
export async function readWaivers(tree: Tree): Promise<readonly Waiver[]> {
  const reading = await readYaml(tree, WAIVERS_FILE, waivers, '');
  return reading.status === 'read' ? reading.value.value.waivers : [];
}

/** Reads every case file. None at all is a missing case set; one bad line makes the set unreadable. */
export async function readCases(tree: Tree): Promise<Reading<readonly Row<EvalCase>[]>> {
  const remedy = 'Import real cases with `npm run import -- FILE --source-system NAME`.';
  return readCaseFiles(tree, [CASES], { status: 'missing', lookedIn: CASES, remedy });
}

/** Reads the training split. A POC whose model is not trained has none. */
export const readTraining = (tree: Tree): Promise<Reading<readonly Row<EvalCase>[]>> =>
  readCaseFiles(tree, TRAINING, { status: 'read', value: [] });

/** Where training cases stand. They are taught, so they are never scored. */
export const TRAINING = ['data/train*.jsonl'];

async function readCaseFiles(
  tree: Tree,
  patterns: readonly string[],
  none: Reading<readonly Row<EvalCase>[]>,
): Promise<Reading<readonly Row<EvalCase>[]>> {
  const files = await filesMatching(tree, patterns);
  if (files.length === 0) return none;
  const readings = await Promise.all(files.map((file) => readJsonLines(tree, file, evalCase, '')));
  const problems = readings.flatMap((reading, i) => {
    if (reading.status === 'invalid') return reading.problems;
    return reading.status === 'missing'
      ? [fileProblem(files[i] as string, 'no file', 'a file', 'Restore it.')]
      : [];
  });
  const rows = readings.flatMap((reading) => (reading.status === 'read' ? reading.value : []));
  return whenWrong(problems) ?? { status: 'read', value: rows };
}

/** Reads the log of removed and relabelled cases. Without the file nothing was logged. */
export async function readCaseChanges(tree: Tree): Promise<Reading<readonly Row<EvalChange>[]>> {
  const reading = await readJsonLines(tree, CHANGES_FILE, evalChange, '');
  return reading.status === 'missing' ? { status: 'read', value: [] } : reading;
}
