import { describe, expect, it } from 'vitest';
import { locate, readValue } from '../../action/readiness/reading.ts';
import { given } from '../given.ts';

describe('where a field stands', () => {
  const document = given.manifest({}, { workflow: 4, 'workflow.id': 5, 'users.1': 12 });
  it.each([
    ['workflow.id', 5],
    ['workflow.title', 4],
    ['workflow.labels.3', 4],
    ['users.1.role', 12],
    ['users.0', null],
    ['owner', null],
  ])('of %s is line %s', (field, line) => {
    expect(locate(document, field)).toEqual({ file: 'poc.yaml', line });
  });
});

describe('the value of a reading', () => {
  it('is there only when it was read', () => {
    expect(readValue({ status: 'read', value: 0 })).toBe(0);
    expect(readValue({ status: 'missing', lookedIn: 'x', remedy: '' })).toBeUndefined();
  });
});
