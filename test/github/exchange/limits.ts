import type { CheckRunBody } from '../routes/checks.ts';
import { invalidRequest, type Reply, validationFailed } from './reply.ts';

/** Characters, that is code points, in one comment. */
const COMMENT_CHARACTERS = 65_536;
/** Bytes in the summary, and in the text, of a check run. */
const CHECK_TEXT_BYTES = 65_535;
/** Bytes in the message, and in the details, of an annotation. */
const ANNOTATION_BYTES = 64 * 1024;
const ANNOTATION_TITLE_CHARACTERS = 255;

/** A rule of GitHub's that its description does not hold, or holds only in prose. */
export type Excess = { at: string; problem: string; reply: Reply };

const characters = (text: string): number => [...text].length;
const tooLong = (at: string, length: number, limit: number, unit: string): Excess => {
  const problem = `Only ${limit} ${unit} are allowed; ${length} were supplied.`;
  return { at, problem, reply: invalidRequest(problem) };
};

/** @returns the limits that a body goes over; its shape has been checked before. */
export function excesses(operation: string, body: unknown): Excess[] {
  if (operation === 'issues/create-comment' || operation === 'issues/update-comment') {
    return ofComment((body as { body: string }).body);
  }
  if (operation === 'checks/create' || operation === 'checks/update') return ofCheckRun(body as CheckRunBody);
  return [];
}

function ofComment(body: string): Excess[] {
  const refuse = (message: string) => ({
    at: '/body',
    problem: message,
    reply: validationFailed('IssueComment', 'data', message),
  });
  if (body.trim() === '') return [refuse('Body cannot be blank')];
  if (characters(body) <= COMMENT_CHARACTERS) return [];
  return [refuse(`Body is too long (maximum is ${COMMENT_CHARACTERS} characters)`)];
}

function ofCheckRun({ status, conclusion, output }: CheckRunBody): Excess[] {
  const open = status === 'completed' && !conclusion;
  const missing = '"conclusion" wasn\'t supplied.';
  return [
    ...(open ? [{ at: '/conclusion', problem: missing, reply: invalidRequest(missing) }] : []),
    ...(['summary', 'text'] as const).flatMap((key) =>
      bytes(`/output/${key}`, output?.[key], CHECK_TEXT_BYTES),
    ),
    ...(output?.annotations ?? []).flatMap((entry, index) =>
      ofAnnotation(entry, `/output/annotations/${index}`),
    ),
  ];
}

type Output = NonNullable<CheckRunBody['output']>;
type Annotation = NonNullable<Output['annotations']>[number];

function ofAnnotation(entry: Annotation, at: string): Excess[] {
  const { title, message, raw_details, start_line, end_line, start_column, end_column } = entry;
  const length = characters(title ?? '');
  const spans = start_line !== end_line && (start_column ?? end_column) != null;
  const problem = 'columns are allowed only on one line: "start_line" and "end_line" differ.';
  return [
    ...bytes(`${at}/message`, message, ANNOTATION_BYTES),
    ...bytes(`${at}/raw_details`, raw_details, ANNOTATION_BYTES),
    ...(length > ANNOTATION_TITLE_CHARACTERS
      ? [tooLong(`${at}/title`, length, ANNOTATION_TITLE_CHARACTERS, 'characters')]
      : []),
    ...(spans ? [{ at: `${at}/start_column`, problem, reply: invalidRequest(problem) }] : []),
  ];
}

function bytes(at: string, text: string | null | undefined, limit: number): Excess[] {
  const length = Buffer.byteLength(text ?? '');
  return length > limit ? [tooLong(at, length, limit, 'bytes')] : [];
}
