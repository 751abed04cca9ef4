import { describe, expect, it } from 'vitest';
import { nextStage, stagesBetween } from '../../action/contract/stage.ts';

describe('the stages of a POC', () => {
  it.each([
    ['explore', 'explore', 0],
    ['explore', 'pilot', 1],
    ['explore', 'production', 2],
    ['pilot', 'explore', -1],
    ['pilot', 'production', 1],
    ['production', 'explore', -2],
  ] as const)('from %s to %s are %i apart', (from, to, expected) => {
    expect(stagesBetween(from, to)).toBe(expected);
  });

  it.each([
    ['explore', 'pilot'],
    ['pilot', 'production'],
    ['production', undefined],
  ] as const)('have after %s: %s', (current, next) => {
    expect(nextStage(current)).toBe(next);
  });
});
