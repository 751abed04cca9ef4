import {
  FITS,
  type Format,
  type Head,
  OTHER,
  type Output,
  type Reader,
  type Recognition,
} from '../format.ts';
import { fieldsOf } from '../shared/fields.ts';
import { INSPECT_CANNOT_TELL } from './inspect.ts';
import { inspectLog, isInspectHeader, withoutSamples } from './inspect-log.ts';
import { readSamples } from './inspect-reader.ts';

/**
 * The log of Inspect as a zip (`.eval`): a header, and an entry for each sample. A run that crashed has no header, only
 * the journal that it kept; what it wrote is read, and the file is at fault.
 */
export const inspectZip: Format = {
  id: 'inspect-zip',
  name: 'Inspect .eval log',
  kind: 'zip',
  cannotTell: INSPECT_CANNOT_TELL,
  recognise,
  reader,
};

const HEADER = 'header.json';
const START = '_journal/start.json';

/** A sample in one entry; or, where it is long, in several, of which this one holds its scores. */
const isSample = (entry: string): boolean => /^samples\/.*_epoch_\d+(?:\/sample)?\.json$/s.test(entry);
const isSummaries = (entry: string): boolean => entry === 'summaries.json';
const isJournal = (entry: string): boolean => /^_journal\/summaries\/\d+\.json$/.test(entry);

/** Whole samples before summaries: those leave out events, and with them what the system took. */
const sourceOf = (entries: readonly string[]): ((entry: string) => boolean) | null =>
  [isSample, isSummaries, isJournal].find((source) => entries.some(source)) ?? null;

function recognise(head: Head): Recognition {
  if (head.kind !== 'zip') return OTHER;
  const ours = isInspectHeader(head.header) || head.entries.includes(START);
  if (!ours) return head.entries.includes(HEADER) && head.entries.some(isSample) ? LACKS_TASK : OTHER;
  return sourceOf(head.entries) === null
    ? { answer: 'refused', ...withoutSamples(statedBy(head.entries, head.header)) }
    : FITS;
}

const LACKS_TASK: Recognition = { answer: 'lacks', field: '`eval.task` in `header.json`' };

/** Without a header there is only the journal's account of the start, which has no status. */
const statedBy = (entries: readonly string[], header: unknown): unknown =>
  entries.includes(HEADER) ? header : { ...fieldsOf(header), status: 'started' };

function reader(head: Head, output: Output): Reader {
  const entries = head.kind === 'zip' ? head.entries : [];
  const source = sourceOf(entries) ?? isSample;
  const header = head.kind === 'zip' ? head.header : null;
  const told = statedBy(entries, header);
  const log = inspectLog(header);
  const samples = readSamples(output);
  return {
    from: source,
    element(value, place) {
      const all = source !== isSample && Array.isArray(value) ? value : [value];
      for (const one of all) samples.sample(one, log, place);
    },
    end: () => samples.end(told),
  };
}
