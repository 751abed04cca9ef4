import type { Report } from '../contract/report.ts';
import type { Dossier } from '../readiness/dossier.ts';
import { assemble, COMMENT_CHARACTERS, inBytes, inCharacters, SUMMARY_BYTES } from '../reporters/assemble.ts';
import { commentSections, type Section } from '../reporters/comment.ts';
import { summarySections } from '../reporters/summary.ts';
import { headline } from '../reporters/words.ts';
import { type Annotation, annotationsOf } from './annotations.ts';
import { CHECK_RUN_BYTES, writeCheckRun } from './check-run.ts';
import { type Client, failureOf, type Place } from './client.ts';
import type { Settings } from './inputs.ts';
import { marker, writeComment } from './sticky-comment.ts';

/** What the gate may do to the job that it runs in. */
export type Job = {
  output(name: string, value: string): void;
  summary(text: string): Promise<void>;
  annotate(annotation: Annotation): void;
  warn(message: string): void;
};

/** Where to tell. `number` is the pull request, where there is one. */
export type Audience = {
  client: Client;
  place: Place;
  number: number | null;
  headSha: string | null;
  runUrl: string | null;
};

/** What the gate says of one POC, with the rows that it says it of. */
export type Told = { report: Report; dossier: Dossier };

/** Where the reports were written. */
export type Files = { json: readonly string[]; html: readonly string[] };

/** GitHub shows ten annotations of a kind for each step; one failure is the job's own. */
const ANNOTATIONS = { failure: 9, warning: 10 } as const;

/**
 * Tells a verdict that has already been reached: outputs, summary, annotations, check run, comment, in that order.
 * Nothing that goes wrong here changes the verdict; each failure is one warning.
 */
export async function publish(
  job: Job,
  audience: Audience,
  settings: Settings,
  told: readonly Told[],
  files: Files,
): Promise<void> {
  const reports = told.map(({ report }) => report);
  tellOutputs(job, reports, files);
  const sections = apart(reports.map((report) => commentSections(report, audience.runUrl)));
  const summary = apart(told.map(({ report, dossier }) => summarySections(report, dossier, audience.runUrl)));
  await job
    .summary(assemble(summary, SUMMARY_BYTES, inBytes))
    .catch((error: unknown) => job.warn(`The job summary was not written: ${failureOf(error).message}`));
  annotate(job, reports);
  if (settings.checkRun) await tellCheckRun(job, audience, settings, reports, sections);
  if (settings.comment) await tellComment(job, audience, settings.configuration, reports);
}

const SEVERITY: readonly Report['verdict'][] = ['cannot-judge', 'stop', 'continue', 'harden', 'ship'];

function tellOutputs(job: Job, reports: readonly Report[], files: Files): void {
  const several = reports.length > 1;
  const blockers = reports.flatMap((report) =>
    report.results
      .filter((one) => one.blocks)
      .map((one) => (several ? `${report.folder}: ${one.id}` : one.id)),
  );
  job.output(
    'verdict',
    SEVERITY.find((verdict) => reports.some((report) => report.verdict === verdict)) ?? 'cannot-judge',
  );
  job.output('blocked', String(reports.some((report) => report.blocked)));
  job.output('blockers', JSON.stringify(blockers));
  job.output('report', files.json.join('\n'));
  job.output('html', files.html.join('\n'));
}

/** Several POCs have a section each, with a line between. */
const apart = (sections: readonly Section[][]): Section[] =>
  sections.flatMap((own, i) => [...(i > 0 ? [{ text: '---', optional: false }] : []), ...own]);

function annotate(job: Job, reports: readonly Report[]): void {
  const all = reports.flatMap(annotationsOf);
  for (const level of ['failure', 'warning'] as const) {
    const own = all.filter((one) => one.level === level);
    const shown = own.length > ANNOTATIONS[level] ? own.slice(0, ANNOTATIONS[level] - 1) : own;
    for (const annotation of shown) job.annotate(annotation);
    const more = own.length - shown.length;
    if (more > 0)
      job.annotate({
        level,
        title: 'More places',
        message: `${more} more places are in the job summary and the JSON report.`,
        file: null,
        line: null,
      });
  }
}

async function tellCheckRun(
  job: Job,
  audience: Audience,
  settings: Settings,
  reports: readonly Report[],
  sections: readonly Section[],
): Promise<void> {
  const { client, place, headSha } = audience;
  if (headSha === null) return;
  const [first] = reports;
  const run = {
    name: settings.configuration === 'default' ? 'poc-gate' : `poc-gate (${settings.configuration})`,
    headSha,
    title: first === undefined ? 'No report' : headline(first),
    summary: assemble(sections, CHECK_RUN_BYTES, inBytes),
    blocked: reports.some((report) => report.blocked),
  };
  await writeCheckRun(client, place, run, reports).catch((error: unknown) =>
    job.warn(whyNot('check run', 'checks: write', error)),
  );
}

/** Writes the comment, where there is a pull request. A failure to is one warning. */
export async function tellComment(
  job: Job,
  { client, place, number, runUrl }: Audience,
  configuration: string,
  reports: readonly Report[],
): Promise<void> {
  if (number === null) return;
  const first = `${marker(configuration)}\n`;
  const sections = apart(reports.map((report) => commentSections(report, runUrl)));
  const limit = COMMENT_CHARACTERS - inCharacters(first);
  const body = first + assemble(sections, limit, inCharacters);
  await writeComment(client, place, number, configuration, body).catch((error: unknown) =>
    job.warn(whyNot('comment', 'pull-requests: write', error)),
  );
}

/** One sentence: what was not written, why, and the permission that is missing where that is it. */
function whyNot(what: string, permission: string, error: unknown): string {
  const { status, message } = failureOf(error);
  if (status === 403 || status === 401 || /not accessible/i.test(message)) {
    return `The ${what} was not written: found no permission (${message}); expected \`${permission}\`. Add it under \`permissions:\` of this job; a pull request from a fork never has it. The verdict stands.`;
  }
  if (status === 422)
    return `The ${what} was not written: GitHub refused its form (${message}). That is a fault of the gate; please report it. The verdict stands.`;
  return `The ${what} was not written: ${status ?? 'no answer'} (${message}). The verdict stands.`;
}
