import { describe, expect, it } from 'vitest';
import { yetToCome } from '../../action/readiness/clock.ts';
import { sameName } from '../../action/readiness/names.ts';
import { isPlaceholder } from '../../action/readiness/placeholder.ts';
import { given } from '../given.ts';

describe('a placeholder', () => {
  it.each([
    'TODO',
    'to do',
    'TODO: ask Ann',
    'tbd',
    'TBA.',
    'xxx',
    'n/a',
    'N/A',
    'none',
    'unknown',
    '?',
    '???',
    '...',
    '…',
    '-',
    '<unit>',
    '[unit]',
    'example',
    'placeholder',
    'fill in',
    'Fill this in',
    'to be filled in',
    'change me',
    '',
    '  ',
  ])('is “%s”', (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });

  it.each([
    'Filled order',
    'Fill in an expense report',
    'one to-do item',
    'to do list entry',
    'an unknown caller',
    'non-delivery',
    'example invoice',
    'x-ray',
    'message <-> ticket',
  ])('is not “%s”', (text) => {
    expect(isPlaceholder(text)).toBe(false);
  });
});

describe('one name', () => {
  it.each([
    ['Ann', 'ann'],
    [' Ann', 'Ann '],
    ['@ann', 'ANN'],
    ['Ann  Lee', 'ann lee'],
    ['Ａnn', 'Ann'],
  ])('is “%s” and “%s”', (a, b) => {
    expect(sameName(a, b)).toBe(true);
  });

  it.each([
    ['ann', 'anna'],
    ['Ann Lee', 'AnnLee'],
    ['ann@', '@ann'],
  ])('is not “%s” and “%s”', (a, b) => {
    expect(sameName(a, b)).toBe(false);
  });
});

describe('a moment that is yet to come', () => {
  it.each([
    ['2026-11-20T11:00:00Z', false],
    ['2026-11-20T12:10:00Z', false],
    ['2026-11-20T12:10:01Z', true],
    ['2026-11-20T13:05:00+01:00', false],
    ['', true],
    ['soon', true],
  ])('at noon is “%s”: %s', (moment, expected) => {
    expect(yetToCome(moment, given.now)).toBe(expected);
  });
});
