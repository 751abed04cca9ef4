import { describe, expect, it } from 'vitest';
import { type WorkflowKind, workflow } from '../../action/contract/workflow.ts';
import { given } from '../given.ts';

const { labels, ...common } = given.manifest().value.workflow;
const total = { name: 'total', type: 'amount' };

/** What is wrong with a workflow of a kind, as `field: message`. */
function problems(kind: WorkflowKind, own: object): string[] {
  const { error } = workflow.safeParse({ ...common, kind, ...own });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('a workflow', () => {
  it.each<[WorkflowKind, object]>([
    ['classify', { labels }],
    ['extract', { fields: [total] }],
    ['extract', { fields: [total, { name: 'due_on', type: 'date' }, { name: 'Lines2', type: 'integer' }] }],
    ['draft', {}],
  ])('of the kind %s has %j', (kind, own) => {
    expect(problems(kind, own)).toEqual([]);
  });

  it.each<[WorkflowKind, object, string]>([
    ['classify', {}, 'labels: expected two labels or more, since kind is classify'],
    ['classify', { labels, fields: [total] }, 'fields: expected no fields, since kind is classify'],
    ['extract', {}, 'fields: expected one field or more, since kind is extract'],
    ['extract', { labels, fields: [total] }, 'labels: expected no labels, since kind is extract'],
    ['draft', { labels }, 'labels: expected no labels, since kind is draft'],
    ['draft', { fields: [total] }, 'fields: expected no fields, since kind is draft'],
    ['extract', { fields: [total, total] }, 'fields: expected each field once'],
    [
      'extract',
      { fields: [{ ...total, name: 'toString' }] },
      'fields.0.name: expected another name: every JavaScript object has this one',
    ],
  ])('of the kind %s with %j is refused: %s', (kind, own, says) => {
    expect(problems(kind, own)).toEqual([says]);
  });

  it.each([
    ['fields', []],
    ['fields.0.name', [{ name: 'due on', type: 'date' }]],
    ['fields.0.type', [{ name: 'a', type: 'money' }]],
    ['fields.0', [{ ...total, unit: 'EUR' }]],
  ])('that extracts is refused at %s for %j', (place, fields) => {
    expect(problems('extract', { fields })).toEqual([expect.stringMatching(`^${place}: `)]);
  });
});
