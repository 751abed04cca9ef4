import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const source = fileURLToPath(new URL('../../templates/parts/drift/monitoring/', import.meta.url));
/** Where .ci/run puts it. */
const taken = fileURLToPath(new URL('../promtool', import.meta.url));
const promtool = [...(process.env.PATH ?? '').split(delimiter), taken]
  .map((folder) => join(folder, 'promtool'))
  .find((file) => existsSync(file));

const missing =
  promtool === undefined
    ? 'no promtool is here; it is in the package prometheus, and .ci/run takes it out of that'
    : null;
const named = missing === null ? 'the alerts' : `the alerts (SKIPPED: ${missing})`;

// Where nobody looks, a test that is left out would never be missed.
describe.skipIf(missing !== null && process.env.CI === undefined)(named, () => {
  const folder = mkdtempSync(join(tmpdir(), 'alerts-'));
  const rules = join(folder, 'alerts.rules.yaml');
  const tests = join(folder, 'alerts.test.yaml');
  beforeEach(() => {
    if (missing !== null) throw new Error(missing);
    cpSync(source, folder, { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function run(...words: string[]): { code: number | null; said: string } {
    const { status, stdout, stderr } = spawnSync(promtool ?? '', words, { encoding: 'utf8' });
    return { code: status, said: `${stdout}${stderr}` };
  }

  function change(from: string, to: string): void {
    const text = readFileSync(rules, 'utf8');
    expect(text.split(from)).toHaveLength(2);
    writeFileSync(rules, text.replace(from, to));
  }

  it('are rules that Prometheus takes', () => {
    expect(run('check', 'rules', rules)).toEqual({
      code: 0,
      said: expect.stringContaining('SUCCESS: 6 rules found'),
    });
  });

  it('fire, and are silent, on the series where they should', () => {
    expect(run('test', 'rules', tests)).toEqual({ code: 0, said: expect.stringContaining('SUCCESS') });
  });

  it('are each shown to fire once, and to be silent once', () => {
    const alerts = parse(readFileSync(rules, 'utf8')).groups[0].rules.map(
      (rule: { alert: string }) => rule.alert,
    );
    const looks = parse(readFileSync(tests, 'utf8')).tests.flatMap(
      (one: { alert_rule_test: { alertname: string; exp_alerts: unknown[] }[] }) => one.alert_rule_test,
    ) as { alertname: string; exp_alerts: unknown[] }[];
    const shown = (fires: boolean) =>
      new Set(looks.filter((look) => look.exp_alerts.length > 0 === fires).map(({ alertname }) => alertname));
    expect([shown(true), shown(false)]).toEqual([new Set(alerts), new Set(alerts)]);
  });

  it('are refused where an expression is none', () => {
    change('== 0', '== nothing(');
    expect(run('check', 'rules', rules)).toEqual({ code: 1, said: expect.stringContaining('parse error') });
  });

  /** Each limit of its own rule, as it stands there. */
  const LIMITS = {
    ModelFails: ['[30m])) > 0.2', '[30m])) > 0.1', '[30m])) > 0.4'],
    AnswersNothing: ['== 0', '>= 0', '< 0'],
    SlowAnswers: ['[30m]))) > 20', '[30m]))) > 10', '[30m]))) > 40'],
    TokensRunAway: ['> 10 *', '> 5 *', '> 20 *'],
    RefusesMore: ['[1d])) > 0.1', '[1d])) > 0.05', '[1d])) > 0.2'],
    DeadLetters: ['[1d])) > 10', '[1d])) > 5', '[1d])) > 20'],
  } as const;

  it.each([
    ['fire at half as much', 1],
    ['wait for twice as much', 2],
  ] as const)('are all found out where they %s', (_, column) => {
    for (const limits of Object.values(LIMITS)) change(limits[0], limits[column]);
    const { code, said } = run('test', 'rules', tests);
    const found = [...said.matchAll(/alertname: (\w+), time/g)].map((match) => match[1]);
    expect([code, new Set(found)]).toEqual([1, new Set(Object.keys(LIMITS))]);
  });

  it.each([
    ['ModelFails', '[30m]'],
    ['DeadLetters', '[1d]'],
  ])('are found out where evals count as use: %s', (alert, window) => {
    const failed = (kind: string) => `doubt="model_failed"${kind}}${window}`;
    change(failed(', poc_run_kind="live"'), failed(''));
    expect(run('test', 'rules', tests)).toEqual({
      code: 1,
      said: expect.stringContaining(`alertname: ${alert}`),
    });
  });
});
