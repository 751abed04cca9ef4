import { type Format, type Head, OTHER, type Recognition } from '../format.ts';
import { isFields, own } from '../shared/fields.ts';
import { momentOf } from '../shared/moment-of.ts';
import { findPlainList, type PlainList } from './plain-list.ts';
import { PLAIN_CANNOT_TELL, readPlainRows } from './plain-reader.ts';
import { columnsOf } from './plain-row.ts';
import { hasVerdicts, isSummary, recognisePlainRows, SUMMARY } from './plain-rows.ts';

/** JSON of a script of somebody's own: a list of attempts, or an object with one such list. */
export const plainJson: Format = {
  id: 'plain-json',
  name: 'plain JSON',
  kind: 'json',
  cannotTell: PLAIN_CANNOT_TELL,
  recognise: (head) => (head.kind === 'json' ? recogniseJson(head) : OTHER),
  reader(head, output) {
    const list = head.kind === 'json' ? findPlainList(head.outline) : null;
    const moment = head.kind === 'json' ? producedAt(head.outline) : null;
    if (moment !== null) output.producedAt(moment);
    const found = list !== null && 'path' in list ? list : { path: '', first: [] };
    return { ...readPlainRows(output, hasVerdicts(found.first.filter(isFields))), from: [found.path] };
  },
};

function recogniseJson({ outline }: Extract<Head, { kind: 'json' }>): Recognition {
  const list = findPlainList(outline);
  if (list !== null) return 'path' in list ? recogniseList(list) : list;
  const isTotals = isFields(outline) && isSummary(outline, columnsOf(outline));
  return isTotals ? { answer: 'refused', ...SUMMARY } : OTHER;
}

/** What has to be declared of a list that stands somewhere in the document is also where. */
function recogniseList({ path, first }: PlainList): Recognition {
  const recognition = recognisePlainRows(first);
  const toDeclare = recognition.answer === 'lacks' && recognition.field.startsWith('`evidence.mapping');
  return toDeclare && path !== ''
    ? { answer: 'lacks', field: `${recognition.field}; and \`evidence.mapping.records: ${path}\`` }
    : recognition;
}

const TIMES = ['timestamp', 'created_at', 'generated_at', 'produced_at'];

function producedAt(outline: unknown): string | null {
  if (!isFields(outline)) return null;
  return TIMES.map((name) => momentOf(own(outline, name))).find((moment) => moment !== null) ?? null;
}
