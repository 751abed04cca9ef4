/// <reference types="vite/client" />
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { access } from '../action/contract/access.ts';
import { baseline } from '../action/contract/baseline.ts';
import { confidence } from '../action/contract/confidence.ts';
import { dataRegister } from '../action/contract/data-register.ts';
import { driftReport } from '../action/contract/drift-report.ts';
import { drills } from '../action/contract/drills.ts';
import { seed } from '../action/contract/eligible.ts';
import { evalCase } from '../action/contract/eval-case.ts';
import { evalRow, evalRun } from '../action/contract/eval-run.ts';
import { graderAgreement } from '../action/contract/grader-agreement.ts';
import { kill } from '../action/contract/kill.ts';
import { limits } from '../action/contract/limits.ts';
import { manifest } from '../action/contract/manifest.ts';
import { owners } from '../action/contract/owners.ts';
import { prices } from '../action/contract/prices.ts';
import { productionMix } from '../action/contract/production-mix.ts';
import { report } from '../action/contract/report.ts';
import { sampledReview } from '../action/contract/sampled-review.ts';
import { signals } from '../action/contract/signals.ts';
import { suppressions } from '../action/contract/suppressions.ts';
import { thresholds } from '../action/contract/thresholds.ts';
import { trial } from '../action/contract/trials.ts';
import { usageEvent } from '../action/contract/usage.ts';
import { waivers } from '../action/contract/waivers.ts';
import { PLAIN, TOOLS } from '../action/evidence/formats/index.ts';
import { inputs } from '../action/github/inputs.ts';
import type { Check } from '../action/readiness/check.ts';
import { checkMarkdown } from '../action/reporters/check-page.ts';
import {
  checkPageFile,
  checkTable,
  formatList,
  inputTable,
  outputTable,
} from '../action/reporters/readme-tables.ts';
import { VERSION } from '../action/version.ts';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const actionYml = parse(read('action.yml')) as {
  inputs: Record<string, never>;
  outputs: Record<string, never>;
};

/** Check files, as `area/name`. */
const checkFiles = readdirSync(new URL('action/checks/', root), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((area) =>
    readdirSync(new URL(`action/checks/${area.name}/`, root)).map(
      (file) => `${area.name}/${file.replace(/\.ts$/, '')}`,
    ),
  )
  .sort();

/** Read from the files, since this very run may have to write the list of them. */
const modules = import.meta.glob<Record<string, Check>>('../action/checks/*/*.ts', { eager: true });
const checks = checkFiles.map((id) => modules[`../action/checks/${id}.ts`]?.[camel(id)] as Check);

function camel(id: string): string {
  return (id.split('/')[1] ?? '').replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function checkIndex(): string {
  const imports = checkFiles.map((id) => `import { ${camel(id)} } from './${id}.ts';`);
  const names = checkFiles.map((id) => `  ${camel(id)},`);
  return `// Written by \`npm run sync\` from the files beside it.
import type { Check } from '../readiness/check.ts';
${imports.join('\n')}

/** Every check, in the order of their ids. */
export const CHECKS: readonly Check[] = [
${names.join('\n')}
];
`;
}

function between(text: string, name: string, content: string): string {
  const start = `<!-- ${name} -->`;
  const end = `<!-- /${name} -->`;
  expect(text, `the README has the markers of ${name}`).toContain(start);
  return `${text.slice(0, text.indexOf(start) + start.length)}\n${content}\n${text.slice(text.indexOf(end))}`;
}

const SCHEMAS = {
  access,
  baseline,
  confidence,
  data: dataRegister,
  'drift-report': driftReport,
  drills,
  'eval-case': evalCase,
  'eval-row': evalRow,
  'eval-run': evalRun,
  'grader-agreement': graderAgreement,
  kill,
  limits,
  owners,
  poc: manifest,
  prices,
  report,
  'sampled-review': sampledReview,
  seed,
  signals,
  slices: productionMix,
  suppressions,
  thresholds,
  trial,
  'usage-event': usageEvent,
  waivers,
};

describe('what is generated is current (if not: npm run sync)', () => {
  it('the list of checks is that of the files', async () => {
    await expect(checkIndex()).toMatchFileSnapshot('../action/checks/index.ts');
  });

  it('every JSON Schema is that of its zod schema', async () => {
    for (const [name, schema] of Object.entries(SCHEMAS)) {
      const json = z.toJSONSchema(schema, { io: 'input', target: 'draft-7', unrepresentable: 'any' });
      await expect(`${JSON.stringify(json, null, 2)}\n`).toMatchFileSnapshot(
        `../action/contract/json-schema/${name}.schema.json`,
      );
    }
  });

  it('the tables of the README are those of the checks and of action.yml', async () => {
    const readme = read('README.md');
    const withChecks = between(readme, 'checks', checkTable(checks));
    const withInputs = between(withChecks, 'inputs', inputTable(actionYml.inputs));
    const names = [...TOOLS, ...PLAIN].map((format) => format.name);
    const withFormats = between(withInputs, 'formats', formatList(names));
    await expect(between(withFormats, 'outputs', outputTable(actionYml.outputs))).toMatchFileSnapshot(
      '../README.md',
    );
  });
});

describe('the pages of the checks', () => {
  it.each(checks.map((check) => [check.id, check] as const))(
    'that of %s is what the check says (if not: npm run sync)',
    async (_, check) => {
      await expect(checkMarkdown(check)).toMatchFileSnapshot(`../${checkPageFile(check)}`);
    },
  );

  // One that is missing was seen above; it is written when this file is through.
  it('are of checks that there are: take out the page of one that is gone', () => {
    const entries = readdirSync(new URL('docs/checks/', root), { recursive: true, withFileTypes: true });
    const pages = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(fileURLToPath(root), join(entry.parentPath, entry.name)));
    const known = new Set(checks.map(checkPageFile));
    expect(pages.filter((page) => !known.has(page))).toEqual([]);
  });
});

describe('names that stand in two places agree', () => {
  it('a check’s id is the path of its file', () => {
    expect(checks.map((check) => check?.id)).toEqual(checkFiles);
  });

  it('every check has a table of stories of its own', () => {
    for (const id of checkFiles) {
      const table = `checks/${id}.test.ts`;
      expect(read(`test/${table}`), table).toContain(`tellStories(${camel(id)}, {`);
    }
  });

  it('the inputs of action.yml are those that the Action reads', () => {
    expect(Object.keys(actionYml.inputs).sort()).toEqual(Object.keys(inputs.shape).sort());
  });

  it('on GitHub nobody asks for the demands of another stage', () => {
    expect(Object.keys(actionYml.inputs).filter((name) => /stage|as.?if/.test(name))).toEqual([]);
  });

  it('the version of the bundle is that of the package', () => {
    expect(VERSION).toBe((JSON.parse(read('package.json')) as { version: string }).version);
  });
});
