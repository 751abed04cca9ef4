import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { slug, text } from '../../action/contract/fields.ts';
import { describeProblem } from '../../action/contract/problem.ts';
import { refusal } from '../refusal.ts';

export const PART_FILE = 'part.json';

const exact = z.string().regex(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/, {
  error: 'expected an exact version, such as 3.2.1',
});
const checkId = z.string().regex(/^[a-z]+\/[a-z0-9-]+$/, {
  error: 'expected the id of a check, such as errors/dependency-failure',
});

const lines = {
  dependencies: z.record(text, exact).default({}),
  devDependencies: z.record(text, exact).default({}),
  scripts: z.record(text, text).default({}),
};

/** `kinds/KIND/kind.json`: what a kind of workflow adds to `package.json`. */
export const kindFile = z.strictObject(lines);
export type PackageLines = z.infer<typeof kindFile>;

/** `parts/PART/part.json`: what a part is, and what it adds beside its files. */
export const partFile = z.strictObject({
  title: text,
  summary: text,
  order: z.int().describe('Its place around the model: the lowest is outermost.'),
  default: z.boolean().default(true).describe('Does it come along where nobody chose any?'),
  runtime: z.boolean().describe('Does it stand around the model, by a function of src/PART/part.ts?'),
  needs: z.array(slug).default([]),
  proves: z.array(checkId).default([]),
  ...lines,
  next: z.array(text).default([]).describe('What to do once it is there, a line each.'),
});
export type PartFile = z.infer<typeof partFile>;

/**
 * Reads a file that describes templates.
 *
 * @param shown its path in messages
 * @throws Error with every problem in three parts; the package is then at fault, and nobody who uses it
 */
export function readDescription<S extends z.ZodType>(path: string, shown: string, schema: S): z.infer<S> {
  const parsed = schema.safeParse(jsonOf(path, shown));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path: field, message }) => {
    const expected = message.replace(/^expected /, '');
    const problem = refusal(shown, 'something else', expected, `Mend it in ${shown}.`);
    return describeProblem({ ...problem, field: field.join('.') });
  });
  throw new Error(problems.join('\n'));
}

function jsonOf(path: string, shown: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const found = error instanceof SyntaxError ? 'text that is not JSON' : 'no file that can be read';
    throw new Error(describeProblem(refusal(shown, found, 'a JSON object', `Mend ${shown}.`)));
  }
}
