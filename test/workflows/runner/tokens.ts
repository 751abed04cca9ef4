import {
  isBasicExpression,
  isBoolean,
  isMapping,
  isNumber,
  isSequence,
  isString,
} from '@actions/workflow-parser';
import type { MappingToken } from '@actions/workflow-parser/templates/tokens/mapping-token';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token';
import { blockText, isBlock } from './block-text.ts';
import { evaluateText, evaluateValue, type Scope } from './expression.ts';
import type { Json } from './json.ts';

/** @returns a part of a workflow with its expressions evaluated; null for what is not there. */
export function tokenValue(token: TemplateToken | null | undefined, scope: Scope): Json {
  if (!token) return null;
  if (isBasicExpression(token))
    return isBlock(token) ? blockText(token, scope) : evaluateValue(token.expression, scope);
  if (isString(token) || isNumber(token) || isBoolean(token)) return token.value;
  if (isSequence(token)) return [...token].map((item) => tokenValue(item, scope));
  return isMapping(token) ? Object.fromEntries(mappingEntries(token, scope, tokenValue)) : null;
}

/** @returns a scalar of a workflow as text; the empty string for what is not there. */
export function tokenText(token: TemplateToken | null | undefined, scope: Scope): string {
  if (!token) return '';
  if (isBasicExpression(token))
    return isBlock(token) ? blockText(token, scope) : evaluateText(token.expression, scope);
  const value = tokenValue(token, scope);
  return value === null ? '' : String(value);
}

/** @returns a flat mapping such as `env:` or `with:` as texts. */
export function tokenTexts(token: MappingToken | null, scope: Scope): Record<string, string> {
  return token === null ? {} : Object.fromEntries(mappingEntries(token, scope, tokenText));
}

function mappingEntries<T>(
  token: MappingToken,
  scope: Scope,
  read: (value: TemplateToken, scope: Scope) => T,
): [string, T][] {
  return [...token].map(({ key, value }) => [tokenText(key, scope), read(value, scope)]);
}
