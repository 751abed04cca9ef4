const CLASS = /\[[^\]\\]*(?:\\.[^\]\\]*)*\]/gs;
const RANGE = /[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9]|\\[dw\-./+*?()[\]{}|^$\\]/g;
const PLAIN = /^-?[\w@:;,#%&=~!/.+*?(){}|$]*-?$/;
const TOKENS = /^(?:\\[dw\-./+*?()[\]{}|^$\\]|[\w@:;,#%&=<>~!/(){}|?*+-])*$/;

/** Room for an id or an address; reading a longer one would take time that only a hostile file wants. */
const LONGEST = 1000;

/**
 * Does a pattern keep prose out? It does when it is anchored at both ends and has no dot, no space, no negated class and
 * no wide range: what it admits is one word. It is read and never run: a pattern of a stranger can run for years.
 */
export function keepsProseOut(pattern: string): boolean {
  if (pattern.length > LONGEST) return false;
  const body = /^\^(.*)\$$/s.exec(pattern)?.[1];
  if (body === undefined) return false;
  let plain = true;
  const flat = body.replace(CLASS, (found) => {
    plain &&= PLAIN.test(found.slice(1, -1).replace(RANGE, ''));
    return 'x';
  });
  return plain && TOKENS.test(flat) && !choosesAtTheTop(flat);
}

/** In `^a|b$` neither side is anchored at both ends. */
function choosesAtTheTop(flat: string): boolean {
  let depth = 0;
  for (const character of flat.replace(/\\./g, 'x')) {
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === '|' && depth === 0) return true;
  }
  return false;
}
