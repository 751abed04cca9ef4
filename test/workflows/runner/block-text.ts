import type { BasicExpressionToken } from '@actions/workflow-parser/templates/tokens/basic-expression-token';
import { parse } from 'yaml';
import { evaluateText, type Scope } from './expression.ts';

/**
 * @returns whether a text with expressions spans lines. The parser (0.3.61) builds the expression of such a
 * text from its source, with the indentation, quotes and folds of YAML still in it; GitHub does not.
 */
export function isBlock(token: BasicExpressionToken): boolean {
  return token.source?.includes('\n') ?? false;
}

/** @returns a text that spans lines as YAML means it, each `${{ }}` in it replaced by what it comes to. */
export function blockText(token: BasicExpressionToken, scope: Scope): string {
  const header = token.blockScalarHeader;
  if (header && /\d/.test(header))
    throw new Error(`Found the block header ${header}; expected no digit in it. Remove it.`);
  const value: unknown = parse(header ? `${header}\n${token.source}` : (token.source ?? ''));
  return interpolate(String(value), scope);
}

function interpolate(text: string, scope: Scope): string {
  let result = '';
  let rest = text;
  for (let start = rest.indexOf('${{'); start >= 0; start = rest.indexOf('${{')) {
    const end = expressionEnd(rest, start + 3);
    result += rest.slice(0, start) + evaluateText(rest.slice(start + 3, end), scope);
    rest = rest.slice(end + 2);
  }
  return result + rest;
}

/** Braces within quotes do not close an expression. */
function expressionEnd(text: string, start: number): number {
  let quoted = false;
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith('}}', index)) return index;
  }
  throw new Error(`The expression is not closed: ${text.slice(start)}`);
}
