import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LanguageModelMiddleware } from 'ai';
import { z } from 'zod';
import { UnusableFile } from '../jsonl.ts';
import type { Asked } from './key.ts';

/** What a model gives back, as the AI SDK has it. */
export type Generated = Awaited<ReturnType<NonNullable<LanguageModelMiddleware['wrapGenerate']>>>;

/** One recorded answer. Neither the request nor any header is kept: the first holds the item, the others keys. */
const recording = z.strictObject({
  version: z.literal(1),
  recorded_at: z.iso.datetime(),
  provider: z.string(),
  model: z.string(),
  response: z.strictObject({ id: z.string().nullable(), model: z.string().nullable() }),
  usage: z.looseObject({}),
  finish_reason: z.looseObject({}),
  content: z.array(z.looseObject({ type: z.string() })),
  provider_metadata: z.looseObject({}).nullable(),
});
type Recording = z.infer<typeof recording>;

const fileOf = (folder: string, key: string): string => join(folder, `${key}.json`);

/** Keeps an answer, whole or not at all, in place of the one that was there. */
export function writeRecording(
  folder: string,
  key: string,
  { provider, modelId }: Asked,
  { content, usage, finishReason, response, providerMetadata }: Generated,
  now = new Date(),
): void {
  const kept = {
    version: 1,
    recorded_at: now.toISOString(),
    provider,
    model: modelId,
    response: { id: response?.id ?? null, model: response?.modelId ?? null },
    usage,
    finish_reason: finishReason,
    content,
    provider_metadata: providerMetadata ?? null,
  };
  mkdirSync(folder, { recursive: true });
  const part = `${fileOf(folder, key)}.${process.pid}.part`;
  writeFileSync(part, `${JSON.stringify(kept, null, 2)}\n`);
  renameSync(part, fileOf(folder, key));
}

/** @returns the answer that was kept, or `null` where there is none. @throws UnusableFile */
export function readRecording(folder: string, key: string): Generated | null {
  const file = fileOf(folder, key);
  if (!existsSync(file)) return null;
  const read = parse(file);
  const { content, usage, finish_reason, response, provider_metadata } = read;
  return {
    // Checked as far as this file goes; the AI SDK checks what is in it, as it does with a live answer.
    ...({ content, usage, finishReason: finish_reason } as unknown as Generated),
    warnings: [],
    response: {
      ...(response.id === null ? {} : { id: response.id }),
      ...(response.model === null ? {} : { modelId: response.model }),
      timestamp: new Date(read.recorded_at),
    },
    ...(provider_metadata === null
      ? {}
      : { providerMetadata: provider_metadata as NonNullable<Generated['providerMetadata']> }),
  };
}

function parse(file: string): Recording {
  try {
    return recording.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const where = error instanceof z.ZodError ? error.issues[0]?.path.join('.') || 'the file' : 'its JSON';
    throw new UnusableFile(
      `${file}: found ${where} that is not usable; expected a recording. Record it again: POC_REPLAY=record.`,
    );
  }
}

/** @returns the error for a request that nobody recorded. It names the key, and never what was asked. */
export const missing = (folder: string, key: string, asked: string): UnusableFile =>
  new UnusableFile(
    `${fileOf(folder, key)}: found no recording of this request to ${asked}; expected one, because POC_REPLAY is replay. The item, the prompt or the schema has changed since: record it with POC_REPLAY=record, or unset POC_REPLAY.`,
  );
