/**
 * Lengths of an international bank account number, by country.
 *
 * @see SWIFT, IBAN Registry (ISO 13616-1), release 99
 */
const LENGTHS: Readonly<Record<string, number>> = {
  ...{ AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BI: 27, BR: 29, BY: 28 },
  ...{ CH: 21, CR: 22, CY: 28, CZ: 24, DE: 22, DJ: 27, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18 },
  ...{ FK: 18, FO: 18, FR: 27, GB: 22, GE: 22, GI: 23, GL: 18, GR: 27, GT: 28, HR: 21, HU: 28, IE: 22 },
  ...{ IL: 23, IQ: 23, IS: 26, IT: 27, JO: 30, KW: 30, KZ: 20, LB: 28, LC: 32, LI: 21, LT: 20, LU: 20 },
  ...{ LV: 21, LY: 25, MC: 27, MD: 24, ME: 22, MK: 19, MN: 20, MR: 27, MT: 31, MU: 30, NI: 28, NL: 18 },
  ...{ NO: 15, OM: 23, PK: 24, PL: 28, PS: 29, PT: 25, QA: 29, RO: 24, RS: 22, RU: 33, SA: 24, SC: 31 },
  ...{ SD: 18, SE: 24, SI: 19, SK: 24, SM: 27, SO: 23, ST: 25, SV: 28, TL: 23, TN: 24, TR: 26, UA: 29 },
  ...{ VA: 22, VG: 24, XK: 20 },
};

/** Accounts of nobody: the example of its country in the registry, as it stands in every manual. */
const EXAMPLES = new Set([
  ...['AT611904300234573201', 'BE68539007547034', 'CH9300762011623852957', 'DE89370400440532013000'],
  ...['DK5000400440116243', 'ES9121000418450200051332', 'FI2112345600000785', 'GB29NWBK60161331926819'],
  ...['FR1420041010050500013M02606', 'IT60X0542811101000000123456', 'NL91ABNA0417164300', 'NO9386011117947'],
  ...['GB82WEST12345698765432', 'PL61109010140000071219812874', 'SE4550000000058398257466'],
]);

/** Looked for at every beginning of a word, since what looks like the beginning of one may hide another. */
const CANDIDATE = /(?<![A-Za-z0-9])(?=([A-Za-z]{2}\d{2}(?:[ \u00a0-]?[A-Za-z0-9]){11,40}))/g;
/** Every country has at least so many digits after the first four characters; words have fewer. */
const FEWEST_DIGITS = 8;

/** What a detector matched, without what stands between its parts, and where it begins and ends, in characters. */
export type Match = { at: number; end: number; text: string };

/** @returns the account numbers in a text whose check digits are right (ISO 7064, modulo 97), examples among them. */
export function ibansIn(text: string): Match[] {
  return [...text.matchAll(CANDIDATE)].flatMap(({ index: at, 1: run = '' }) => {
    const length = lengthIn(run, LENGTHS[run.slice(0, 2).toUpperCase()] ?? 0);
    if (length === null) return [];
    const iban = run.slice(0, length).replace(BETWEEN, '').toUpperCase();
    return isAccount(iban) ? [{ at, end: at + length, text: iban }] : [];
  });
}

/** Is it an account of nobody? */
export const isExample = ({ text }: Match): boolean => EXAMPLES.has(text);

const BETWEEN = /[^A-Za-z0-9]/g;

/** @returns how long the part of a run with so many letters and digits is; `null` where its word goes on or it has fewer. */
function lengthIn(run: string, wanted: number): number | null {
  let found = 0;
  let length = 0;
  while (found < wanted && length < run.length) {
    if (/[A-Za-z0-9]/.test(run.charAt(length))) found += 1;
    length += 1;
  }
  const goesOn = /[A-Za-z0-9]/.test(run.charAt(length));
  return found < wanted || goesOn ? null : length;
}

function isAccount(iban: string): boolean {
  const digits = iban.slice(4).replace(/\D/g, '').length;
  return digits >= FEWEST_DIGITS && remainder(iban) === 1;
}

/** Letters count from A = 10; the first four characters go to the end. */
function remainder(iban: string): number {
  let rest = 0;
  for (const character of `${iban.slice(4)}${iban.slice(0, 4)}`)
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}
