import { FITS, type Format, type Head, OTHER, type Recognition } from '../format.ts';
import { at } from '../shared/fields.ts';
import { inspectLog, isInspectHeader, withoutSamples } from './inspect-log.ts';
import { readSamples } from './inspect-reader.ts';

/** What neither form of a log says. */
export const INSPECT_CANNOT_TELL: readonly string[] = [
  'clusters',
  'slices, unless `poc.yaml` names the metadata',
  'tokens and latency of the system where a log has no events',
];

/** The log of Inspect as one JSON document (`--log-format json`, or `inspect log dump`). */
export const inspect: Format = {
  id: 'inspect',
  name: 'Inspect JSON log',
  kind: 'json',
  cannotTell: INSPECT_CANNOT_TELL,
  recognise,
  reader(head, output) {
    const header = head.kind === 'json' ? head.outline : null;
    const log = inspectLog(header);
    const samples = readSamples(output);
    return {
      from: ['samples'],
      element: (value, place) => samples.sample(value, log, place),
      end: () => samples.end(header),
    };
  },
};

function recognise(head: Head): Recognition {
  if (head.kind !== 'json' || !isInspectHeader(head.outline)) return OTHER;
  if (typeof at(head.outline, 'status') !== 'string') return { answer: 'lacks', field: '`status`' };
  // Samples of more than a megabyte are counted, and not in the outline.
  return (head.lengths.get('samples') ?? 0) > 0
    ? FITS
    : { answer: 'refused', ...withoutSamples(head.outline) };
}
