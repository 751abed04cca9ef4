import { createHash } from 'node:crypto';
import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import type { ScanFinding } from '../contract/proofs/clean-repo.ts';
import { eachOnce, fingerprint } from './found.ts';

/** What looks for secrets, and its version: that of both packages. */
export const SECRET_SCANNER = { tool: 'secretlint', version: '11.7.1' } as const;

/** A comment in a file must not talk the scan round, so the rule that obeys comments is left out. */
const COMMENTS = '@secretlint/secretlint-rule-filter-comments';
const RULES = creator.rules.flatMap((rule) =>
  rule.meta.id === COMMENTS ? [] : [{ id: rule.meta.id, rule }],
);

// Its profiler looks through every mark that it ever made for each new one: a few thousand files would take minutes.
secretLintProfiler.mark = () => {};

/**
 * Examples in the scanner's own comments, by the beginning of their SHA-256. Every repository that carries a copy of the
 * gate carries them.
 */
const EXAMPLES = new Set(['96494af0ff15d729', '5aca5b5c3515155c', '1548bbe8e262d795', '465ad9db7ec327ce']);

const isExample = (matched: string): boolean =>
  EXAMPLES.has(createHash('sha256').update(matched).digest('hex').slice(0, 16));

const SEVERITIES = { error: 'high', warning: 'medium', info: 'low' } as const;

/** Looks for tokens, keys and passwords by the forms that those who issue them publish. */
export async function secretsIn(file: string, text: string): Promise<ScanFinding[]> {
  const ext = /\.[^./]*$/.exec(file)?.[0] ?? '';
  const { messages } = await lintSource({
    source: { filePath: file, content: text, ext, contentType: 'text' },
    options: { noPhysicFilePath: true, config: { rules: RULES } },
  });
  const found = messages.filter(({ range }) => !isExample(text.slice(...range)));
  const findings = found.map(({ ruleId, messageId, range, loc, severity }) => {
    const rule = `${ruleId.replace('@secretlint/secretlint-rule-', '')}/${messageId}`;
    const print = fingerprint(rule, file, text.slice(...range));
    return { rule, severity: SEVERITIES[severity], file, line: loc.start.line, times: 1, fingerprint: print };
  });
  return eachOnce(findings);
}
