import { stringify } from 'yaml';
import {
  DECISION_OPTIONS,
  DECISIONS_FOLDER,
  type Decision,
  decision as schema,
} from '../../contract/decision.ts';
import { describeProblem } from '../../contract/problem.ts';
import type { GatedStage } from '../../contract/stage.ts';
import { parseYaml } from '../../evidence/yaml-file.ts';
import { daysAfter } from '../../readiness/clock.ts';
import { NO_HEADLINE } from '../../readiness/decision/decision-record.ts';
import { EXTENSION_DAYS, REVIEW_DAYS } from '../../readiness/decision/decision-rules.ts';
import { lastDay } from '../../readiness/decision/kill-status.ts';
import { bodyOf } from './body.ts';
import { evidenceOf } from './evidence-files.ts';
import type { Ground } from './ground.ts';
import { leadsTo } from './moves.ts';
import type { DecideOptions } from './options.ts';

/** A record as it is to be written. */
export type RecordText = { file: string; decision: Decision; text: string };

/** Words the next record, and reads it as the gate will. Nothing is written. */
export async function recordText(
  options: DecideOptions,
  ground: Ground,
): Promise<RecordText | { problems: string[] }> {
  const decision = await frontMatter(options, ground);
  const file = await nextFile(ground, decision);
  const front = stringify(decision, { lineWidth: 0 });
  const read = parseYaml(front, file, schema);
  if (read.status === 'invalid') return { problems: read.problems.map(describeProblem) };
  return { file, decision, text: `---\n${front}---\n${bodyOf(options, decision, ground)}` };
}

async function frontMatter(options: DecideOptions, ground: Ground): Promise<Decision> {
  const { manifest, report } = ground;
  const from = manifest.stage as GatedStage;
  return {
    status: options.accepted ? 'accepted' : 'proposed',
    date: options.date,
    decision: options.decision,
    'decision-makers': [...options.by],
    from,
    to: leadsTo(options.decision, from),
    options: [...DECISION_OPTIONS],
    reason: options.reason as string,
    headline: report.value?.headline ?? NO_HEADLINE,
    evidence: await evidenceOf(ground),
    review_on: options.reviewOn ?? reviewDay(options, ground),
    ...(options.decision === 'stop' ? { delete_by: deletionDay(options) } : {}),
  };
}

/** A person who asks for nothing else gives the data this long. */
const DELETE_WITHIN_DAYS = 30;

const deletionDay = ({ deleteBy, date }: DecideOptions): string =>
  deleteBy ?? daysAfter(date, DELETE_WITHIN_DAYS);

/** After the last day of a stage there is no day left to look again on, so this many are given. */
const OVERDUE_REVIEW_DAYS = 14;

/**
 * Who goes on in the same stage looks again when its decision is due, which is after the extension where one is granted;
 * what is shipped or stopped, in half a year.
 */
function reviewDay({ decision, date }: DecideOptions, { manifest }: Ground): string {
  if (decision === 'ship' || decision === 'stop') return daysAfter(date, REVIEW_DAYS);
  const isExtended = decision === 'continue';
  const due = isExtended ? daysAfter(manifest.decision_due, EXTENSION_DAYS) : lastDay(manifest);
  const last = daysAfter(date, REVIEW_DAYS);
  if (due <= date) return daysAfter(date, isExtended ? 1 : OVERDUE_REVIEW_DAYS);
  return due < last ? due : last;
}

/** A record that is named after its day has no number. */
const NUMBERED = /^decisions\/(\d{4,9})-(?!\d{2}-\d{2}\b)/;

/** The number after the highest that is taken, also by a file that git ignores. */
async function nextFile({ tree }: Ground, { decision, from, to }: Decision): Promise<string> {
  const files = await tree.below(DECISIONS_FOLDER.replace(/\/$/, ''));
  const numbers = files.map((file) => Number(NUMBERED.exec(file)?.[1] ?? 0));
  const next = String(Math.max(0, ...numbers) + 1).padStart(4, '0');
  const where = decision === 'ship' && to !== from ? `-to-${to}` : '';
  return `${DECISIONS_FOLDER}${next}-${decision}${where}.md`;
}
