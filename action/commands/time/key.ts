/** What a key press, or a paste, means. `text` is one character as typed, or all that was pasted. */
export type Key =
  | { key: 'enter' | 'escape' | 'backspace' | 'clear' | 'interrupt' }
  | { key: 'text'; text: string; pasted: boolean };

const PASTE_START = '\u001b[200~';
const PASTE_END = '\u001b[201~';

/** Arrow keys, function keys, reports of the terminal: nothing that is asked for here. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal sends them
const SEQUENCE = /^\u001b(?:\[[0-?]*[ -/]*[@-~]|O[ -~]|[^[O])/;

/** The beginning of one, whose end comes with the next chunk. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal sends them
const BEGUN = /^\u001b\[[0-?]*[ -/]*$/;

/** A terminal that does not mark what is pasted sends it at once: nobody types past the end of a line so fast. */
const PASTED_LINES = /^(?=.*\P{C}[\r\n]+\P{C})[\P{C}\r\n\t]+$/su;

const CONTROLS: Readonly<Record<string, Exclude<Key['key'], 'text'>>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\u001b': 'escape',
  '\u007f': 'backspace',
  '\b': 'backspace',
  '\u0015': 'clear',
  '\u0003': 'interrupt',
  '\u0004': 'interrupt',
};

/** Tells keys from what a terminal sends. Keeps what has not come in full, such as half a paste, until the rest comes. */
export function keyReader(): (chunk: string) => Key[] {
  let held = '';
  return (chunk) => {
    if (held === '' && PASTED_LINES.test(chunk)) return [pasted(chunk)];
    const keys: Key[] = [];
    let rest = held + chunk;
    held = '';
    while (rest !== '') {
      const taken = takeKey(rest);
      if (taken === null) {
        held = rest;
        return keys;
      }
      if (taken.key !== null) keys.push(taken.key);
      rest = rest.slice(taken.length);
    }
    return keys;
  };
}

/** @returns the first key and how much of the text it is; `null` while its end is still to come. */
function takeKey(text: string): { key: Key | null; length: number } | null {
  if (text.startsWith(PASTE_START)) {
    const end = text.indexOf(PASTE_END);
    if (end < 0) return heldBack(text);
    return { key: pasted(text.slice(PASTE_START.length, end)), length: end + PASTE_END.length };
  }
  if (text.startsWith('\r\n')) return { key: { key: 'enter' }, length: 2 };
  if (BEGUN.test(text)) return null;
  const sequence = text.length > 1 ? SEQUENCE.exec(text) : null;
  if (sequence !== null) return { key: null, length: sequence[0].length };
  const [character = ''] = text;
  const control = CONTROLS[character];
  if (control !== undefined) return { key: { key: control }, length: character.length };
  const key: Key | null = /\p{C}/u.test(character) ? null : { key: 'text', text: character, pasted: false };
  return { key, length: character.length };
}

/** A paste whose end never comes must not make the terminal deaf to ctrl-C. */
const heldBack = (text: string): ReturnType<typeof takeKey> =>
  text.includes('\u0003') ? { key: { key: 'interrupt' }, length: text.length } : null;

const pasted = (text: string): Key => ({ key: 'text', text: oneLine(text), pasted: true });

const oneLine = (text: string): string => text.replace(/\p{C}+/gu, ' ').trim();
