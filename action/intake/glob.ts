/**
 * @returns whether the whole text matches: `*` stands for any run of characters, `?` for one, and all else for
 * itself. Takes at most length × length steps, whatever the pattern.
 */
export function matchesGlob(text: string, glob: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let i = 0;
  while (i < text.length) {
    if (glob[at] === '*') {
      star = at++;
      resume = i;
    } else if (at < glob.length && (glob[at] === '?' || glob[at] === text[i])) {
      at++;
      i++;
    } else if (star >= 0) {
      // The last star takes one character more.
      at = star + 1;
      i = ++resume;
    } else return false;
  }
  return [...glob.slice(at)].every((rest) => rest === '*');
}

/** @returns whether a path matches: a pattern without a slash is about the file's name alone. */
export function matchesPath(path: string, glob: string): boolean {
  return matchesGlob(glob.includes('/') ? path : path.slice(path.lastIndexOf('/') + 1), glob);
}
