import type { ScanFinding } from '../contract/proofs/clean-repo.ts';
import { eachOnce, fingerprint } from './found.ts';
import { ibansIn, isExample, type Match } from './iban.ts';
import { linesOf } from './lines.ts';
import { paymentCardsIn } from './payment-card.ts';

/** Domains that belong to nobody (RFC 2606, RFC 6761). */
const NOBODYS = /(?:^|[@.])(?:example\.(?:com|net|org)|example|test|invalid|localhost)$/i;

/** Parts are as long as RFC 5321 allows, so that no text takes long. */
const EMAIL = /(?<![\w.%+-])[\w.%+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,63}(?![\w-])/gi;

/** A country code and at most 15 digits in all (ITU-T E.164), with what people put between them. */
const TELEPHONE = /(?<![\w+])\+[1-9](?:[ \u00a0()./-]{0,2}\d){6,14}(?!\d)/g;

const matches = (pattern: RegExp, text: string): Match[] =>
  [...text.matchAll(pattern)].map((match) => ({
    at: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }));

/** The groups of an account number can look like those of a card. */
function withoutAccounts(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { at, end } of ibansIn(text)) {
    parts.push(text.slice(from, at), 'x'.repeat(end - Math.max(at, from)));
    from = end;
  }
  return [...parts, text.slice(from)].join('');
}

type Rule = { rule: string; severity: ScanFinding['severity']; find(text: string): Match[] };

/** Account numbers let somebody take money; how to reach a person is in most real cases, and is told and not forbidden. */
const RULES: readonly Rule[] = [
  { rule: 'iban', severity: 'high', find: (text) => ibansIn(text).filter((one) => !isExample(one)) },
  { rule: 'payment-card', severity: 'high', find: (text) => paymentCardsIn(withoutAccounts(text)) },
  {
    rule: 'email-address',
    severity: 'medium',
    find: (text) => matches(EMAIL, text).filter((one) => !NOBODYS.test(one.text)),
  },
  { rule: 'telephone-number', severity: 'medium', find: (text) => matches(TELEPHONE, text) },
];

/**
 * Looks for data about people that can be told by its form: account numbers whose check digits are right, e-mail addresses
 * and telephone numbers. Names and addresses have no form, and are not found.
 *
 * @returns each account number as a finding of its own; of the rest one for each rule, with how often it matched
 */
export function personalDataIn(file: string, text: string): ScanFinding[] {
  const lineOf = linesOf(text);
  return eachOnce(
    RULES.flatMap(({ rule, severity, find }) =>
      find(text).map(({ at, text: matched }) => {
        const about = severity === 'high' ? matched : '';
        return {
          rule,
          severity,
          file,
          line: lineOf(at),
          times: 1,
          fingerprint: fingerprint(rule, file, about),
        };
      }),
    ),
  );
}
