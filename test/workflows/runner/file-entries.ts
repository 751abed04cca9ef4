/** The pairs of a `GITHUB_OUTPUT`, `GITHUB_ENV` or `GITHUB_STATE` file; `error` when a part cannot be read. */
export type FileEntries = { entries: Record<string, string>; error: string | null };

/** Reads `name=value` lines and `name<<delimiter` blocks. What stands before a mistake is kept, as on GitHub. */
export function parseFileEntries(text: string): FileEntries {
  const entries: Record<string, string> = {};
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const start = entryStart(line);
    if (start === null) return { entries, error: `Invalid format '${line}'` };
    if (start.delimiter === null) {
      entries[start.name] = start.value;
      continue;
    }
    const end = lines.indexOf(start.delimiter, index + 1);
    if (end < 0)
      return { entries, error: `Invalid value. Matching delimiter not found '${start.delimiter}'` };
    entries[start.name] = lines.slice(index + 1, end).join('\n');
    index = end;
  }
  return { entries, error: null };
}

type EntryStart =
  | { name: string; delimiter: null; value: string }
  | { name: string; delimiter: string; value: '' };

/** Whichever of `=` and `<<` comes first decides. */
function entryStart(line: string): EntryStart | null {
  const equals = line.indexOf('=');
  const heredoc = line.indexOf('<<');
  if (equals > 0 && (heredoc < 0 || equals < heredoc)) {
    return { name: line.slice(0, equals), delimiter: null, value: line.slice(equals + 1) };
  }
  const delimiter = line.slice(heredoc + 2);
  if (heredoc <= 0 || delimiter === '' || (equals >= 0 && equals < heredoc)) return null;
  return { name: line.slice(0, heredoc), delimiter, value: '' };
}
