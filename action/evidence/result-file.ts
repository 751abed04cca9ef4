import type { Mapping } from '../contract/mapping.ts';
import type { Problem } from '../contract/problem.ts';
import type { EvalRecord } from '../readiness/eval/eval-record.ts';
import type { ResultFile } from '../readiness/evidence.ts';
import type { Reading } from '../readiness/reading.ts';
import { fileProblem, MOST_PROBLEMS, whenWrong } from './decode.ts';
import { type Opened, openDocument } from './documents/open.ts';
import type { Source } from './documents/source.ts';
import type { Fault, Format, Output, Place } from './formats/format.ts';
import { withMapping } from './mapping.ts';
import { type Recognised, recogniseFormat } from './recognise.ts';
import type { Tree } from './tree.ts';

/** What became of a file of results. Records were handed on as they came, also those of a file with problems. */
export type FormatReading = {
  /** `null` when no reader fits. */
  format: Format | null;
  records: number;
  /** Any of them keeps the file from being gated on. At most a hundred. */
  problems: Problem[];
  notes: string[];
  producedAt: string | null;
};

/** Takes each record, with the line on which it begins. */
export type Sink = (record: EvalRecord, line: number) => void;

/** Reads a file of eval results of any known format, whatever its size. Never throws for what the file holds. */
export async function readFormat(
  source: Source,
  mapping: Mapping | undefined,
  sink: Sink,
): Promise<FormatReading> {
  const reading: FormatReading = { format: null, records: 0, problems: [], notes: [], producedAt: null };
  const fault = (one: Fault, place?: Place): void => {
    if (reading.problems.length < MOST_PROBLEMS) reading.problems.push(problemAt(source.name, one, place));
  };
  const document = await openDocument(source);
  if ('fault' in document) {
    fault(document.fault);
    return reading;
  }
  const { opened, recognised } = await recognise(document.opened, mapping);
  reading.format = recognised.format;
  if ('fault' in recognised) {
    fault(recognised.fault);
    return reading;
  }
  await walk(opened, recognised.format, mapping, { reading, fault, sink });
  if (reading.records === 0 && reading.problems.length === 0) fault(NOTHING);
  return reading;
}

async function recognise(
  opened: Opened,
  mapping: Mapping | undefined,
): Promise<{ opened: Opened; recognised: Recognised }> {
  const recognised = recogniseFormat(opened.head, mapping);
  if (recognised.format !== null || opened.otherwise === undefined) return { opened, recognised };
  const other = await opened.otherwise();
  const instead = recogniseFormat(other.head, mapping);
  return instead.format === null ? { opened, recognised } : { opened: other, recognised: instead };
}

const NOTHING: Fault = {
  found: 'no result of any case',
  expected: 'at least one',
  remedy: 'Run the eval again, and look at why it wrote none.',
};

type Desk = { reading: FormatReading; fault: (fault: Fault, place?: Place) => void; sink: Sink };

async function walk(opened: Opened, format: Format, mapping: Mapping | undefined, desk: Desk): Promise<void> {
  const { reading, fault, sink } = desk;
  let element: unknown;
  let place: Place = { row: 1, line: 1 };
  const output: Output = {
    record: (record, raw) => {
      const mapped = mapping === undefined ? record : withMapping(record, raw ?? element, mapping);
      if ('found' in mapped) return fault(mapped, place);
      reading.records += 1;
      sink(mapped, place.line);
    },
    fault: (one, at) => fault(one, at),
    note: (text) => reading.notes.push(text),
    producedAt: (moment) => {
      reading.producedAt ??= moment;
    },
  };
  await format.prepare?.();
  const reader = format.reader(opened.head, output);
  const take = reader.element;
  await opened.walk(
    {
      ...reader,
      element: (value, at, path) => {
        element = value;
        place = at;
        take(value, at, path);
      },
    },
    fault,
  );
}

function problemAt(file: string, { found, expected, remedy }: Fault, place: Place | undefined): Problem {
  return { location: { file, line: place?.line ?? null }, field: '', found, expected, remedy };
}

/** Messages quote what a file begins with, so nothing but results may be named: not `.env`, and no key. */
const ENDINGS = /\.(?:json|jsonl|ndjson|csv|xml|eval)$/i;

/** May the gate open it as results, going by its name alone? */
export const isResultFile = (file: string): boolean => ENDINGS.test(file);

/**
 * Reads a file of results of a tree. Anything wrong with it makes it unreadable: half of the results are other results.
 *
 * @param remedy what to do when the file is not there
 */
export async function readResultFile(
  tree: Tree,
  file: string,
  mapping: Mapping | undefined,
  sink: Sink,
  remedy: string,
): Promise<Reading<ResultFile>> {
  const opened = await tree.open(file);
  if (opened.status === 'missing') return { status: 'missing', lookedIn: file, remedy };
  if (opened.status === 'unreadable') {
    const expected = 'a file inside this folder';
    return {
      status: 'invalid',
      problems: [fileProblem(file, opened.why, expected, 'Replace it with a file that is there in full.')],
    };
  }
  try {
    const { format, records, problems, notes, producedAt } = await readFormat(opened.source, mapping, sink);
    const wrong = whenWrong(problems);
    return (
      wrong ?? { status: 'read', value: { file, format: format?.name ?? '', records, notes, producedAt } }
    );
  } finally {
    await opened.source.close();
  }
}
