import { type EligibleCase, eligibleCase, type Seed, seed } from '../contract/eligible.ts';
import type { RowsOf } from '../readiness/evidence.ts';
import type { Reading } from '../readiness/reading.ts';
import { readCsv } from './csv-file.ts';
import { readJsonLines } from './json-lines.ts';
import type { Tree } from './tree.ts';

const COLUMNS = { needed: Object.keys(eligibleCase.shape) };

/** Reads the eligible cases as the system of record lists them. Without the file nobody extracted any. */
export async function readEligible(tree: Tree, file: string): Promise<Reading<RowsOf<EligibleCase>>> {
  const reading = await readCsv(tree, file, eligibleCase, COLUMNS, '');
  if (reading.status === 'missing') return { status: 'read', value: { file, rows: [] } };
  return reading.status === 'read' ? { status: 'read', value: { file, rows: reading.value } } : reading;
}

/** Reads the seeded errors. Without the file none was seeded. */
export async function readSeeds(tree: Tree, file: string): Promise<Reading<RowsOf<Seed>>> {
  const reading = await readJsonLines(tree, file, seed, '');
  if (reading.status === 'missing') return { status: 'read', value: { file, rows: [] } };
  return reading.status === 'read' ? { status: 'read', value: { file, rows: reading.value } } : reading;
}
