import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { UnusableFile } from './jsonl.ts';

/** @returns what a YAML file holds, checked. @throws UnusableFile with the line and the field */
export function readYaml<T>(file: string, shape: z.ZodType<T>): T {
  const name = relative(process.cwd(), file);
  const lines = new LineCounter();
  const document = parseDocument(textOf(file, name), { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const place = `${name}:${lines.linePos(broken.pos[0]).line}`;
    throw new UnusableFile(`${place}: found ${broken.code}; expected YAML. Mend this line.`);
  }
  const read = shape.safeParse(document.toJS());
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = issue?.path ?? [];
  const node = document.getIn(path, true) as { range?: [number] } | undefined;
  const place = node?.range ? `${name}:${lines.linePos(node.range[0]).line}` : name;
  throw new UnusableFile(
    `${place}: found ${path.join('.') || 'the file'} that is not usable (${issue?.message}); expected what the schema on its first line says. Mend it.`,
  );
}

function textOf(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UnusableFile(
      `${name}: found ${(error as NodeJS.ErrnoException).code}; expected a file. Take it from the history: git checkout -- ${name}.`,
    );
  }
}
