import { type CST, Parser } from 'yaml';

/** No file of a POC nests deeper than a handful; readers recurse, and a thousand levels end the process. */
export const MOST_LEVELS = 50;

/** Brackets of a JSON text: how deep they go, and whether the text ends before they are closed. */
export type Brackets = { deepest: number; open: boolean };

/** Counts brackets outside of strings, without recursion, so that a hostile text can be measured before it is parsed. */
export function bracketsOf(json: string): Brackets {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let i = 0; i < json.length; i += 1) {
    const character = json[i] as string;
    if (character === '\\') i += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted) depth += STEPS.get(character) ?? 0;
    if (depth > deepest) deepest = depth;
  }
  return { deepest, open: quoted || depth > 0 };
}

const STEPS = new Map([
  ['{', 1],
  ['[', 1],
  ['}', -1],
  [']', -1],
]);

type Token = CST.Token | null;

/** @returns how deep a YAML text nests, from tokens alone: composing a deep one overflows the stack. */
export function depthOfYaml(text: string): number {
  let deepest = 0;
  const open: { token: Token; depth: number }[] = [];
  for (const token of new Parser().parse(text)) open.push({ token, depth: 0 });
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    deepest = Math.max(deepest, at.depth);
    for (const token of inside(at.token)) open.push({ token, depth: at.depth + 1 });
  }
  return deepest;
}

function inside(token: Token): Token[] {
  if (token === null) return [];
  if (token.type === 'document') return [token.value ?? null];
  return 'items' in token ? token.items.flatMap((item) => [item.key ?? null, item.value ?? null]) : [];
}
