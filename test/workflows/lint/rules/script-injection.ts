import { Lexer } from '@actions/expressions';
import { type Token, TokenType } from '@actions/expressions/lexer';
import type { Located, StepSource } from '../workflow-source.ts';
import type { Rule } from './rule.ts';

/** The keys of `github` whose text anybody may choose; `*` stands for the whole context. */
const untrusted = ['event', 'head_ref', '*'];

/** Text of an event never becomes part of a script; it goes in through `env:`. */
export const scriptInjection: Rule = {
  name: 'script-injection',
  check({ steps }) {
    return steps.flatMap(scriptsOf).flatMap(({ text, location }) =>
      expressionsOf(text)
        .filter((expression) => githubKeys(expression).some((key) => untrusted.includes(key)))
        .map((expression) => ({
          location,
          found: `\${{ ${expression.trim()} }} within a script`,
          expected: 'no text of the event in it',
          remedy: 'Put it under env: and use the variable, in quotes.',
        })),
    );
  },
};

function scriptsOf({ uses, run, inputs }: StepSource): Located[] {
  const script = uses?.text.startsWith('actions/github-script@') ? inputs.get('script') : undefined;
  return [run, script ?? null].filter((one) => one !== null);
}

function expressionsOf(text: string): string[] {
  return [...text.matchAll(/\$\{\{(.*?)\}\}/gs)].map(([, expression]) => expression ?? '');
}

/** @returns the first key behind each `github`, however it is written. */
function githubKeys(expression: string): string[] {
  const tokens = lex(expression);
  return tokens.flatMap((token, index) => {
    const isContext = token.type === TokenType.IDENTIFIER && token.lexeme.toLowerCase() === 'github';
    if (!isContext || tokens[index - 1]?.type === TokenType.DOT) return [];
    const [next, key, end] = tokens.slice(index + 1, index + 4);
    if (next?.type === TokenType.DOT && key?.type === TokenType.IDENTIFIER) return [key.lexeme.toLowerCase()];
    const isNamed = key?.type === TokenType.STRING && end?.type === TokenType.RIGHT_BRACKET;
    return [next?.type === TokenType.LEFT_BRACKET && isNamed ? String(key.value).toLowerCase() : '*'];
  });
}

function lex(expression: string): Token[] {
  try {
    return new Lexer(expression).lex().tokens;
  } catch {
    // Not an expression at all: the parsers say so.
    return [];
  }
}
