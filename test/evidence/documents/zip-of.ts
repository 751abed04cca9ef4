import { crc32, deflateRawSync } from 'node:zlib';

/** An entry to put into a zip; what is not told is as it should be. */
export type Packed = {
  name: string;
  content: string | Uint8Array;
  /** 0 unless told. */
  method?: number;
  packed?: Uint8Array;
  /** Figures of the directory that lie. */
  size?: number;
  crc?: number;
  flags?: number;
  offset?: number;
};

/** Makes a zip, right or wrong. */
export function zipOf(entries: readonly Packed[], comment = ''): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { header, bytes, figures } = parts(entry);
    const start = Buffer.alloc(30);
    start.writeUInt32LE(0x04034b50, 0);
    figures.copy(start, 6, 8);
    start.writeUInt16LE(header.length, 26);
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    figures.copy(record, 8, 8);
    figures.copy(record, 10, 10);
    figures.copy(record, 16, 16, 28);
    record.writeUInt16LE(header.length, 28);
    record.writeUInt32LE(entry.offset ?? offset, 42);
    local.push(start, header, bytes);
    central.push(record, header);
    offset += start.length + header.length + bytes.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...local, directory, end, Buffer.from(comment)]);
}

function parts(entry: Packed): { header: Buffer; bytes: Buffer; figures: Buffer } {
  const content = Buffer.from(entry.content);
  const method = entry.method ?? 0;
  const bytes = Buffer.from(entry.packed ?? (method === 8 ? deflateRawSync(content) : content));
  const figures = Buffer.alloc(28);
  figures.writeUInt16LE(entry.flags ?? 0, 8);
  figures.writeUInt16LE(method, 10);
  figures.writeUInt32LE(entry.crc ?? crc32(content), 16);
  figures.writeUInt32LE(bytes.length, 20);
  figures.writeUInt32LE(entry.size ?? content.length, 24);
  return { header: Buffer.from(entry.name), bytes, figures };
}

const WINDOW_OF_1_MB = 10 << 3;

type ZstdBlock = { raw: Uint8Array } | { byte: number; times: number };

/** A zstd frame of blocks that are stored, or one byte repeated: all that can be made without a compressor. */
export function zstdFrame(blocks: readonly ZstdBlock[], window = WINDOW_OF_1_MB): Buffer {
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, window]);
  const bodies = blocks.map((block, i) => {
    const last = i === blocks.length - 1 ? 1 : 0;
    const [type, size] = 'raw' in block ? [0, block.raw.length] : [1, block.times];
    const start = Buffer.alloc(3);
    start.writeUIntLE((size << 3) | (type << 1) | last, 0, 3);
    return Buffer.concat([start, 'raw' in block ? block.raw : Buffer.from([block.byte])]);
  });
  return Buffer.concat([header, ...bodies]);
}
