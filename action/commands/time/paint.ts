import type { Line, Size } from './layout.ts';

const ESCAPE = '\u001b[';
const STYLES = { strong: `${ESCAPE}1m`, faint: `${ESCAPE}2m` } as const;

/** Another screen than that of the shell, no line wrap, no cursor, pastes told from typing; and all of it back. */
export const ENTER_SCREEN = `${ESCAPE}?1049h${ESCAPE}?7l${ESCAPE}?25l${ESCAPE}?2004h${ESCAPE}2J`;
export const LEAVE_SCREEN = `${ESCAPE}?2004l${ESCAPE}?25h${ESCAPE}?7h${ESCAPE}?1049l`;

/** Draws frames. Only lines that differ are written again, each in its place, so that nothing flickers. */
export function painter(
  write: (text: string) => void,
  color: boolean,
): (lines: readonly Line[], size: Size) => void {
  let shown: string[] = [];
  let last = '';
  return (lines, size) => {
    const painted = lines.map(({ text, style }) =>
      color && style !== undefined ? `${STYLES[style]}${text}${ESCAPE}0m` : text,
    );
    const resized = last !== `${size.columns}×${size.rows}`;
    last = `${size.columns}×${size.rows}`;
    if (resized) shown = [];
    const rows = Math.max(painted.length, shown.length);
    const changed = Array.from({ length: rows }, (_, at) => at).filter((at) => painted[at] !== shown[at]);
    shown = painted;
    if (resized) write(`${ESCAPE}2J`);
    if (changed.length > 0)
      write(changed.map((at) => `${ESCAPE}${at + 1};1H${painted[at] ?? ''}${ESCAPE}K`).join(''));
  };
}
