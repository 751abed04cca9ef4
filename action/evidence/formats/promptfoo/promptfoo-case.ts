import type { EvalRecord } from '../../../readiness/eval/eval-record.ts';
import { type Fields, fieldsOf, isFields, textOf } from '../shared/fields.ts';
import { fingerprint } from '../shared/fingerprint.ts';
import { textsOf } from '../shared/texts-of.ts';

export type PromptfooCase = Pick<EvalRecord, 'id' | 'fingerprinted' | 'cluster' | 'slices'>;

/**
 * What a row of promptfoo asks. promptfoo has no id of a case: `testIdx` counts repeats on, `id` is new in every run, and
 * a description may stand over several cases. So it is `metadata.id` of the test where its author wrote one, and else a
 * fingerprint of the variables and assertions, which is the same for each repeat.
 *
 * @returns `null` where the row does not say what was asked
 * @throws RangeError for variables that are nested too deep
 */
export function promptfooCase(row: Fields): PromptfooCase | null {
  const test = fieldsOf(row.testCase);
  const metadata = fieldsOf(test.metadata);
  const id = textOf(metadata.id);
  const input = id === null ? inputOf(row, test) : null;
  if (id === null && input === null) return null;
  return {
    id: id ?? fingerprint(input),
    fingerprinted: id === null,
    // Turns of one conversation stand or fall together.
    cluster: textOf(metadata.conversationId),
    slices: slicesOf(metadata),
  };
}

/** The test's own variables: those of the row also hold what the run added. Before 2024 there are only these. */
function inputOf(row: Fields, test: Fields): unknown {
  const vars = isFields(test.vars) ? test.vars : row.vars;
  if (isFields(vars)) return { assert: Array.isArray(test.assert) ? test.assert : [], vars };
  const { raw } = fieldsOf(row.prompt);
  return typeof raw === 'string' ? { prompt: raw } : null;
}

const NO_SLICES: readonly string[] = [];
const LONGEST_SLICE = 60;

/** Lists of texts are tags, and short texts name a part of the cases; all else describes one case. */
function slicesOf(metadata: Fields): readonly string[] {
  const slices: string[] = [];
  for (const key of Object.keys(metadata)) {
    const value = metadata[key];
    if (key === 'id' || key === 'conversationId' || key.startsWith('_')) continue;
    if (Array.isArray(value)) slices.push(...textsOf(value).filter(isShort));
    else if (typeof value === 'string' && value !== '' && isShort(value)) slices.push(`${key}: ${value}`);
  }
  return slices.length === 0 ? NO_SLICES : slices;
}

const isShort = (text: string): boolean => text.length <= LONGEST_SLICE && !text.includes('\n');
