import type { Output, Place } from '../format.ts';
import { shown } from '../shared/shown.ts';
import { type InspectLog, inspectLog, reportLog } from './inspect-log.ts';
import { type InspectSample, sampleOf } from './inspect-sample.ts';

/** Takes the samples of one log, from wherever they are kept, and then says what is to say of all of them. */
export function readSamples(output: Output): {
  /** @param raw what a declared mapping starts from */
  sample(value: unknown, log: InspectLog, place: Place): void;
  end(header: unknown): void;
} {
  const seen = new Set<string>();
  const counted: Counted = { samples: 0, undeclared: 0, several: new Set(), refusedElsewhere: 0, cached: 0 };
  return {
    sample(value, log, place) {
      counted.samples += 1;
      const read = sampleOf(value, log, counted.samples);
      if ('found' in read) return output.fault(read, place);
      const { id, repeat } = read.record;
      const key = `${repeat} ${id}`;
      if (repeat !== null && seen.has(key)) return output.fault(twice(id, repeat), place);
      seen.add(key);
      count(read, counted);
      output.record(read.record, value);
    },
    end(header) {
      const { name } = inspectLog(header).headline;
      if (counted.several.size > 1)
        output.note(deciding([...counted.several], name, counted.refusedElsewhere));
      if (counted.cached > 0)
        output.note(`Samples answered from a cache: ${counted.cached}. Their latency does not count.`);
      if (counted.undeclared > 0) output.note(UNDECLARED);
      reportLog(header, counted.samples, output);
    },
  };
}

type Counted = {
  samples: number;
  undeclared: number;
  several: Set<string>;
  refusedElsewhere: number;
  cached: number;
};

function count({ record, decided }: InspectSample, counted: Counted): void {
  const { evaluators, verdict } = record;
  if (record.cached) counted.cached += 1;
  if (decided?.verdict === 'no_verdict' && decided.score !== null) counted.undeclared += 1;
  if (evaluators.length > 1) for (const { name } of evaluators) counted.several.add(name);
  if (verdict === 'pass' && evaluators.some((one) => one.verdict === 'fail')) counted.refusedElsewhere += 1;
}

const twice = (id: string, epoch: number) => ({
  found: `sample ${shown(id)} at epoch ${epoch} for a second time`,
  expected: 'each sample once at each epoch',
  remedy: 'Use the log as Inspect wrote it.',
});

function deciding(names: readonly string[], headline: string | null, refused: number): string {
  const decides = headline ?? names[0];
  const rest = refused === 0 ? '' : ` Samples that it passes and another refuses: ${refused}.`;
  return `Several scores (${names.slice(0, 5).map(shown).join(', ')}): ${shown(decides)} decides, as the headline of the log.${rest}`;
}

const UNDECLARED =
  'Its scores are numbers without an accuracy, so no threshold is known. In poc.yaml declare from which score on one passes: evidence: { mapping: { threshold: … } }.';
