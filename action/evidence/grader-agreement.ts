import { GRADER_AGREEMENT_FILE, graderAgreement } from '../contract/grader-agreement.ts';
import { listed, type Manifest } from '../contract/manifest.ts';
import { softened } from '../readiness/eval/softened.ts';
import type { GraderLabels, Readings } from '../readiness/evidence.ts';
import { type Reading, readValue } from '../readiness/reading.ts';
import { digestOf } from './digests.ts';
import { filesMatching } from './glob.ts';
import { readJson } from './json-file.ts';
import type { Tree } from './tree.ts';

const REMEDY = 'See the README for its keys; people write it.';

/** Reads what people said of graded outputs. Without the file nobody said anything, which is for the check to judge. */
export async function readGraderLabels(
  tree: Tree,
  manifest: Manifest,
  readings: Pick<Readings, 'cases' | 'results' | 'change'>,
): Promise<Reading<GraderLabels>> {
  const agreement = await readJson(tree, GRADER_AGREEMENT_FILE, graderAgreement, REMEDY);
  if (agreement.status === 'invalid') return agreement;
  const value = readValue(agreement);
  const { grader } = manifest.evidence.inputs;
  const change = readValue(readings.change);
  const results = readValue(readings.results) ?? null;
  const cases = readValue(readings.cases) ?? [];
  const base = change?.base ?? null;
  return {
    status: 'read',
    value: {
      agreement: value === undefined ? null : { file: GRADER_AGREEMENT_FILE, value, lines: {} },
      graderNow: (await filesMatching(tree, grader)).length === 0 ? null : await digestOf(tree, grader),
      caseIds: new Set(cases.map((row) => row.value.id)),
      results,
      changed: {
        grader: await among(change?.files ?? [], tree, grader),
        results: await among(change?.files ?? [], tree, [
          ...listed(manifest.evidence.results),
          ...(results?.files ?? []).map(({ file }) => file),
        ]),
      },
      softened: base === null || results === null ? [] : softened(base, { cases, rows: results.rows }),
      author: change?.author ?? null,
    },
  };
}

/** Files that a pull request removes are in no tree any more, and count as changed all the same. */
const among = (files: readonly string[], tree: Tree, patterns: readonly string[]): Promise<string[]> =>
  filesMatching({ ...tree, list: async () => files }, patterns);
