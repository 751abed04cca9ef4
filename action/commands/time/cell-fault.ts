/** A number below zero is no formula, and a reference may begin like one. */
const FORMULA = /^[=+@\t\r]|^-\D/;

/**
 * What a person typed, or a system wrote, is opened in a spreadsheet one day.
 *
 * @returns what keeps a text from being a cell, to follow what was found; or `null`
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function cellFault(text: string): string | null {
  if (/\p{Cc}/u.test(text)) return 'which holds a control character';
  return FORMULA.test(text) ? 'which a spreadsheet would run' : null;
}
