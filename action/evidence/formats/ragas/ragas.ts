import { type Fault, type Format, OTHER, type Recognition } from '../format.ts';
import { hasVerdicts } from '../plain/plain-rows.ts';
import { type Fields, isFields, numberOf, own } from '../shared/fields.ts';
import { isOwnMetric } from './ragas-metrics.ts';
import { RAGAS_CANNOT_TELL, readRagasRows, recogniseRagasRows } from './ragas-rows.ts';

/** `result.to_pandas().to_json(orient='records')` of Ragas, or such a list under a key of somebody's script. */
export const ragas: Format = {
  id: 'ragas',
  name: 'Ragas JSON',
  kind: 'json',
  cannotTell: RAGAS_CANNOT_TELL,
  recognise(head) {
    if (head.kind !== 'json') return OTHER;
    const list = listsIn(head.outline).find(({ rows }) => recogniseRagasRows(rows).answer !== 'other');
    if (list !== undefined) return recogniseRagasRows(list.rows);
    return isFields(head.outline) ? recogniseTotals(head.outline) : OTHER;
  },
  reader(head, output) {
    const lists = head.kind === 'json' ? listsIn(head.outline) : [];
    const list = lists.find(({ rows }) => recogniseRagasRows(rows).answer === 'fits');
    const path = list?.path ?? '';
    const unread = head.kind === 'json' ? verdictsIn(head.outline) : [];
    if (unread.length > 0)
      output.note(
        `Verdicts that stand elsewhere in the file are not read: ${unread.slice(0, 5).join(', ')}.`,
      );
    return { ...readRagasRows(output, list?.rows ?? []), from: [path] };
  },
};

type List = { path: string; rows: readonly unknown[] };

function listsIn(outline: unknown): List[] {
  if (Array.isArray(outline)) return [{ path: '', rows: outline }];
  if (!isFields(outline)) return [];
  return Object.entries(outline).flatMap(([path, rows]) =>
    Array.isArray(rows) && !path.includes('.') ? [{ path, rows }] : [],
  );
}

/** @returns the paths of lists of verdicts, as scripts write that run other checks too; a list of Ragas has none. */
function verdictsIn(outline: unknown): string[] {
  if (!isFields(outline)) return [];
  const within = Object.entries(outline).flatMap(([name, value]) =>
    isFields(value) ? listsIn(value).map((list) => ({ ...list, path: `${name}.${list.path}` })) : [],
  );
  return [...listsIn(outline), ...within]
    .filter(({ rows }) => hasVerdicts(rows.filter(isFields)))
    .map(({ path }) => path);
}

function recogniseTotals(outline: Fields): Recognition {
  const metrics = Object.keys(outline).filter(isOwnMetric);
  // pandas writes a column for each key unless it is told otherwise, and lists of one metric each have no questions.
  if (metrics.some((name) => typeof own(outline, name) === 'object' && own(outline, name) !== null))
    return { answer: 'refused', ...BY_COLUMNS };
  const groups = [outline, ...Object.values(outline).filter(isFields)];
  const isTotal = groups.some((group) =>
    // A mean of nothing is NaN, which is read as null.
    Object.entries(group).some(
      ([name, value]) => isOwnMetric(name) && (value === null || numberOf(value) !== null),
    ),
  );
  return isTotal ? { answer: 'refused', ...MEANS } : OTHER;
}

const MEANS: Fault = {
  found: 'means of metrics, and no result of any case',
  expected: 'a row for each case',
  remedy: "Write `result.to_pandas().to_json('results.json', orient='records')` as well.",
};

const BY_COLUMNS: Fault = {
  found: 'metrics column by column',
  expected: 'a row for each case',
  remedy: "Write `result.to_pandas().to_json('results.json', orient='records')` instead.",
};
