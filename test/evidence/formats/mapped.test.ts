import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../action/contract/mapping.ts';
import type { Format, Head } from '../../../action/evidence/formats/format.ts';
import { mappedCsv } from '../../../action/evidence/formats/mapped/mapped-csv.ts';
import { mappedJson } from '../../../action/evidence/formats/mapped/mapped-json.ts';
import { mappedLines } from '../../../action/evidence/formats/mapped/mapped-lines.ts';
import { withMapping } from '../../../action/evidence/mapping.ts';
import { jsonHead, readElements } from './read-elements.ts';

/** As a file is read: the mapping is laid over each record. */
function read(format: Format, head: Head, rows: readonly unknown[], mapping: Mapping) {
  const { records, faults } = readElements(format, head, rows);
  return { faults, records: records.map((record) => withMapping(record, rows[record.row - 1], mapping)) };
}

const MAPPING: Mapping = { id: 'case.key', pass: 'graded.ok' };
const ROW = { case: { key: 'a' }, graded: { ok: true } };

describe('JSON lines by a mapping', () => {
  it('take id and verdict from where they are declared to be', () => {
    const rows = [ROW, { case: { key: 'b' }, graded: { ok: false } }];
    const format = mappedLines(MAPPING);
    const head: Head = { kind: 'json-lines', first: rows };
    expect(format.recognise(head)).toEqual({ answer: 'fits' });
    expect(read(format, head, rows, MAPPING).records).toMatchObject([
      { id: 'a', verdict: 'pass', fingerprinted: false },
      { id: 'b', verdict: 'fail' },
    ]);
  });

  it('have a fault for a row without what is declared', () => {
    const head: Head = { kind: 'json-lines', first: [ROW] };
    const { records } = read(mappedLines(MAPPING), head, [ROW, { case: { key: 'b' } }], MAPPING);
    expect(records[1]).toMatchObject({ found: 'a result without `graded.ok`' });
  });

  it('keep what usual names say where the mapping is silent', () => {
    const mapping: Mapping = { pass: 'ok' };
    const rows = [{ id: 'a', ok: 1, latency_ms: 5 }];
    const { records } = read(mappedLines(mapping), { kind: 'json-lines', first: rows }, rows, mapping);
    expect(records).toMatchObject([{ id: 'a', verdict: 'pass', latencyMs: 5 }]);
  });

  it('ask for an id where neither the mapping nor the row says it', () => {
    const head: Head = { kind: 'json-lines', first: [{ ok: 1 }] };
    expect(read(mappedLines({ pass: 'ok' }), head, [{ ok: 1 }], { pass: 'ok' }).faults).toHaveLength(1);
  });

  it('know none of the paths in another file', () => {
    const head: Head = { kind: 'json-lines', first: [{ a: 1 }] };
    expect(mappedLines(MAPPING).recognise(head)).toEqual({
      answer: 'lacks',
      field: '`case.key` (`evidence.mapping.id`)',
    });
  });
});

describe('JSON by a mapping', () => {
  const document = { output: { list: [ROW] } };

  it('takes the declared list', () => {
    const format = mappedJson({ ...MAPPING, records: 'output.list' });
    expect(format.recognise(jsonHead(document))).toEqual({ answer: 'fits' });
    const nothing = { record() {}, fault() {}, note() {}, producedAt() {} };
    expect(format.reader(jsonHead(document), nothing).from).toEqual(['output.list']);
    expect(mappedJson(MAPPING).reader(jsonHead([ROW]), nothing).from).toEqual(['']);
  });

  it('says that the list is not where it is declared, or not declared', () => {
    expect(mappedJson({ ...MAPPING, records: 'output.rows' }).recognise(jsonHead(document))).toEqual({
      answer: 'lacks',
      field: 'a list at `output.rows`',
    });
    expect(mappedJson(MAPPING).recognise(jsonHead(document))).toEqual({
      answer: 'lacks',
      field: '`evidence.mapping.records`',
    });
  });
});

describe('CSV by a mapping', () => {
  it('takes paths as names of columns, also those with dots', () => {
    const mapping: Mapping = { id: 'case.key', pass: 'correctness' };
    const rows = [
      { 'case.key': 'a', correctness: 'Pass' },
      { 'case.key': 'b', correctness: '' },
    ];
    const head: Head = { kind: 'csv', columns: ['case.key', 'correctness'], first: rows };
    expect(mappedCsv(mapping).recognise(head)).toEqual({ answer: 'fits' });
    expect(read(mappedCsv(mapping), head, rows, mapping).records).toMatchObject([
      { id: 'a', verdict: 'pass' },
      { id: 'b', verdict: 'no_verdict' },
    ]);
  });

  it('judges a score by the declared threshold', () => {
    const mapping: Mapping = { id: 'q', score: 'f1', threshold: 0.5 };
    const rows = [
      { q: '1', f1: '0.5' },
      { q: '2', f1: '0.49' },
      { q: '3', f1: 'nan' },
    ];
    const head: Head = { kind: 'csv', columns: ['q', 'f1'], first: rows };
    const { records } = read(mappedCsv(mapping), head, rows, mapping);
    expect(records.map((one) => 'verdict' in one && one.verdict)).toEqual(['pass', 'fail', 'grader_error']);
  });
});
