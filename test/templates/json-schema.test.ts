import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ANSWER_SETS, renderKind, textOf } from './render-kind.ts';

const REFERENCE = /^# yaml-language-server: \$schema=(\S+)\n/;
const PACKAGE = 'node_modules/create-poc/';

const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);

/** The schema that an editor would load for a file: by the path on its first line, from the file's own folder. */
function schemaFor(path: string, text: string): object {
  const [, reference = ''] = REFERENCE.exec(text) ?? [];
  const inPackage = posix.join(posix.dirname(path), reference);
  expect(inPackage.startsWith(PACKAGE), `${path} names a schema of the package`).toBe(true);
  const file = new URL(`../../${inPackage.slice(PACKAGE.length)}`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as object;
}

describe.each(ANSWER_SETS)('the YAML files of a made repository (%s answers)', (_, data) => {
  it('are valid by the JSON Schema that their first line names', async () => {
    const files = await renderKind(data);
    const others = ['eval/slices.yaml', 'pnpm-workspace.yaml'];
    const own = [...files.keys()].filter((path) => path.endsWith('.yaml') && !others.includes(path));
    expect(own.sort()).toEqual([
      'baseline.yaml',
      'poc.yaml',
      'policy/access.yaml',
      'policy/data.yaml',
      'policy/kill.yaml',
      'policy/limits.yaml',
      'policy/owners.yaml',
      'policy/prices.yaml',
      'policy/signals.yaml',
      'policy/suppressions.yaml',
      'policy/thresholds.yaml',
      'policy/waivers.yaml',
    ]);
    for (const path of own) {
      const text = textOf(files, path);
      const validate = ajv.compile(schemaFor(path, text));
      expect(validate(parse(text)), `${path}: ${ajv.errorsText(validate.errors)}`).toBe(true);
    }
  });

  it('are so too where they are an example in comments, once the comments are taken away', async () => {
    const text = textOf(await renderKind(data), 'eval/slices.yaml');
    const example = text.slice(text.indexOf('\n#\n') + 3).replace(/^# ?/gm, '');
    const validate = ajv.compile(schemaFor('eval/slices.yaml', text));
    expect(validate(parse(example)), ajv.errorsText(validate.errors)).toBe(true);
    expect(validate(parse(example.replace(/share: [\d.]+/, 'share: 70')))).toBe(false);
  });

  it('are not when a key is misspelt', async () => {
    const text = textOf(await renderKind(data), 'poc.yaml');
    const validate = ajv.compile(schemaFor('poc.yaml', text));
    expect(validate(parse(text.replace(/^owner:/m, 'ownr:')))).toBe(false);
  });
});
