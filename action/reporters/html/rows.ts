import type { Dossier, LookedAt, TimedCase } from '../../readiness/dossier.ts';
import { percent } from '../../readiness/percent.ts';
import type { Stated } from '../../readiness/value/stated.ts';
import { things } from '../words.ts';
import { html, type Markup, type Part } from './html.ts';
import { fullDay, type Numbers } from './numbers.ts';
import { rowTable } from './table.ts';

/** The rows behind the figures. Each says where it stands, so that it can be found again. */
export const rows = (dossier: Dossier, numbers: Numbers): Markup[] => [
  ...timed('rows-today', 'Timed cases, as done today', dossier.today, numbers),
  ...timed('rows-with-poc', 'Timed cases with the POC', dossier.withPoc, numbers),
  ...discarded(dossier),
  ...checked(dossier),
  ...stated(dossier, numbers),
];

const place = ({ file, line }: { file: string; line: number | null }): Markup =>
  html`<code>${line === null ? file : `${file}:${line}`}</code>`;

/** Nothing is shown of a file without rows. */
function shownRows<T extends { file: string }>(
  id: string,
  name: string,
  header: readonly string[],
  all: readonly T[],
  cells: (row: T) => readonly Part[],
): Markup[] {
  const [first] = all;
  if (first === undefined) return [];
  return [rowTable(id, `${name}: ${things(all.length, 'row')}`, header, all, cells, first.file)];
}

const timed = (id: string, name: string, all: readonly TimedCase[], numbers: Numbers): Markup[] =>
  shownRows(id, name, ['Case', 'Person', 'Day', 'Minutes', 'How', 'Counts', 'Where'], all, (row) => [
    row.caseRef,
    row.performer,
    fullDay(row.day),
    numbers.minutes(row.minutes),
    row.method.replaceAll('_', ' '),
    countsWords(row),
    place(row),
  ]);

function countsWords({ counted, fellBack, refused }: TimedCase): string {
  const became = [...(fellBack ? ['ended by hand'] : []), ...(refused ? ['done another way'] : [])];
  return [counted ? 'yes' : 'no, warm-up', ...became].join('; ');
}

const discarded = (dossier: Dossier): Markup[] =>
  shownRows(
    'rows-discarded',
    'Begun and discarded',
    ['Case', 'Person', 'Day', 'Why', 'Where'],
    dossier.discarded,
    (row) => [row.caseRef, row.performer, fullDay(row.day), row.reason, place(row)],
  );

const ARMS = { by_hand: 'by hand', with_poc: 'with the POC' } as const satisfies Record<
  LookedAt['arm'],
  string
>;

const checked = (dossier: Dossier): Markup[] =>
  shownRows(
    'rows-checked',
    'Looked at again',
    ['Case', 'Done', 'By', 'Looked at by', 'Wrong', 'Where'],
    dossier.checked,
    (row) => [
      row.caseRef,
      ARMS[row.arm],
      row.performer,
      row.checkedBy,
      row.wrong ? `yes${row.kind === '' ? '' : `: ${row.kind}`}` : 'no',
      place(row),
    ],
  );

const stated = (dossier: Dossier, numbers: Numbers): Markup[] =>
  shownRows(
    'rows-stated',
    'Stated, not measured',
    ['What', 'Amount', 'Said by', 'Where'],
    dossier.stated,
    (row) => [row.what, amountOf(row, numbers), row.source, place(row)],
  );

/** A range stays a range. */
function amountOf({ low, likely, high, unit }: Stated, numbers: Numbers): string {
  const show = { money: numbers.money, share: percent, cases: numbers.count }[unit];
  return low === high ? show(likely) : `${show(likely)} (${show(low)} to ${show(high)})`;
}
