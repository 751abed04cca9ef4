import { describe, expect, it } from 'vitest';
import { assemble, inBytes, inCharacters } from '../../action/reporters/assemble.ts';

const keep = (text: string) => ({ text, optional: false });
const may = (text: string) => ({ text, optional: true });

describe('sections within a limit', () => {
  const sections = [keep('verdict'), may('a'.repeat(100)), may('b'.repeat(100)), keep('footer')];
  const whole = `verdict\n\n${'a'.repeat(100)}\n\n${'b'.repeat(100)}\n\nfooter`;

  it('all stay when they just fit', () => {
    expect(assemble(sections, whole.length, inCharacters)).toBe(whole);
  });

  it('lose the last optional one first when one character is missing', () => {
    const cut = assemble(sections, whole.length - 1, inCharacters);
    expect(cut).toContain('a'.repeat(100));
    expect(cut).not.toContain('b'.repeat(100));
    expect(cut).toContain('left out because of their length');
    expect(cut.length).toBeLessThan(whole.length);
  });

  it('keep verdict and footer when nothing else fits', () => {
    expect(assemble(sections, 150, inCharacters)).toMatch(/^verdict\n\nfooter\n\n\*Some sections/);
  });

  it('cut even what must stay rather than be refused as a whole', () => {
    expect(inCharacters(assemble([keep('x'.repeat(500))], 200, inCharacters))).toBeLessThanOrEqual(200);
  });

  it('are measured in bytes where GitHub counts bytes', () => {
    expect(inBytes('é')).toBe(2);
    expect(inCharacters('é')).toBe(1);
    expect(inCharacters('🛠')).toBe(2);
  });
});
