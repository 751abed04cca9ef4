import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';
import { type Token, TokenType } from '@actions/expressions/lexer';
import { truthy } from '@actions/expressions/result';
import type { Json, JsonObject } from './json.ts';

/** Everything that an expression may name: contexts by name, and functions beside the built-in ones. */
export type Scope = { contexts: JsonObject; functions: FunctionDefinition[] };

/** @returns what an expression without its `${{ }}` comes to. Throws the language's own error when it is wrong. */
export function evaluateValue(expression: string, scope: Scope): Json {
  return JSON.parse(JSON.stringify(evaluate(expression, scope), data.replacer));
}

/** @returns the same as the text that GitHub would put in its place: `null` is empty, `true` is `true`. */
export function evaluateText(expression: string, scope: Scope): string {
  return evaluate(expression, scope).coerceString();
}

/** @returns whether an `if:` holds. */
export function evaluateCondition(expression: string, scope: Scope): boolean {
  return truthy(evaluate(expression, scope));
}

function evaluate(expression: string, scope: Scope): data.ExpressionData {
  const tokens = new Lexer(expression).lex().tokens.map(withAllQuotes);
  const tree = new Parser(tokens, Object.keys(scope.contexts), scope.functions).parse();
  const functions = new Map(scope.functions.map((one) => [one.name.toLowerCase(), one]));
  return new Evaluator(tree, dictionary(scope.contexts), functions).evaluate();
}

/**
 * The package's lexer turns only the first doubled quote of a string back into one (seen in 0.3.61), which
 * breaks every script with an expression and two quotes. GitHub itself turns back all of them.
 */
function withAllQuotes(token: Token): Token {
  if (token.type !== TokenType.STRING) return token;
  return { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") };
}

function dictionary(contexts: JsonObject): data.Dictionary {
  const pairs = Object.entries(contexts).map(([key, value]) => ({ key, value: expressionData(value) }));
  return new data.Dictionary(...pairs);
}

function expressionData(value: Json): data.ExpressionData {
  return JSON.parse(JSON.stringify(value), data.reviver);
}
