import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../action/contract/report.ts';
import { measured } from '../repository-builder.ts';
import { scenes } from './scene.ts';

const open = scenes();
const POC = fileURLToPath(new URL('../../lib/poc/index.js', import.meta.url));

/** A pull request of a POC that has measured everything (an example; its figures are made up). */
const MEASURED = { poc: { stage: 'pilot', files: measured(new Date()) } } as const;

describe('the number', () => {
  it('stands in the comment with its worst plausible figure beside it, below the comparison with a person', async () => {
    const scene = await open(MEASURED);
    await scene.gate();
    const body = (await scene.comments())[0]?.body ?? '';
    expect(body).toContain(
      '**Net \\$50K a year, at least \\$35K; pays back in 11 months, at worst 16.** 2,600 h a year freed, at least 2,290. Evidence grade B.',
    );
    expect(body.indexOf('cost a case')).toBeLessThan(body.indexOf('**Net '));
    expect(body).not.toContain('mermaid');
  });

  it('has the same digits at a desk on Node 20 as in the Action on Node 24', async () => {
    const scene = await open(MEASURED);
    const { report } = (await scene.gate()) as unknown as { report: Report };
    const desk = execFileSync(process.execPath, [POC, 'roi', '--json'], {
      cwd: scene.poc.folder,
      encoding: 'utf8',
    });
    expect((JSON.parse(desk) as { value: unknown }).value).toEqual(report.value);
  });

  it('is taken apart in the job summary, with charts that GitHub draws', async () => {
    const scene = await open(MEASURED);
    const { summary } = await scene.gate();
    expect(summary).toContain('<details><summary>How the number comes about</summary>');
    expect(summary).toContain('| labour | 50 % of them × 2,610 h × \\$52.00 | \\$67,733 |');
    expect(summary?.match(/```mermaid\n/g)).toHaveLength(1);
  });

  it('is missing with what it needs while there are no timings with the POC', async () => {
    const files = { ...measured(new Date()), 'baseline/assisted.csv': null };
    const scene = await open({ poc: { stage: 'pilot', files } });
    const { summary } = await scene.gate();
    expect((await scene.comments())[0]?.body).not.toMatch(/Net |pays back/);
    expect(summary).toContain('- 0 timings with the POC count. Time 5 or more with `poc time --assisted`.');
  });
});

describe('the page', () => {
  it('is written where it is asked for, with nothing that runs or loads', async () => {
    const title = '</style><script>alert(1)</script><img src=x onerror=alert(1)>';
    const scene = await open({
      ...MEASURED,
      change: async (poc) => {
        const text = String(measured(new Date())['baseline.yaml']).replace(
          'two engineers',
          JSON.stringify(title),
        );
        await poc.write({ 'baseline.yaml': text });
      },
    });
    const { html, outputs } = await scene.gate('pull_request.opened', { 'html-report': 'true' });
    expect(outputs.html).toMatch(/poc-report\.html$/);
    expect(html).toContain('$50K');
    expect(html).not.toMatch(/<script|<img/i);
    expect(html?.length).toBeLessThan(1_000_000);
  });

  it('is not written where nobody asked', async () => {
    const scene = await open(MEASURED);
    const { html, outputs } = await scene.gate();
    expect([html, outputs.html]).toEqual([null, '']);
  });
});
