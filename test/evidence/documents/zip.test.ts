import * as zlib from 'node:zlib';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sourceOfBytes } from '../../../action/evidence/documents/source.ts';
import { readZip } from '../../../action/evidence/documents/zip.ts';
import { founds, readDocument } from './read-document.ts';
import { type Packed, zipOf, zstdFrame } from './zip-of.ts';

const SAMPLES = (name: string) => name.startsWith('samples/');
const MB = 1024 * 1024;

const log = (methods: Partial<Packed> = {}): Packed[] => [
  { name: 'header.json', content: '{"eval":{"task":"t"},"status":"success"}', ...methods },
  { name: 'samples/1_epoch_1.json', content: '{"id":1,"value":NaN}', ...methods },
  { name: 'samples/2_epoch_1.json', content: '{"id":"é"}', ...methods },
];

const zstd = (content: string): Partial<Packed> => ({
  method: 93,
  packed: zstdFrame([{ raw: Buffer.from(content.slice(0, 5)) }, { raw: Buffer.from(content.slice(5)) }]),
});

const readAll = async (bytes: Buffer) => {
  const read = await readZip(sourceOfBytes('x', bytes));
  if ('fault' in read) return read.fault.found;
  return Promise.all(
    read.zip.entries.map(async (entry) => {
      const content = await read.zip.read(entry);
      return 'bytes' in content ? Buffer.from(content.bytes).toString() : content.fault.found;
    }),
  );
};

describe('a zip of JSON', () => {
  it.each([
    ['stored', log()],
    ['deflated', log({ method: 8 })],
    ['in zstd', log().map((entry) => ({ ...entry, ...zstd(String(entry.content)) }))],
  ])('gives its header and the entries that a reader chooses, %s', async (_, entries) => {
    const { head, elements, places, paths, faults, ended } = await readDocument(zipOf(entries), SAMPLES);
    expect(head).toEqual({
      kind: 'zip',
      entries: ['header.json', 'samples/1_epoch_1.json', 'samples/2_epoch_1.json'],
      header: { eval: { task: 't' }, status: 'success' },
    });
    expect(elements).toEqual([{ id: 1, value: null }, { id: 'é' }]);
    expect(places.map(({ row }) => row)).toEqual([1, 2]);
    expect(paths).toEqual(['samples/1_epoch_1.json', 'samples/2_epoch_1.json']);
    expect(faults).toEqual([]);
    expect(ended).toBe(true);
  });

  it('of a run that crashed has the header of its journal', async () => {
    const zip = zipOf([{ name: '_journal/start.json', content: '{"version":2}' }]);
    expect((await readDocument(zip)).head).toMatchObject({ header: { version: 2 } });
  });

  it('without a header has none, and one that is not JSON is a fault', async () => {
    expect((await readDocument(zipOf([]))).head).toEqual({ kind: 'zip', entries: [], header: null });
    const { head, faults } = await readDocument(zipOf([{ name: 'header.json', content: '{' }]), SAMPLES);
    expect(head).toMatchObject({ header: null });
    expect(founds({ faults } as never)).toEqual(['an entry "header.json" that is not JSON']);
  });

  it.each([
    ['that is not JSON', { content: '{"id":' }, 'that is not JSON'],
    ['that is not UTF-8', { content: Buffer.from([0x22, 0xe9, 0x22]) }, 'not UTF-8 in the entry'],
    ['that is encrypted', { content: '{}', flags: 1 }, 'an encrypted entry'],
    ['packed in another way', { content: '{}', method: 12 }, 'packed by method 12'],
    ['with a wrong checksum', { content: '{}', crc: 1 }, 'a wrong checksum'],
    ['shorter than it says', { content: '{}', size: 3 }, 'another length'],
    ['longer than it says', { content: '{}'.repeat(9), method: 8, size: 2 }, 'more than its directory says'],
    ['of damaged deflate', { content: '{}', method: 8, packed: Buffer.from('nonsense') }, 'damaged'],
    ['of damaged zstd', { content: '{}', method: 93, packed: Buffer.from('nonsense') }, 'damaged'],
    ['of no zstd', { content: '{}', method: 93, packed: Buffer.alloc(0) }, 'another length'],
  ])('reads what stands beside an entry %s', async (_, entry, found) => {
    const entries = [{ name: 'samples/0', content: '{"id":0}' }, { name: 'samples/x', ...entry }, ...log()];
    const { elements, faults } = await readDocument(zipOf(entries), SAMPLES);
    expect(elements).toHaveLength(3);
    expect(faults).toMatchObject([{ place: { row: 2 } }]);
    expect(faults[0]?.found).toContain(found);
  });

  it('keeps names as text, and leaves folders out', async () => {
    const entries = ['../../etc/passwd', '__proto__', 'folder/', 'constructor'].map((name) => ({
      name,
      content: '1',
    }));
    const { head, paths } = await readDocument(zipOf(entries), () => true);
    expect(head).toMatchObject({ entries: ['../../etc/passwd', '__proto__', 'constructor'] });
    expect(paths).toEqual(['../../etc/passwd', '__proto__', 'constructor']);
  });
});

describe('a zip', () => {
  it('may end with a comment, also one that looks like its end', async () => {
    const entries = [{ name: 'a', content: 'x' }];
    expect(await readAll(zipOf(entries, 'a comment'))).toEqual(['x']);
    expect(await readAll(zipOf(entries, `PK\u0005\u0006${'\0'.repeat(18)}.`))).toEqual(['x']);
  });

  it('cut anywhere is not read', async () => {
    const whole = zipOf(log({ method: 8 }));
    for (let end = 0; end < whole.length; end += 1) {
      const { elements, faults } = await readDocument(whole.subarray(0, end), SAMPLES);
      expect([elements, faults.length], `cut at ${end}`).toEqual([[], 1]);
    }
  });

  it('with any byte changed says so, or gives the right bytes', async () => {
    const whole = zipOf(log({ method: 8 }));
    const right = (await readAll(whole)) as string[];
    for (let at = 0; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] as number) ^ 0xff;
      const read = await readAll(changed);
      const wrong = typeof read === 'string' ? [] : read.filter((text) => !right.includes(text));
      for (const text of wrong) expect(text, `changed at ${at}`).toMatch(/entry/);
    }
  });

  it('with two entries of a name, or that share bytes, is not read', async () => {
    expect(
      await readAll(
        zipOf([
          { name: 'a', content: '1' },
          { name: 'a', content: '2' },
        ]),
      ),
    ).toBe('a zip with two entries "a"');
    expect(
      await readAll(
        zipOf([
          { name: 'a', content: '1' },
          { name: 'b', content: '2', offset: 0 },
        ]),
      ),
    ).toBe('a zip in which "a" overlaps another entry');
  });

  it('of more than 4 GB is refused with the reason', async () => {
    expect(await readAll(zipOf([{ name: 'a', content: '1', size: 0xffffffff }]))).toBe(
      'a zip in the zip64 format',
    );
  });

  it('that says that it unpacks to 300 times its size is not unpacked', async () => {
    const packed = deflateRawSync(Buffer.alloc(100 * MB));
    const bomb = zipOf([{ name: 'samples/a', content: '', method: 8, packed, size: 100 * MB }]);
    const { elements, faults } = await readDocument(bomb, SAMPLES);
    expect(elements).toEqual([]);
    expect(faults[0]?.found).toMatch(/^a zip of \d+ bytes that unpacks to 104857600$/);
  });

  it('of an entry over the limit says so, but for who asks for more', async () => {
    const zip = zipOf([{ name: 'samples/a', content: '"abc"' }]);
    expect((await readDocument(zip, SAMPLES, { element: 5 })).elements).toEqual(['abc']);
    const { elements, faults } = await readDocument(zip, SAMPLES, { element: 4 });
    expect([elements, founds({ faults } as never)]).toEqual([[], ['an entry "samples/a" of 5 bytes']]);
  });
});

describe('a bomb', () => {
  const bomb = (packed: Buffer): Buffer => zipOf([{ name: 'samples/a', content: '{}', method: 93, packed }]);
  const runs = (count: number) => Array.from({ length: count }, () => ({ byte: 0x20, times: 128 * 1024 }));

  it('of deflate that says that it is small stops at what it said', async () => {
    const packed = deflateRawSync(Buffer.alloc(300 * MB));
    const zip = zipOf([{ name: 'samples/a', content: '{}', method: 8, packed }]);
    const before = process.memoryUsage().rss;
    expect(founds(await readDocument(zip, SAMPLES))[0]).toContain('more than its directory says');
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MB);
  });

  it('of zstd that says that it is small stops at what it said', async () => {
    const before = process.memoryUsage().rss;
    expect(founds(await readDocument(bomb(zstdFrame(runs(8_000))), SAMPLES))[0]).toContain(
      'more than its directory says',
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MB);
  });

  it('of a zstd window of 1 GB asks for no memory', async () => {
    const before = process.memoryUsage().arrayBuffers;
    expect(founds(await readDocument(bomb(zstdFrame(runs(1), 20 << 3)), SAMPLES))[0]).toContain('damaged');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * MB);
  });
});

describe('zstd', () => {
  const compress = (zlib as { zstdCompressSync?: (bytes: Buffer) => Buffer }).zstdCompressSync;
  const content = JSON.stringify(Array.from({ length: 5_000 }, (_, i) => ({ id: i, text: `case ${i % 7}` })));

  it.runIf(compress !== undefined)('of a real compressor is read, in several frames too', async () => {
    const half = Math.floor(content.length / 2);
    const frames = [content.slice(0, half), content.slice(half)].map((text) => compress?.(Buffer.from(text)));
    const packed = [compress?.(Buffer.from(content)), Buffer.concat(frames as Buffer[])];
    for (const bytes of packed) {
      const zip = zipOf([{ name: 'a', content, method: 93, packed: bytes as Buffer }]);
      expect(await readAll(zip)).toEqual([content]);
    }
  });

  it('of several frames, with one to be skipped between them, is read', async () => {
    const skipped = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
    const frame = (text: string) => zstdFrame([{ raw: Buffer.from(text) }]);
    const packed = Buffer.concat([
      frame('{"a'),
      skipped,
      frame('":1}'),
      zstdFrame([{ byte: 0x20, times: 9 }]),
    ]);
    expect(
      await readAll(zipOf([{ name: 'a', content: `{"a":1}${' '.repeat(9)}`, method: 93, packed }])),
    ).toEqual([`{"a":1}${' '.repeat(9)}`]);
  });

  it('cut anywhere is damaged', async () => {
    const whole = zstdFrame([{ raw: Buffer.from('{"a":1}') }, { byte: 0x20, times: 9 }]);
    for (let end = 0; end < whole.length; end += 1) {
      const zip = zipOf([
        { name: 'a', content: `{"a":1}${' '.repeat(9)}`, method: 93, packed: whole.subarray(0, end) },
      ]);
      expect(String(await readAll(zip)), `cut at ${end}`).toMatch(/damaged|another length/);
    }
  });
});
