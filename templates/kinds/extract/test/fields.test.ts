import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { FIELDS } from '../src/fields.ts';

it('the fields in src/fields.ts are those of poc.yaml', () => {
  const manifest = parse(readFileSync(new URL('../poc.yaml', import.meta.url), 'utf8'));
  expect(Object.entries(FIELDS).map(([name, type]) => ({ name, type }))).toEqual(manifest.workflow.fields);
});
