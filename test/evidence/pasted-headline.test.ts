import { describe, expect, it } from 'vitest';
import { HEADLINE_END, HEADLINE_START } from '../../action/contract/words.ts';
import { readPasted } from '../../action/evidence/pasted-headline.ts';
import { aTree } from '../repository-builder.ts';

const read = async (text: string) => {
  const reading = await readPasted(aTree({ 'README.md': text }));
  return reading.status === 'read' ? reading.value : reading.status;
};
const between = (text: string) => `# A\n\n${HEADLINE_START}${text}${HEADLINE_END}\n`;

describe('the headline of the README', () => {
  it.each([
    ['on a line of its own', '\nNet 3.\n'],
    ['between blank lines', '\n\n  Net 3. \n\n'],
    ['on the line of the markers', 'Net 3.'],
    ['with CRLF', '\r\nNet 3.\r\n'],
    ['over two lines', '\nNet\n3.\n'],
    ['with a space that does not break', '\nNet\u00A03.\n'],
  ])('%s is read, with its line', async (_, text) => {
    expect(await read(between(text))).toEqual({ text: 'Net 3.', file: 'README.md', line: 3 });
  });

  it.each([
    ['no marker', '# A\n'],
    ['no end', `# A\n${HEADLINE_START}\nNet 3.\n`],
    ['no start', `# A\nNet 3.\n${HEADLINE_END}\n`],
    ['the end before the start', `${HEADLINE_END}\nNet 3.\n${HEADLINE_START}\n`],
  ])('is none with %s', async (_, text) => {
    expect(await read(text)).toBeNull();
  });

  it('is all that stands between any markers, and once where they agree', async () => {
    const two = (a: string, b: string) => `${between(a)}text\n${between(b)}`;
    expect(await read(two('Net 3.', 'Net 3.'))).toMatchObject({ text: 'Net 3.' });
    expect(await read(two('Net 3.', 'Saves 5M.'))).toMatchObject({ text: 'Net 3. / Saves 5M.', line: 3 });
  });

  it('is empty where nothing is between the markers', async () => {
    expect(await read(between('\n\n'))).toEqual({ text: '', file: 'README.md', line: 3 });
  });

  it('is none without a README, and is not read from one that is no text', async () => {
    expect(await readPasted(aTree({}))).toEqual({ status: 'read', value: null });
    expect(await readPasted(aTree({ 'README.md': new Uint8Array([0xff, 0xfe, 0x41]) }))).toMatchObject({
      status: 'invalid',
    });
  });
});
