import { styleText } from 'node:util';
import type { Check } from '../readiness/check.ts';
import { pageOf, whereBarsAre } from './check-page.ts';

/** A longer line is hard to read, and a terminal would break it within a word. */
const WIDTH = 80;

/** @returns the page of a check for a terminal: the same words as its Markdown. */
export function checkText(check: Check, color: boolean): string {
  const bold = (text: string) => (color ? styleText('bold', text, { validateStream: false }) : text);
  const { id, question, facts, sections, bars, outcomes } = pageOf(check);
  const longest = Math.max(0, ...bars.map(({ name }) => name.length));
  const barLines = bars.map(
    ({ name, value, stricter }) => `  ${name.padEnd(longest)}  ${value}, ${stricter} is stricter`,
  );
  return [
    `${bold(id)}\n${wrapped(question, '')}`,
    facts.map(({ what, text }) => wrapped(`${what.padEnd(12)} ${text}`, '', ' '.repeat(13))).join('\n'),
    ...sections.map(({ title, text }) => `${bold(title)}\n${wrapped(text, '  ')}`),
    ...(bars.length === 0
      ? []
      : [`${bold('Its bars')}\n${barLines.join('\n')}\n${wrapped(whereBarsAre(id), '  ')}`]),
    `${bold('How it can end')}\n${outcomes.map(({ outcome, text }) => wrapped(`${outcome}: ${text}`, '  ', '    ')).join('\n')}`,
  ].join('\n\n');
}

/** Breaks at spaces; several in a row, which line columns up, stay. */
function wrapped(text: string, first: string, rest: string = first): string {
  const lines: string[] = [];
  let line = first;
  for (const [word] of text.matchAll(/ *\S+/g)) {
    const fits = line.trim() === '' || line.length + word.length <= WIDTH;
    if (!fits) lines.push(line);
    line = fits ? `${line}${word}` : `${rest}${word.trimStart()}`;
  }
  return [...lines, line].join('\n');
}
