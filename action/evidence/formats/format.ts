import type { EvalRecord } from '../../readiness/eval/eval-record.ts';

/** Something wrong with a file of results: what was found, what was expected, and what to write or run. */
export type Fault = { found: string; expected: string; remedy: string };

/** Where an element stands: its number in the file, and the line on which it begins, both from 1. */
export type Place = { row: number; line: number };

/** A test case of a JUnit file, without what only XML needs. */
export type XmlCase = {
  /** Attributes of the `testcase` element. */
  attributes: Readonly<Record<string, string>>;
  /** Attributes of the innermost `testsuite` around it. */
  suite: Readonly<Record<string, string>>;
  /** Its `failure`, `error`, `skipped`, `rerunFailure` (and the like) children, in order; `text` is their content. */
  children: readonly { name: string; attributes: Readonly<Record<string, string>>; text: string }[];
  /** `properties/property`, by name. */
  properties: ReadonlyMap<string, string>;
};

/**
 * What a file looks like from its start: enough to tell whose it is, at any size. Arrays of the outline hold their
 * first three elements, long strings are cut, and what is deep is left out; `lengths` says how long arrays really are.
 */
export type Head =
  | { kind: 'json'; outline: unknown; lengths: ReadonlyMap<string, number> }
  | { kind: 'json-lines'; first: readonly unknown[] }
  | { kind: 'csv'; columns: readonly string[]; first: readonly Readonly<Record<string, string>>[] }
  | {
      kind: 'xml';
      root: { name: string; attributes: Readonly<Record<string, string>> };
      first: readonly XmlCase[];
    }
  | { kind: 'zip'; entries: readonly string[]; header: unknown };

/**
 * Whose file it is. `refused` is a file of this tool that holds no verdicts of cases (a link, means only, nothing at
 * all); `lacks` looks like one of this tool but for a field, which is named when no reader fits.
 */
export type Recognition =
  | { answer: 'fits' }
  | ({ answer: 'refused' } & Fault)
  | { answer: 'lacks'; field: string }
  | { answer: 'other' };

/** Where a reader puts what it finds. */
export type Output = {
  /** @param raw the object that a declared mapping's paths start from; the element itself unless told */
  record(record: EvalRecord, raw?: unknown): void;
  /** A fault of one element, or of the file as a whole where there is no place. The file then cannot be gated on. */
  fault(fault: Fault, place?: Place): void;
  /** Something that a reader of the result should know and that does not keep it from being used. */
  note(text: string): void;
  /** When the results were made, as an ISO moment, where the file says so. */
  producedAt(moment: string): void;
};

/** Reads the elements of one file, in order. */
export type Reader = {
  /** JSON: dotted paths of the arrays whose elements are wanted, `''` for the root. Zip: those of its entries. */
  from?: readonly string[] | ((entry: string) => boolean);
  /**
   * Takes one element: a JSON value of an array, a JSON line, a CSV record, an `XmlCase`, or the JSON of a zip entry.
   *
   * @param path the path that it was found under, where there are several
   */
  element(value: unknown, place: Place, path: string): void;
  /**
   * XML: called when a `testsuite` closes, after its cases: one that holds none may have crashed.
   *
   * @param cases how many `testcase` elements it holds itself
   */
  suite?(attributes: Readonly<Record<string, string>>, cases: number): void;
  /** Called after the last element: the place to compare with totals that the file states. */
  end?(): void;
};

/**
 * A format of eval results: how to tell it, how to read it, and what it cannot tell. Pure: files are opened and
 * walked through elsewhere, so a reader of 600 MB and one of a literal in a test are the same.
 */
export type Format = {
  /** Also the name of its file. */
  id: string;
  /** As people know it, such as `promptfoo JSON`. */
  name: string;
  kind: Head['kind'];
  /** What this format does not say, as parts of a sentence that begins "cannot tell". */
  cannotTell: readonly string[];
  recognise(head: Head): Recognition;
  /** Loads what no other format needs. Awaited before there is a reader. */
  prepare?(): Promise<void>;
  /** Called once for each file that fits. */
  reader(head: Head, output: Output): Reader;
};

export const FITS: Recognition = { answer: 'fits' };
export const OTHER: Recognition = { answer: 'other' };
