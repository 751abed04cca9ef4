import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { LABELS } from '../src/labels.ts';

it('the labels in src/labels.ts are those of poc.yaml', () => {
  const manifest = parse(readFileSync(new URL('../poc.yaml', import.meta.url), 'utf8'));
  expect([...LABELS]).toEqual(manifest.workflow.labels);
});
