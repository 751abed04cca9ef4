import type { Fault, Output, Place, Reader } from '../format.ts';
import { type Fields, isFields, numberOf, own, textOf } from '../shared/fields.ts';
import { momentOf } from '../shared/moment-of.ts';
import { binaryOf, undeclaredNote } from '../shared/scores.ts';
import { shown } from '../shared/shown.ts';
import { newSample, type Sample, sampleRecord } from './openai-evals-sample.ts';

type Run = { samples: Map<string, Sample>; specs: number; report: Fields | null; output: Output };

/**
 * Reads a run event by event. Events of samples that ran at the same time stand mixed, and the final report comes
 * before most of them (it is written at once, they every ten seconds), so records are made at the end.
 */
export function oaievalReader(output: Output): Reader {
  const run: Run = { samples: new Map(), specs: 0, report: null, output };
  return {
    element(value, place) {
      if (!isFields(value)) return output.fault(notAnEvent(value), place);
      if (Object.hasOwn(value, 'spec')) return takeSpec(run, value, place);
      const report = own(value, 'final_report');
      if (report === undefined) return takeEvent(run, value, place);
      run.report = isFields(report) ? report : {};
    },
    end: () => finish(run),
  };
}

function takeSpec(run: Run, line: Fields, place: Place): void {
  run.specs += 1;
  if (run.specs > 1) run.output.fault(TWO_RUNS, place);
  const spec = own(line, 'spec');
  const created = isFields(spec) ? textOf(own(spec, 'created_at')) : null;
  // Python's str() of a moment in UTC: no T, and no zone.
  const moment = momentOf(created?.replace(' ', 'T'));
  if (moment !== null) run.output.producedAt(moment);
}

function takeEvent(run: Run, line: Fields, place: Place): void {
  const id = textOf(own(line, 'sample_id'));
  const type = own(line, 'type');
  const data = own(line, 'data');
  if (id === null || typeof type !== 'string') {
    run.output.fault(notAnEvent(line), place);
    return;
  }
  const sample = run.samples.get(id) ?? newSample(place.row);
  run.samples.set(id, sample);
  if (!isFields(data)) {
    if (READ.has(type)) run.output.fault(noData(type, data), place);
  } else if (type === 'match') takeMatch(run, sample, data, place);
  else if (type === 'metrics') sample.metrics = { ...sample.metrics, ...data };
  else if (type === 'error') sample.error = data;
  else if (type === 'sampling') {
    sample.samplings += 1;
    sample.sampling = data;
  }
}

const READ = new Set(['match', 'metrics', 'error']);

function takeMatch(run: Run, sample: Sample, data: Fields, place: Place): void {
  const right = binaryOf(own(data, 'correct'));
  if (right === null) run.output.fault(notCorrect(own(data, 'correct')), place);
  sample.matches += 1;
  if (right === true) sample.right += 1;
  sample.match = data;
}

function finish(run: Run): void {
  const { samples, output, report } = run;
  if (samples.size === 0) output.fault(NO_EVENTS);
  else if (report === null) output.fault(UNFINISHED);
  else for (const fault of againstReport(run, report)) output.fault(fault);
  const unjudged = new Set<string>();
  for (const [id, sample] of samples) {
    const record = sampleRecord(id, sample);
    if (record.verdict === 'no_verdict') for (const one of record.evaluators) unjudged.add(one.name);
    output.record(record, { sample_id: id, match: sample.match, metrics: sample.metrics });
  }
  if (unjudged.size > 0) output.note(undeclaredNote(unjudged));
}

function againstReport({ samples }: Run, report: Fields): Fault[] {
  const faults: Fault[] = [];
  let [matches, right] = [0, 0];
  for (const sample of samples.values()) {
    matches += sample.matches;
    right += sample.right;
  }
  const stated = numberOf(own(report, 'accuracy'));
  if (stated !== null && matches > 0 && Math.abs(stated - right / matches) > 1e-6) {
    faults.push(otherAccuracy(stated, right, matches));
  }
  const unanswered = numberOf(own(report, 'invalid_request_during_completion')) ?? 0;
  if (unanswered > 0) faults.push(withoutEvents(unanswered));
  return faults;
}

const notAnEvent = (value: unknown): Fault => ({
  found: isFields(value) ? 'a line without sample_id, type and data' : shown(value),
  expected: 'an event of a sample',
  remedy: 'Name the log as oaieval wrote it.',
});

const noData = (type: string, data: unknown): Fault => ({
  found: `data of ${shown(type)}: ${shown(data)}`,
  expected: 'an object',
  remedy: 'Name the log as oaieval wrote it.',
});

const notCorrect = (correct: unknown): Fault => ({
  found: `data.correct: ${shown(correct)}`,
  expected: 'true or false',
  remedy: 'Record matches with record_match(correct, …).',
});

const TWO_RUNS: Fault = {
  found: 'a second spec',
  expected: 'the log of one run',
  remedy: 'Give each run a file of its own.',
};

const UNFINISHED: Fault = {
  found: 'no final_report',
  expected: 'one, which oaieval writes when all samples were run',
  remedy: 'Run the eval again to its end.',
};

const otherAccuracy = (stated: number, right: number, matches: number): Fault => ({
  found: `${right} of ${matches} matches that are correct, and a final_report with accuracy ${stated}`,
  expected: 'both to say the same',
  remedy:
    'Name the log with all of its lines; where the eval counts otherwise, record one match for each sample.',
});

const withoutEvents = (samples: number): Fault => ({
  found: `${samples} samples whose request failed (invalid_request_during_completion), of which the log says nothing`,
  expected: 'a verdict or an error for every sample',
  remedy: 'Correct these samples (they are most often too long for the model) and run the eval again.',
});

export const NO_EVENTS: Fault = {
  found: 'a spec and at most a final report, without any sample',
  expected: 'events of the samples, such as match',
  remedy: 'Name the log that oaieval wrote itself (--record_path), with all of its lines.',
};
