import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { TemplateData } from '../../generator/answers.ts';
import { render } from '../../generator/render.ts';
import { ANSWERS, TODAY } from './test-desk.ts';

const DATA: TemplateData = {
  ...ANSWERS,
  parts: [],
  today: TODAY,
  version: '0.1.0',
  dependency: 'file:.github/actions/poc-gate',
  actionUses: './.github/actions/poc-gate',
  vendored: true,
};
/** What GitHub fills in, not we. Joined, or it would look like a template string. */
const github = (expression: string): string => ['$', '{{ ', expression, ' }}'].join('');
const filled = (template: string, data: TemplateData = DATA) => render(template, data, 'a.md');

describe('a template', () => {
  it('is filled in without escaping, since it is not HTML', () => {
    expect(filled('{{workflow}} {{realCase}}')).toBe(`${ANSWERS.workflow} ${ANSWERS.realCase}`);
  });

  it.each([
    ['text', '{{yaml workflow}}', ANSWERS.workflow],
    ['quotes', '{{yaml owner}}', ANSWERS.owner],
    ['a list', '{{yaml labels}}', ANSWERS.labels],
    ['nothing', '{{yaml minutes}}', null],
    ['a switch', '{{yaml vendored}}', true],
  ])('gives %s to YAML and JSON as it is', (_, template, value) => {
    const data = { ...DATA, minutes: null };
    expect(parse(`key: ${filled(template, data)}`)).toEqual({ key: value });
    expect(JSON.parse(filled(template.replace('yaml', 'json'), data))).toEqual(value);
  });

  it('keeps every GitHub expression that is written with a backslash', () => {
    const template = 'a: $\\{{ secrets.A }}-$\\{{ github.ref }}\nb: {{name}} $\\{{ env.B }}';
    expect(filled(template)).toBe(
      `a: ${github('secrets.A')}-${github('github.ref')}\nb: mail-triage ${github('env.B')}`,
    );
  });

  it('with a GitHub expression that Handlebars would eat is refused', () => {
    expect(() => filled(`name: ${github('name')}`)).toThrow(
      'a.md: found ${{, which Handlebars would eat; expected $\\{{.',
    );
  });

  it.each([
    ['{{worklfow}}'],
    ['{{yaml worklfow}}'],
    ['{{json worklfow}}'],
    ['{{#if worklfow}}x{{/if}}'],
    ['{{#each labls}}{{this}}{{/each}}'],
    ['{{#each labels}}{{../worklfow}}{{/each}}'],
    ['{{#each labels}}{{this.typo}}{{/each}}'],
    ['{{#each labels}}{{yaml this.typo}}{{/each}}'],
    ['{{yaml}}'],
    ['{{#if'],
  ])('with a name that nobody fills in is refused: %s', (template) => {
    expect(() => filled(template)).toThrow('a.md: ');
  });

  it('may ask whether an answer was given', () => {
    const template = '{{#if minutes}}{{minutes}} minutes{{else}}no guess{{/if}}';
    expect(filled(template)).toBe('6 minutes');
    expect(filled(template, { ...DATA, minutes: null })).toBe('no guess');
  });

  it('reads nothing in an answer as a template', () => {
    const workflow = `{{owner}} ${github('secrets.A')}`;
    expect(filled('{{workflow}}', { ...DATA, workflow })).toBe(workflow);
  });
});
