import type { Fields } from '../shared/fields.ts';
import { type Role, spellingOf } from './plain-spellings.ts';

/** The columns of one row, by what they hold. */
export type Columns = { readonly [role in Role]?: string };

/** @returns which column of a row holds what; rows of one file need not have the same. */
export function columnsOf(row: Fields): Columns {
  const columns: { [role in Role]?: string } = {};
  const ranks: { [role in Role]?: number } = {};
  for (const name of Object.keys(row)) {
    const spelling = spellingOf(name);
    if (spelling === null) continue;
    const best = ranks[spelling.role];
    if (best !== undefined && best <= spelling.rank) continue;
    columns[spelling.role] = name;
    ranks[spelling.role] = spelling.rank;
  }
  return columns;
}

/** @returns a reader of the columns of row after row, which looks again only where the names differ from the last. */
export function columnReader(): (row: Fields) => Columns {
  let names: readonly string[] = [];
  let columns: Columns = {};
  return (row) => {
    const now = Object.keys(row);
    if (now.length === names.length && now.every((name, i) => name === names[i])) return columns;
    names = now;
    columns = columnsOf(row);
    return columns;
  };
}

/** @returns the value of the column that holds it; `undefined` where there is none. */
export const valueIn = (row: Fields, columns: Columns, role: Role): unknown => {
  const name = columns[role];
  return name === undefined ? undefined : row[name];
};
