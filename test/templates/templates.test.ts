import { existsSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import type { z } from 'zod';
import { baseline } from '../../action/contract/baseline.ts';
import { CANARY, evalCase, MALFORMED_CLASSES } from '../../action/contract/eval-case.ts';
import { KILL_METRICS, type Kill, kill } from '../../action/contract/kill.ts';
import { manifest } from '../../action/contract/manifest.ts';
import { BARS, barsInForce, thresholds } from '../../action/contract/thresholds.ts';
import { timing } from '../../action/contract/timings.ts';
import { waivers } from '../../action/contract/waivers.ts';
import { packageRoot } from '../../generator/package-root.ts';
import { REFUSAL_CLASSES } from '../../templates/base/src/input.ts';
import { ANSWER_SETS, type MadeFile, renderKind, textOf as textIn } from './render-kind.ts';

const SCHEMAS: Record<string, { schema: z.ZodType; name: string }> = {
  'poc.yaml': { schema: manifest, name: 'poc' },
  'baseline.yaml': { schema: baseline, name: 'baseline' },
  'policy/thresholds.yaml': { schema: thresholds, name: 'thresholds' },
  'policy/kill.yaml': { schema: kill, name: 'kill' },
  'policy/waivers.yaml': { schema: waivers, name: 'waivers' },
};
const WORKFLOW = '.github/workflows/poc.yml';

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
    expect(yaml.sort()).toEqual([...Object.keys(SCHEMAS), WORKFLOW].sort());
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
    expect(Object.keys(scripts).sort()).toEqual(['eval', 'gate', 'import', 'start', 'test', 'typecheck']);
  });

  it('has the bars at their defaults', () => {
    const file = thresholds.parse(parse(textOf('policy/thresholds.yaml')));
    expect(barsInForce(file)).toEqual(barsInForce(undefined));
    expect(Object.keys(file.bars)).toEqual(Object.keys(BARS));
  });

  it('has a kill criterion for each question, judged on the day of the decision', () => {
    const { criteria }: Kill = kill.parse(parse(textOf('policy/kill.yaml')));
    expect(criteria.map((one) => KILL_METRICS[one.metric])).toEqual(['value', 'use', 'quality']);
    for (const one of criteria) expect(one).toMatchObject({ by_date: data.decisionDue, set_by: data.owner });
  });

  it('keeps keys and logs out of git, and results in', () => {
    const ignored = linesOf('.gitignore');
    expect(ignored).toEqual(expect.arrayContaining(['node_modules/', 'logs/', '.env', '.poc/source.key']));
    expect(ignored.filter((line) => !line.startsWith('#') && line.includes('eval'))).toEqual([]);
  });

  it('has no file that git or npm would treat as its own on the way', () => {
    for (const path of files.keys()) expect(basename(path), path).not.toMatch(/^_|\.hbs$/);
  });
});
