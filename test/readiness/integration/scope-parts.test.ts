import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../action/contract/manifest.ts';
import { partsOfManifest } from '../../../action/readiness/integration/scope-parts.ts';
import { given } from '../../given.ts';

const { labels: _, ...common } = given.manifest().value.workflow;
const parts = (own: Partial<Manifest['workflow']>) =>
  partsOfManifest(given.manifest({ workflow: { ...common, ...own } }).value).map(
    ({ what, name }) => `${what} ${name}`,
  );

describe('what a workflow of each kind has, so that more of it is seen', () => {
  it('is its labels', () => {
    expect(parts({ labels: ['a', 'b'] })).toEqual(
      expect.arrayContaining(['kind classify', 'label a', 'label b']),
    );
  });

  it('is its fields with their types', () => {
    const fields = [{ name: 'total', type: 'amount' as const }];
    expect(parts({ kind: 'extract', fields })).toContain('field of type amount total');
    expect(parts({ kind: 'draft' }).filter((part) => /^(?:label|field)/.test(part))).toEqual([]);
  });
});
