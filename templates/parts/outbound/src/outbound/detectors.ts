import { isIP } from 'node:net';

/** What can be told by its form. Where two match at one place, the one that stands first here is taken. */
export const DETECTORS = ['secret', 'email', 'iban', 'payment_card', 'ip', 'phone'] as const;
export type Detector = (typeof DETECTORS)[number];

/** Where something was found, in UTF-16 code units of the text, and what it is without what stands between its parts. */
export type Found = { detector: Detector; at: number; end: number; value: string };

type Rule = { pattern: RegExp; read(matched: string): string | null };

const asItIs = (matched: string): string => matched;

/** Keys and tokens by the forms that those who issue them publish. */
const SECRETS: readonly Rule[] = [
  {
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    read: asItIs,
  },
  { pattern: /\beyJ[\w-]{8,}\.[\w-]{2,}\.[\w-]*/g, read: (text) => (isJwt(text) ? text : null) },
  {
    pattern:
      /(?<![\w-])(?:sk-(?:ant-|proj-)?[\w-]{20,}|sk_live_\w{16,}|gh[opsur]_\w{36}|github_pat_\w{22,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{35}|npm_\w{36}|hf_\w{30,}|SG\.[\w-]{16,}\.[\w-]{16,})(?![\w-])/g,
    read: asItIs,
  },
  { pattern: /(?<=\bauthorization: ?(?:bearer|basic) )[\w+/=.~-]{8,}/gi, read: asItIs },
  {
    pattern: /(?<=\b(?:password|passwd|api[_-]?key|secret)["']?\s*[:=]\s*["']?)[^\s"',;]{8,}/gi,
    read: asItIs,
  },
];

const AT = '(?:@| ?[([{<] ?at ?[)\\]}>] ?)';
const DOT = '(?:\\.| ?[([{<] ?dot ?[)\\]}>] ?)';
const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?';
const LOCAL = "(?<![\\p{L}\\p{N}.!#$%&*+/=?^_~-])[\\p{L}\\p{N}_][\\p{L}\\p{N}.!#$%&'*+/=?^_~-]{0,63}";
const TOP = '\\p{L}{2,63}(?![\\p{L}\\p{N}-])';

/** Parts are as long as RFC 5321 allows, so that no text takes long. Words for @ and the dot count in brackets, or both. */
const EMAILS: readonly Rule[] = [
  new RegExp(`${LOCAL}${AT}(?:${LABEL}${DOT}){1,8}${TOP}`, 'giu'),
  new RegExp(`${LOCAL} at (?:${LABEL} dot ){1,4}${TOP}`, 'giu'),
].map((pattern) => ({ pattern, read: (text) => text.toLowerCase() }));

/** How many characters an account number has, by country (SWIFT, IBAN Registry, ISO 13616-1, release 99). */
const LENGTHS =
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20';

const accounts = LENGTHS.split(' ').map(
  (one) => `${one.slice(0, 2)}\\d{2}(?:[ -]?[A-Z0-9]){${Number(one.slice(2)) - 4}}`,
);

const IBAN: Rule = {
  pattern: new RegExp(`(?<![A-Z0-9])(?:${accounts.join('|')})(?![A-Z0-9])`, 'gi'),
  read: (text) => accountIn(text.replace(/[ -]/g, '').toUpperCase()),
};

/** In one piece, or in the groups that are printed on a card. */
const CARD: Rule = {
  pattern:
    /(?<![\w.])(?:\d{14,16}|\d{19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{4}([ -])\d{6}\2\d{4,5})(?!\w|\.\d)/g,
  read: (text) => cardIn(text.replace(/\D/g, '')),
};

const IPS: readonly Rule[] = [
  {
    pattern: /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{1,4})?(?![\w:])/gi,
    // Without a digit it is rather a name of a programming language.
    read: (text) => (/\d/.test(text) ? addressIn(text) : null),
  },
  { pattern: /(?<![\w.-])(?<!\bversion )(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)/gi, read: addressIn },
];

/** A country code and at most 15 digits in all (ITU-T E.164), with what people put between them. */
const PHONE: Rule = {
  pattern: /(?<![\w+])(?:\+|00(?=[1-9]\d{0,2}[ ./-]))[1-9](?:[ ()./-]{0,2}\d){6,14}(?!\d)/g,
  read: (text) => text.replace(/^00/, '+').replace(/[^+\d]/g, ''),
};

const RULES: Readonly<Record<Detector, readonly Rule[]>> = {
  ...{ secret: SECRETS, email: EMAILS, iban: [IBAN], payment_card: [CARD], ip: IPS, phone: [PHONE] },
};

/** @returns what a text holds of these kinds, in the order in which it stands there. Nothing overlaps. */
export function detect(text: string, wanted: readonly Detector[]): Found[] {
  const { plain, from } = plainOf(text);
  const found: Found[] = [];
  for (const detector of DETECTORS.filter((one) => wanted.includes(one))) {
    for (const { pattern, read } of RULES[detector]) {
      for (const match of plain.matchAll(pattern)) {
        const value = read(match[0]);
        const [at, end] = [from[match.index] ?? 0, from[match.index + match[0].length] ?? text.length];
        const free = found.every((one) => one.end <= at || end <= one.at);
        if (value !== null && free) found.push({ detector, at, end, value });
      }
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

/** Letters in other forms, invisible characters and other dashes and spaces are the cheapest disguise. */
function plainOf(text: string): { plain: string; from: number[] } {
  let plain = '';
  const from: number[] = [];
  let at = 0;
  for (const character of text) {
    const simple = /\p{Cf}/u.test(character) ? '' : simplified(character);
    for (let unit = 0; unit < simple.length; unit += 1) from.push(at);
    plain += simple;
    at += character.length;
  }
  return { plain, from: [...from, text.length] };
}

const simplified = (character: string): string =>
  character === '\n'
    ? character
    : character
        .normalize('NFKC')
        .replace(/\p{Zs}|\t/u, ' ')
        .replace(/\p{Pd}/u, '-');

function isJwt(text: string): boolean {
  try {
    return 'alg' in JSON.parse(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString());
  } catch {
    return false;
  }
}

/** Modulo 97 (ISO 7064): letters count from A = 10, and the first four characters go to the end. */
function accountIn(text: string): string | null {
  const digits = `${text.slice(4)}${text.slice(0, 4)}`.replace(/[A-Z]/g, (one) =>
    String(Number.parseInt(one, 36)),
  );
  return BigInt(digits) % 97n === 1n ? text : null;
}

/** The check digit of Luhn (ISO/IEC 7812-1, annex B). Numbers of one digit only are fillers. */
function cardIn(digits: string): string | null {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0 && /^[2-6]/.test(digits) && new Set(digits).size > 1 ? digits : null;
}

function addressIn(text: string): string | null {
  return isIP(text) === 0 ? null : text.toLowerCase();
}
