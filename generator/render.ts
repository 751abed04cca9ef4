import Handlebars from 'handlebars/dist/handlebars.min.js';
import type { TemplateData } from './answers.ts';

/** `["a", "b"]`: JSON on one line, which is YAML too. */
function quotedValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(quotedValue).join(', ')}]`;
  const written = JSON.stringify(value);
  if (written === undefined) throw new Error('a helper was given no value');
  return written;
}

const engine = Handlebars.create();
engine.registerHelper('yaml', (value: unknown) => quotedValue(value));
engine.registerHelper('json', (value: unknown) => quotedValue(value));

/** Handlebars is strict about `{{name}}` but lets `{{yaml name}}` and `{{#if name}}` pass when there is no such name. */
function known(data: TemplateData): TemplateData {
  return new Proxy(data, {
    get(all, name, receiver) {
      if (typeof name === 'string' && !Object.hasOwn(all, name))
        throw new Error(`"${name}" is not a name to fill in`);
      return Reflect.get(all, name, receiver);
    },
  });
}

/**
 * Fills a template in. Nothing is escaped: the files are not HTML.
 *
 * @param path named in errors
 * @throws Error on a name that {@link TemplateData} does not have, and on a GitHub expression that Handlebars
 *   would take for its own
 */
export function render(template: string, data: TemplateData, path: string): string {
  if (template.includes('${{')) {
    throw new Error(
      `${path}: found \${{, which Handlebars would eat; expected $\\{{. Write $\\{{ secrets.X }}.`,
    );
  }
  try {
    return engine.compile(template, { noEscape: true, strict: true })(known(data));
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
