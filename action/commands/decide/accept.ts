import { basename, dirname, relative, resolve } from 'node:path';
import { DECISIONS_FOLDER, decision } from '../../contract/decision.ts';
import { readText } from '../../evidence/decode.ts';
import { parseYaml } from '../../evidence/yaml-file.ts';
import { broughtFault } from '../../readiness/decision/decision-record.ts';
import { leadsOut } from '../../readiness/decision/entering-record.ts';
import type { DecisionRecord } from '../../readiness/evidence.ts';
import type { Row } from '../../readiness/reading.ts';
import type { Ground } from './ground.ts';
import type { AcceptOptions } from './options.ts';
import { lateExtension, secondExtension } from './refusals.ts';
import { spliceYaml } from './splice-yaml.ts';

/** @returns the POC's folder and the record in it, of a path that was given; or what is wrong with it */
export function recordAt(cwd: string, path: string): { folder: string; file: string } | { problem: string } {
  const full = resolve(cwd, path);
  const folder = dirname(dirname(full));
  const file = relative(folder, full).replaceAll('\\', '/');
  if (file.startsWith(DECISIONS_FOLDER) && basename(file).endsWith('.md')) return { folder, file };
  return {
    problem: `${path}: found a path elsewhere; expected a record in \`decisions/\`. Write, for example, npx poc decide accept decisions/0001-stop.md.`,
  };
}

/** @returns why a record cannot be accepted on that day; nothing where it can */
export function acceptanceProblems(
  record: Row<DecisionRecord> | undefined,
  file: string,
  options: AcceptOptions,
  ground: Ground,
): string[] {
  if (record === undefined)
    return [
      `${file}: found no such record; expected one that is proposed. Run \`npx poc decide\` to write it.`,
    ];
  const { value } = record;
  const { stage, stage_started_on: start } = ground.manifest;
  const isRedone = isUncarried(value, ground.manifest);
  const date = acceptanceDay(value, options);
  if (value.status !== 'proposed' && !isRedone)
    return [`${file}: status: found ${value.status}; expected proposed. There is nothing left to accept.`];
  if (stage === 'stopped' || (value.from !== undefined && value.from !== stage))
    return [
      `${file}: from: found ${value.from ?? 'nothing'}; expected ${stage}, the stage in poc.yaml. Write a record of this stage with \`npx poc decide\`.`,
    ];
  const days = dayProblems(record, date, start);
  if (days.length > 0) return days;
  const fault = faultOf(record, ground);
  return [
    ...(fault === null ? [] : [fault]),
    ...(value.decision === 'continue' && !isRedone
      ? [...secondExtension(ground), ...lateExtension(date, ground)]
      : []),
  ];
}

/** Its days were counted from the one on which it was proposed. */
function dayProblems({ file, value }: Row<DecisionRecord>, date: string, start: string): string[] {
  const { review_on: review, delete_by: deletion } = value;
  if (date < start || (review !== undefined && review <= date))
    return [
      `--date: found ${date}; expected a day from ${start}${review === undefined ? '' : ` and before ${review}, the day of the review`}. Name another, or write the record again.`,
    ];
  if (deletion === undefined || deletion >= date) return [];
  return [`${file}: delete_by: found ${deletion}; expected ${date} or later. Write the record again.`];
}

/** Was it accepted, and `poc.yaml` not changed, as where the power went between the two? */
const isUncarried = (value: DecisionRecord, manifest: Ground['manifest']): boolean =>
  value.status === 'accepted' &&
  (leadsOut(value, manifest) ||
    (value.decision === 'continue' && value.from === manifest.stage && manifest.extension === null));

/** @returns the day on which it counts as accepted: one that was accepted before keeps its own */
export const acceptanceDay = ({ status, date }: DecisionRecord, options: AcceptOptions): string =>
  status === 'accepted' ? date : options.date;

/** What the gate would say of it: a record that cannot pass is not accepted first and refused afterwards. */
function faultOf(record: Row<DecisionRecord>, { readings, manifest }: Ground): string | null {
  const { recordedFiles, change, measures, decisions } = readings;
  if (recordedFiles.status !== 'read' || measures.status !== 'read' || decisions.status !== 'read')
    return null;
  const fault = broughtFault(record, {
    manifest: { file: 'poc.yaml', value: manifest, lines: {} },
    decisions: decisions.value,
    recordedFiles: recordedFiles.value,
    measures: measures.value,
    change: change.status === 'read' ? change.value : NO_BASE,
  });
  if (fault === null || fault.outcome === 'not-applicable') return null;
  return `${fault.message} ${fault.outcome === 'pass' ? '' : (fault.remedy ?? '')}`.trim();
}

const NO_BASE = { base: null, reason: 'the base could not be read', files: [], author: null, proposers: [] };

/** @returns the text of a record with its status and day set, and every other character where it was */
export async function acceptedText({ tree }: Ground, file: string, date: string): Promise<string> {
  const text = await readText(tree, file, '');
  if (text.status !== 'read') throw new Error(`${file} was read a moment ago`);
  const [, opening = '', front = ''] = /^(---\r?\n)([\s\S]*?\n)---(?:\r?\n|$)/.exec(text.value) ?? [];
  const edited = spliceYaml(front, { status: 'accepted', date }, 'status');
  const read = parseYaml(edited, file, decision);
  if (read.status !== 'read' || read.value.value.status !== 'accepted' || read.value.value.date !== date)
    throw new Error(`${file} cannot be edited in place`);
  return `${opening}${edited}${text.value.slice(opening.length + front.length)}`;
}
