import type { Report } from '../contract/report.ts';
import { type Annotation, annotationsOf } from './annotations.ts';
import { attempt, type Client, type Place } from './client.ts';

/** GitHub takes this many annotations in one request. */
export const ANNOTATIONS_A_REQUEST = 50;
/** GitHub refuses an output summary with more bytes than this. */
export const CHECK_RUN_BYTES = 65_535;

/** What a check run says; `summary` is already within its limit. */
export type CheckRun = { name: string; headSha: string; title: string; summary: string; blocked: boolean };

/** Writes a check run with every annotation, in as many requests as that takes. */
export async function writeCheckRun(
  client: Client,
  place: Place,
  run: CheckRun,
  reports: readonly Report[],
): Promise<void> {
  const annotations = reports
    .flatMap(annotationsOf)
    .filter((one) => one.file !== null)
    .map(toApi);
  const output = (from: number) => ({
    title: run.title,
    summary: run.summary,
    annotations: annotations.slice(from, from + ANNOTATIONS_A_REQUEST),
  });
  const { data } = await attempt(() =>
    client.rest.checks.create({
      ...place,
      name: run.name,
      head_sha: run.headSha,
      status: 'completed',
      conclusion: run.blocked ? 'failure' : 'success',
      output: output(0),
    }),
  );
  for (let from = ANNOTATIONS_A_REQUEST; from < annotations.length; from += ANNOTATIONS_A_REQUEST) {
    await attempt(() => client.rest.checks.update({ ...place, check_run_id: data.id, output: output(from) }));
  }
}

const toApi = (annotation: Annotation) => ({
  path: annotation.file as string,
  start_line: annotation.line ?? 1,
  end_line: annotation.line ?? 1,
  annotation_level: annotation.level,
  title: annotation.title.slice(0, 255),
  message: annotation.message,
});
