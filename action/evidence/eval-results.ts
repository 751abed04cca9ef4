import type { EvalRun } from '../contract/eval-run.ts';
import { listed, type Manifest } from '../contract/manifest.ts';
import type { Mapping } from '../contract/mapping.ts';
import type { Problem } from '../contract/problem.ts';
import type { EvalRecord } from '../readiness/eval/eval-record.ts';
import type { EvalResults, ResultFile } from '../readiness/evidence.ts';
import type { Reading, Row } from '../readiness/reading.ts';
import { contradictions } from './contradictions.ts';
import { fileProblem, whenWrong } from './decode.ts';
import { digestInputs } from './digests.ts';
import { isEnvelope, RUN_IT, readEnvelope } from './envelope.ts';
// Loaded with the gate, which needs it in any case, so that its bundle stays one file.
import './formats/poc-rows/poc-row-schema.ts';
import { outputsMatching } from './glob.ts';
import { type RecordedRun, readRecordedRun } from './recorded-run.ts';
import { isResultFile, readResultFile } from './result-file.ts';
import { mergeRuns } from './shards.ts';
import { notHere, type SignatureOf, signatureOfAll } from './signatures.ts';
import type { Tree } from './tree.ts';

/** Results of one file or many, merged, and not yet compared with the tree. */
export type ResultSet = Omit<EvalResults, 'inputsNow' | 'signature'>;

/** Reads the results that `poc.yaml` names, with the digests that the tree has today to compare them with. */
export async function readResults(
  tree: Tree,
  manifest: Manifest,
  signatureOf: SignatureOf = notHere,
): Promise<Reading<EvalResults>> {
  const { results, mapping, inputs } = manifest.evidence;
  const shared = await sharedWithAlternative(tree, manifest);
  if (shared !== null) return shared;
  const set = await readResultSet(tree, listed(results), mapping);
  if (set.status !== 'read') return set;
  const inputsNow = await digestInputs(tree, inputs);
  if (inputsNow.status !== 'read') return inputsNow;
  const files = [set.value.file, ...set.value.files.map(({ file }) => file)];
  const signature = await signatureOfAll(tree, files, signatureOf);
  return { status: 'read', value: { ...set.value, inputsNow: inputsNow.value, signature } };
}

/** One file cannot speak for both sides of a comparison; left out on either, it could hide what it says of the other. */
async function sharedWithAlternative(tree: Tree, { evidence, alternative }: Manifest) {
  if (alternative === null) return null;
  const own = await outputsMatching(tree, listed(evidence.results));
  const theirs = new Set(await outputsMatching(tree, listed(alternative.results)));
  return whenWrong(own.filter((file) => theirs.has(file)).map(ofBoth));
}

const ofBoth = (file: string): Problem =>
  fileProblem(
    file,
    'a file that both `evidence.results` and `alternative.results` fit',
    'results of the POC and of its alternative in files of their own',
    'Narrow one of the two in `poc.yaml`: for example `eval/results/**/run.json` and `alternative/results/**/run.json`.',
  );

/**
 * Reads and merges every file of results that matches: envelopes with the rows they name, or files of any eval tool.
 * Whatever keeps one of them from being read keeps the whole from it, since a part of the results is another result.
 */
export async function readResultSet(
  tree: Tree,
  patterns: readonly string[],
  mapping: Mapping | undefined,
): Promise<Reading<ResultSet>> {
  const files = await outputsMatching(tree, patterns);
  if (files.length === 0) return { status: 'missing', lookedIn: patterns.join(', '), remedy: RUN_IT };
  const unfit = whenWrong(files.filter((file) => !isResultFile(file)).map(otherEnding));
  if (unfit !== null) return unfit;
  const envelopes: string[] = [];
  for (const file of files) if (await isEnvelope(tree, file)) envelopes.push(file);
  if (envelopes.length === 0) return readLoose(tree, files, mapping);
  return readRecorded(tree, files, envelopes, mapping);
}

const otherEnding = (file: string): Problem =>
  fileProblem(
    file,
    'another kind of file',
    'results in a file that ends in .json, .jsonl, .ndjson, .csv, .xml or .eval',
    'Correct `evidence.results` in `poc.yaml`, or rename the file.',
  );

/** Files that nobody recorded: they are read, and nothing says what they were made of. */
async function readLoose(
  tree: Tree,
  files: readonly string[],
  mapping: Mapping | undefined,
): Promise<Reading<ResultSet>> {
  const rows: Row<EvalRecord>[] = [];
  const read: ResultFile[] = [];
  for (const file of files) {
    const sink = (value: EvalRecord, line: number) => rows.push({ value, file, line });
    const reading = await readResultFile(tree, file, mapping, sink, RUN_IT);
    if (reading.status !== 'read') return reading;
    read.push(reading.value);
  }
  return toSet(null, read, rows, []);
}

async function readRecorded(
  tree: Tree,
  files: readonly string[],
  envelopes: readonly string[],
  mapping: Mapping | undefined,
): Promise<Reading<ResultSet>> {
  const runs: RecordedRun[] = [];
  for (const file of envelopes) {
    const envelope = await readEnvelope(tree, file);
    if (envelope.status !== 'read') return envelope;
    const run = await readRecordedRun(tree, file, envelope.value, mapping);
    if (run.status !== 'read') return run;
    runs.push(run.value);
  }
  const named = new Set([...envelopes, ...runs.flatMap((run) => run.files.map(({ file }) => file))]);
  const strangers = files.filter((file) => !named.has(file)).map(stranger);
  const merged = mergeRuns(runs);
  const wrong = whenWrong([...strangers, ...merged.problems]);
  if (wrong !== null) return wrong;
  const [first] = runs as [RecordedRun, ...RecordedRun[]];
  return toSet(
    { run: merged.run, file: first.file },
    runs.flatMap((run) => run.files),
    runs.flatMap((run) => run.rows),
    merged.missing,
  );
}

const stranger = (file: string): Problem =>
  fileProblem(
    file,
    'results that no envelope names',
    'only results that `poc eval run` recorded, beside others that it did',
    'Record them with `poc eval run --results`, or take them out of `evidence.results` in `poc.yaml`.',
  );

function toSet(
  recorded: { run: EvalRun; file: string } | null,
  files: readonly ResultFile[],
  rows: readonly Row<EvalRecord>[],
  missingShards: readonly string[],
): Reading<ResultSet> {
  const wrong = whenWrong(contradictions(rows));
  if (wrong !== null) return wrong;
  const file = recorded?.file ?? files[0]?.file ?? '';
  return { status: 'read', value: { file, run: recorded?.run ?? null, files, rows, missingShards } };
}
