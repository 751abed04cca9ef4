/**
 * What an eval row says. A `fail` is an answer that the grader refused; a `system_error` is no answer, and
 * counts against the system; a `grader_error` is a grader that crashed; `no_verdict` was not judged.
 */
export const VERDICTS = ['pass', 'fail', 'system_error', 'grader_error', 'no_verdict'] as const;
export type RowVerdict = (typeof VERDICTS)[number];

/** How the workflow ended for one item: a label, a person with the reason, or a typed refusal. */
export const OUTCOMES = ['answered', 'needs_person', 'refused'] as const;

/** Where a POC says what it is. */
export const MANIFEST_FILE = 'poc.yaml';

/** Where a POC says what it is worth, between markers that `poc roi --write` fills. */
export const README_FILE = 'README.md';
export const HEADLINE_START = '<!-- poc:headline -->';
export const HEADLINE_END = '<!-- /poc:headline -->';
