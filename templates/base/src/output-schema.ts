import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { answer } from './answer.ts';

export const OUTPUT_SCHEMA_FILE = new URL('./output.schema.json', import.meta.url);

/** @returns the output contract as JSON Schema (draft 2020-12), as the gate reads it. A test keeps the file equal. */
export const outputSchema = (): string => `${JSON.stringify(z.toJSONSchema(answer), null, 2)}\n`;

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(OUTPUT_SCHEMA_FILE, outputSchema());
