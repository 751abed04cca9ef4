import { existsSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import type { z } from 'zod';
import { access } from '../../action/contract/access.ts';
import { baseline } from '../../action/contract/baseline.ts';
import { dataRegister } from '../../action/contract/data-register.ts';
import { CANARY, evalCase, MALFORMED_CLASSES } from '../../action/contract/eval-case.ts';
import { graderAgreement } from '../../action/contract/grader-agreement.ts';
import { KILL_METRICS, type Kill, kill } from '../../action/contract/kill.ts';
import { limits } from '../../action/contract/limits.ts';
import { listed, manifest } from '../../action/contract/manifest.ts';
import { owners } from '../../action/contract/owners.ts';
import { prices } from '../../action/contract/prices.ts';
import { productionMix } from '../../action/contract/production-mix.ts';
import { signals } from '../../action/contract/signals.ts';
import { suppressions } from '../../action/contract/suppressions.ts';
import { BARS, barsInForce, thresholds } from '../../action/contract/thresholds.ts';
import { timing } from '../../action/contract/timings.ts';
import { waivers } from '../../action/contract/waivers.ts';
import { matching } from '../../action/evidence/glob.ts';
import { readMixes } from '../../action/evidence/production-mix.ts';
import { packageRoot } from '../../generator/package-root.ts';
import { readParts } from '../../generator/parts/catalogue.ts';
import { REFUSAL_CLASSES } from '../../templates/base/src/input.ts';
import { aTree } from '../repository-builder.ts';
import { ANSWER_SETS, type MadeFile, renderKind, textOf as textIn } from './render-kind.ts';

const SCHEMAS: Record<string, { schema: z.ZodType; name: string }> = {
  'poc.yaml': { schema: manifest, name: 'poc' },
  'baseline.yaml': { schema: baseline, name: 'baseline' },
  'policy/thresholds.yaml': { schema: thresholds, name: 'thresholds' },
  'policy/kill.yaml': { schema: kill, name: 'kill' },
  'policy/access.yaml': { schema: access, name: 'access' },
  'policy/limits.yaml': { schema: limits, name: 'limits' },
  'policy/prices.yaml': { schema: prices, name: 'prices' },
  'policy/signals.yaml': { schema: signals, name: 'signals' },
  'policy/data.yaml': { schema: dataRegister, name: 'data' },
  'policy/owners.yaml': { schema: owners, name: 'owners' },
  'policy/suppressions.yaml': { schema: suppressions, name: 'suppressions' },
  'policy/waivers.yaml': { schema: waivers, name: 'waivers' },
};
const WORKFLOW = '.github/workflows/poc.yml';
/** Read by GitHub and by package managers. */
const OF_OTHERS = [WORKFLOW, '.yarnrc.yml', 'pnpm-workspace.yaml'];
/** An example in comments: its keys are for whoever takes the comments away. */
const MIX = 'eval/slices.yaml';

describe.each(ANSWER_SETS)('a repository made from %s answers', (_, data) => {
  let files: Map<string, MadeFile>;
  beforeAll(async () => {
    files = await renderKind(data);
  });

  const textOf = (path: string) => textIn(files, path);
  const linesOf = (path: string) => textOf(path).split('\n').filter(Boolean);
  const casesOf = (path: string) => linesOf(path).map((line) => evalCase.parse(JSON.parse(line)));
  const allCases = () =>
    [...files.keys()].filter((path) => path.startsWith('eval/cases/')).flatMap((path) => casesOf(path));

  it('has YAML that parses, each file with a schema of ours', () => {
    const yaml = [...files.keys()].filter((path) => /\.ya?ml$/.test(path));
    for (const path of yaml) expect(parseDocument(textOf(path)).errors, path).toEqual([]);
    expect(yaml.sort()).toEqual([...Object.keys(SCHEMAS), MIX, ...OF_OTHERS].sort());
  });

  it('has an example of the mix of production that says nothing as it is, and keeps its contract without the #', async () => {
    const [schema = '', ...lines] = linesOf(MIX);
    expect(parse(textOf(MIX))).toBeNull();
    expect(await readMixes(aTree({ [MIX]: textOf(MIX) }), null)).toMatchObject({ value: { now: null } });
    const example = lines.slice(lines.indexOf('#') + 1).map((line) => line.replace(/^# ?/, ''));
    expect(productionMix.safeParse(parse(example.join('\n'))).error?.issues ?? []).toEqual([]);
    const file = 'action/contract/json-schema/slices.schema.json';
    expect(schema).toBe(`# yaml-language-server: $schema=../node_modules/create-poc/${file}`);
    expect(existsSync(join(packageRoot(), file))).toBe(true);
  });

  it('shows people in the README how to write the labels of graded outputs, by its contract', () => {
    const blocks = [...textOf('README.md').matchAll(/^```json\n(\{[\s\S]*?)^```$/gm)].map(
      ([, json = '']) => json,
    );
    expect(blocks).toHaveLength(1);
    const shown = JSON.parse((blocks[0] ?? '').replace('sha256:…', `sha256:${'0'.repeat(64)}`));
    expect(graderAgreement.parse(shown).outputs).toHaveLength(1);
  });

  it('declares an alternative whose code is there, and whose results stand where nothing else does', () => {
    const { alternative, evidence } = manifest.parse(parse(textOf('poc.yaml')));
    const made = [...files.keys()];
    for (const pattern of alternative?.source ?? [])
      expect(matching(made, [pattern]), pattern).not.toEqual([]);
    expect(matching(made, alternative?.source ?? [])).toContain('alternative/keyword-rule.ts');
    const results = ['alternative/results/run.json', 'alternative/results/shard-1-of-2/run.json'];
    expect(matching(results, listed(alternative?.results ?? []))).toEqual(results);
    expect(matching(results, [...listed(evidence.results), ...(alternative?.source ?? [])])).toEqual([]);
    expect(alternative?.cost_per_case).toBe(0);
  });

  it.each(Object.entries(SCHEMAS))(
    '%s keeps its contract and names its JSON Schema',
    (path, { schema, name }) => {
      const text = textOf(path);
      expect(schema.safeParse(parse(text)).error?.issues ?? []).toEqual([]);
      const named = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1] ?? '';
      const file = `action/contract/json-schema/${name}.schema.json`;
      expect(posix.join(posix.dirname(path), named)).toBe(`node_modules/create-poc/${file}`);
      expect(existsSync(join(packageRoot(), file)), file).toBe(true);
    },
  );

  it('shows in comments how to write what only people can say, by its contract', () => {
    const example = (path: string) =>
      linesOf(path)
        .filter((line) => /^# {3}/.test(line))
        .map((line) => line.replace(/^# {3}/, ''))
        .join('\n');
    const sources = parse(example('policy/data.yaml'));
    expect(dataRegister.parse({ version: 1, sources }).sources).toMatchObject([{ purpose: data.workflow }]);
    const known = parse(example('policy/suppressions.yaml'));
    expect(suppressions.parse({ version: 1, suppressions: known }).suppressions).toHaveLength(1);
    const made = ['policy/data.yaml', 'policy/owners.yaml', 'policy/suppressions.yaml'].map((path) =>
      parse(textOf(path)),
    );
    const nobody = { data: [], security: [], operations: [], waivers: [] };
    expect(made).toEqual([
      { version: 1, sources: [] },
      { version: 1, owners: nobody },
      { version: 1, suppressions: [] },
    ]);
  });

  it('holds the answers as they were given', () => {
    const poc = manifest.parse(parse(textOf('poc.yaml')));
    expect(poc).toMatchObject({
      workflow: {
        id: data.name,
        kind: data.kind,
        title: data.workflow,
        labels: data.labels,
        user_role: data.performer,
      },
      owner: data.owner,
      stage: 'explore',
      stage_started_on: data.today,
      decision_due: data.decisionDue,
      users: [],
    });
    const base = baseline.parse(parse(textOf('baseline.yaml')));
    expect(base).toMatchObject({ unit: data.unit, performer_roles: [data.performer] });
    expect(base.estimate?.minutes ?? null).toBe(data.minutes);
    expect(textOf('README.md')).toContain(data.workflow);
    expect(JSON.parse(textOf('package.json'))).toMatchObject({ name: data.name, description: data.workflow });
    const labels = /LABELS = (\[.*\]) as const;\n/.exec(textOf('src/labels.ts'))?.[1] ?? '';
    expect(JSON.parse(labels)).toEqual(data.labels);
  });

  it('says where one real case lives, in a comment', () => {
    const comment =
      linesOf('baseline.yaml').find((line) => line.startsWith('# One real case lives here: ')) ?? '';
    expect(JSON.parse(comment.replace(/^.*?: /, ''))).toBe(data.realCase);
  });

  it('leaves to people what only they know', () => {
    const base = baseline.parse(parse(textOf('baseline.yaml')));
    const { start_event, stop_event, eligible_per_month, volume_query, volume_window } = base;
    expect([start_event, stop_event, eligible_per_month, volume_query, volume_window]).toEqual(
      Array(5).fill(null),
    );
    expect(linesOf('baseline/timings.csv')).toEqual([Object.keys(timing.shape).join(',')]);
    expect(textOf('eval/CHANGES.jsonl')).toBe('');
  });

  it('leaves no placeholder unfilled', () => {
    const own = [data.workflow, data.realCase];
    for (const [path, { text, rendered }] of files) {
      if (!rendered) continue;
      const rest = own.reduce(
        (left, one) => left.replaceAll(one, '').replaceAll(JSON.stringify(one), ''),
        text,
      );
      expect(rest.replaceAll(/\$\{\{/g, ''), path).not.toMatch(/\{\{/);
    }
  });

  it('has cases that keep their contract, each id and each input once, all marked as made up', () => {
    const cases = [...allCases(), ...casesOf('data/train.jsonl')];
    expect(new Set(cases.map((one) => one.id)).size).toBe(cases.length);
    expect(new Set(cases.map((one) => JSON.stringify(one.input))).size).toBe(cases.length);
    expect(new Set(cases.map((one) => one.origin))).toEqual(new Set(['synthetic']));
  });

  it.each([
    ['eval/cases/sample.jsonl', 'scored'],
    ['data/train.jsonl', 'training'],
  ])('%s has two rows of each label, for show', (path, suite) => {
    const rows = casesOf(path);
    expect(rows.map((one) => one.expected)).toEqual(data.labels.flatMap((label) => [{ label }, { label }]));
    expect(new Set(rows.map((one) => one.suite))).toEqual(new Set([suite]));
    // The importer replaces rows that are marked so, and nothing else.
    for (const one of rows) expect(one.slices).toEqual(['made_up']);
  });

  it('has a malformed case of every class, and a canary', () => {
    const malformed = casesOf('eval/cases/malformed.jsonl');
    expect(malformed.map((one) => one.slices)).toEqual([...MALFORMED_CLASSES, CANARY].map((name) => [name]));
    expect(new Set(malformed.map((one) => one.suite))).toEqual(new Set(['malformed']));
    expect(REFUSAL_CLASSES).toEqual(MALFORMED_CLASSES);
  });

  it('has items that nobody could label', () => {
    const cases = casesOf('eval/cases/unanswerable.jsonl');
    expect(cases.length).toBeGreaterThanOrEqual(5);
    expect(new Set(cases.map((one) => one.suite))).toEqual(new Set(['unanswerable']));
  });

  it('names exact versions only', () => {
    const { dependencies, devDependencies, scripts } = JSON.parse(textOf('package.json'));
    const { 'create-poc': own, ...others } = { ...dependencies, ...devDependencies };
    expect(own).toBe(data.dependency);
    for (const [name, version] of Object.entries(others)) expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
    const ofParts = readParts(join(packageRoot(), 'templates')).flatMap((part) => Object.keys(part.scripts));
    expect(
      Object.keys(scripts)
        .filter((name) => !ofParts.includes(name))
        .sort(),
    ).toEqual([
      'calibrate',
      'decide',
      'eval',
      'eval:alternative',
      'gate',
      'import',
      'prove',
      'report',
      'roi',
      'scan',
      'schema',
      'start',
      'test',
      'time',
      'typecheck',
    ]);
  });

  it('has the bars at their defaults', () => {
    const file = thresholds.parse(parse(textOf('policy/thresholds.yaml')));
    expect(barsInForce(file)).toEqual(barsInForce(undefined));
    expect(Object.keys(file.bars)).toEqual(Object.keys(BARS));
    for (const [check, bars] of Object.entries(BARS))
      expect(Object.keys(file.bars[check] ?? {}), check).toEqual(Object.keys(bars));
  });

  it('says in words what the bars of each check are about', () => {
    const lines = linesOf('policy/thresholds.yaml');
    for (const check of Object.keys(BARS))
      expect(lines[lines.indexOf(`  ${check}:`) - 1], check).toMatch(/^ {2}# .*\w/);
  });

  it('has a kill criterion for each question, judged on the day of the decision', () => {
    const { criteria }: Kill = kill.parse(parse(textOf('policy/kill.yaml')));
    expect(criteria.map((one) => KILL_METRICS[one.metric])).toEqual([
      'value',
      'value',
      'value',
      'use',
      'quality',
    ]);
    for (const one of criteria) expect(one).toMatchObject({ by_date: data.decisionDue, set_by: data.owner });
  });

  it('keeps keys and logs out of git, and results in', () => {
    const ignored = linesOf('.gitignore');
    expect(ignored).toEqual(
      expect.arrayContaining([
        'node_modules/',
        'logs/',
        '.env',
        '.poc/source.key',
        '.poc/time.jsonl',
        '.poc/time.lock',
      ]),
    );
    expect(ignored.filter((line) => !line.startsWith('#') && line.includes('eval'))).toEqual([]);
  });

  it('has no file that git or npm would treat as its own on the way', () => {
    for (const path of files.keys()) expect(basename(path), path).not.toMatch(/^_|\.hbs$/);
  });
});
