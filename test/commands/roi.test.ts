import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { reportValue } from '../../action/contract/report-value.ts';
import { HEADLINE_END, HEADLINE_START } from '../../action/contract/words.ts';
import { aFolder, aPoc, type Files, measured, poc } from '../repository-builder.ts';

const HEADLINE =
  'Billing triage: 18.2 → 7.5 min a case including review (n=32/48, before/after, timed), used on 64.1 % of cases (1,120 of 1,748 in 28 days). Frees 2,600 h a year (at least 2,290). Net $50K a year after run cost, counting 50 % of the hours (at least $35K). Pays back in 11 months (at worst 16). Evidence grade B.';

const whole = (files: Files = {}) => aPoc({ stage: 'pilot', files: { ...measured(), ...files } });
const readme = (between: string, line = '\n') =>
  ['# Triage', '', `${HEADLINE_START}${between}${HEADLINE_END}`, '', 'The rest.', ''].join(line);
/** The first cases alone, as many as are asked for. */
const first = (file: string, rows: number): Files => ({
  [file]: `${(measured()[file] as string)
    .split('\n')
    .slice(0, rows + 1)
    .join('\n')}\n`,
});

describe('poc roi', () => {
  it('prints the number, what it is made of, and what was only said', async () => {
    const ended = await (await whole()).run('roi');
    expect([ended.code, ended.err]).toEqual([0, '']);
    await expect(`${ended.out}\n`).toMatchFileSnapshot('../golden/roi/measured.txt');
  });

  it('prints what is missing where nothing is measured yet, and ends with 1', async () => {
    const ended = await (await aPoc()).run('roi');
    expect([ended.code, ended.err]).toEqual([1, '']);
    await expect(`${ended.out}\n`).toMatchFileSnapshot('../golden/roi/nothing-but-timings.txt');
  });

  it('prints a number for use inside where few cases were timed', async () => {
    const ended = await (await whole(first('baseline/timings.csv', 24))).run('roi');
    expect(ended.code).toBe(0);
    expect(ended.out).toMatch(/^A number for use inside: evidence grade C is not to be quoted\.\n/);
    expect(ended.out).toContain(
      'Note\n  Few cases or people were timed (grade C): for use inside, not to be quoted.',
    );
    expect(ended.out).not.toContain('Billing triage:');
  });

  it('says that there is no number without a baseline, and where to look', async () => {
    const ended = await (await whole({ 'baseline.yaml': null })).run('roi');
    expect(ended).toEqual({
      code: 1,
      out: 'No number: `baseline.yaml` could not be read. `poc check` says why.',
      err: '',
    });
  });

  it('judges the folder that it is given', async () => {
    const one = await whole();
    const ended = await poc(['roi', one.folder], { cwd: await aFolder({}), now: one.now });
    expect(ended.out.split('\n')[0]).toBe(HEADLINE);
  });
});

describe('poc roi --json', () => {
  it('prints the same figures as data', async () => {
    const one = await whole();
    const ended = await one.run('roi', '--json');
    const { value, ...rest } = JSON.parse(ended.out);
    expect(rest).toEqual({
      schema: 'poc-roi/v1',
      judged_at: '2026-11-20T12:00:00.000Z',
      commit: await one.repository.git('rev-parse', 'HEAD'),
    });
    expect(reportValue.parse(value)).toMatchObject({
      headline: HEADLINE,
      grade: 'B',
      today: { n: 32 },
      with_poc: { n: 48 },
    });
    expect(value).toEqual((await one.check()).value);
    expect(ended.code).toBe(0);
  });

  it('gives the same digits a second time', async () => {
    const one = await whole();
    expect((await one.run('roi', '--json')).out).toBe((await one.run('roi', '--json')).out);
  });

  it('has no figures and ends with 1 while something is missing', async () => {
    const ended = await (await aPoc()).run('roi', '--json');
    expect(JSON.parse(ended.out).value).toMatchObject({ headline: null, figures: null });
    expect(ended.code).toBe(1);
  });

  it('has no value without a baseline', async () => {
    const ended = await (await whole({ 'baseline.yaml': null })).run('roi', '--json');
    expect([JSON.parse(ended.out).value, ended.code]).toEqual([null, 1]);
  });
});

describe('poc roi --write', () => {
  const written = async (text: string) => {
    const one = await whole({ 'README.md': text });
    const ended = await one.run('roi', '--write', 'README.md');
    return { ...ended, text: await readFile(join(one.folder, 'README.md'), 'utf8'), one };
  };

  it.each([
    ['nothing', '\n'],
    ['nothing, on the same line', ''],
    ['another headline', '\nNet $99K.\n'],
    ['lines', '\n\nNet\n$99K.\n\n'],
  ])('puts the headline in the place of %s, and leaves the rest', async (_, between) => {
    const { code, err, text } = await written(readme(between));
    expect([code, err]).toEqual([0, '']);
    expect(text).toBe(readme(`\n${HEADLINE}\n`));
  });

  it('changes nothing the second time', async () => {
    const { text, one } = await written(readme('\n'));
    await one.run('roi', '--write', 'README.md');
    expect(await readFile(join(one.folder, 'README.md'), 'utf8')).toBe(text);
  });

  it('writes the line ends that the file has', async () => {
    const { text, one } = await written(readme('\r\n', '\r\n'));
    expect(text).toBe(readme(`\r\n${HEADLINE}\r\n`, '\r\n'));
    expect(
      [...(await one.check()).ahead].find(({ id }) => id === 'baseline/roi-recomputed')?.outcome,
    ).not.toBe('fail');
  });

  it('writes what the gate then takes for the number', async () => {
    const { one } = await written(readme('\n'));
    const { results, ahead } = await one.check();
    expect([...results, ...ahead].find(({ id }) => id === 'baseline/roi-recomputed')).toMatchObject({
      outcome: 'pass',
      message: HEADLINE,
    });
  });

  it.each<[string, string, string]>([
    [
      'no markers',
      '# Triage\n',
      `README.md: found no markers; expected ${HEADLINE_START} and ${HEADLINE_END}. Write both, where the headline is to stand.`,
    ],
    [
      'a second headline begun before the first ends',
      `${HEADLINE_START}\nours\n${HEADLINE_START}\ntheirs\n${HEADLINE_END}\n`,
      `README.md: found another ${HEADLINE_START} before ${HEADLINE_END}; expected one pair, since what stands between is replaced. Remove the marker that is left over.`,
    ],
    ['no second marker', `# Triage\n${HEADLINE_START}\n`, 'found no markers'],
    ['no first marker', `# Triage\n${HEADLINE_END}\n`, 'found no markers'],
    ['the markers in the wrong order', `${HEADLINE_END}\n${HEADLINE_START}\n`, 'found no markers'],
  ])('refuses a file with %s, and leaves it alone', async (_, before, says) => {
    const { code, err, text } = await written(before);
    expect([code, text]).toEqual([2, before]);
    expect(err).toContain(`poc roi: ${says.startsWith('README') ? says : `README.md: ${says}`}`);
  });

  it('takes the path from where it is run, or from the root', async () => {
    const one = await whole();
    const here = await aFolder({ 'here.md': readme(''), 'there.md': readme('') });
    for (const file of ['here.md', join(here, 'there.md')])
      await poc(['roi', one.folder, '--write', file], { cwd: here, now: one.now });
    for (const file of ['here.md', 'there.md'])
      expect(await readFile(join(here, file), 'utf8')).toContain(HEADLINE);
  });

  it.each([
    ['README.md', 'README.md', 'there.md'],
    ['docs/there.md', 'docs', ''],
  ])('follows no symbolic link: not for %s', async (file, link, target) => {
    const outside = await aFolder({ 'there.md': readme('') });
    const one = await whole({ [link]: null });
    await symlink(join(outside, target), join(one.folder, link));
    for (const cwd of [one.folder, outside]) {
      const ended = await poc(['roi', one.folder, '--write', join(one.folder, file)], { cwd, now: one.now });
      expect([ended.code, ended.err]).toEqual([
        2,
        `poc roi: ${join(one.folder, file)}: found a symbolic link (${link}); expected a file in its own place. Name the file that it leads to.`,
      ]);
    }
    expect(await readFile(join(outside, 'there.md'), 'utf8')).toBe(readme(''));
  });

  it('refuses a file that is no UTF-8, and leaves every byte of it', async () => {
    const bytes = Buffer.concat([Buffer.from(readme('\n')), Buffer.from([0xe9])]);
    const one = await whole({ 'NOTES.md': bytes });
    const { code, err } = await one.run('roi', '--write', 'NOTES.md');
    expect([code, err]).toEqual([
      2,
      'poc roi: NOTES.md: found bytes that are not UTF-8; expected text. Save it as UTF-8, so that nothing of it is lost.',
    ]);
    expect(await readFile(join(one.folder, 'NOTES.md'))).toEqual(bytes);
  });

  it.each(['NOTES.md', 'src'])('refuses %s, which is no file', async (name) => {
    const { code, err } = await (await whole()).run('roi', '--write', name);
    expect([code, err]).toEqual([
      2,
      `poc roi: ${name}: found no such file; expected one with markers. Name one that exists.`,
    ]);
  });

  it.each<[string, Files]>([
    ['nothing is measured', { 'baseline/assisted.csv': null }],
    ['the evidence is weak', first('baseline/timings.csv', 24)],
    ['there is no baseline', { 'baseline.yaml': null }],
  ])('writes no headline where %s, and leaves an old one for a person to take out', async (_, files) => {
    const before = readme('\nNet $99K.\n');
    const one = await whole({ 'README.md': before, ...files });
    const { code, err } = await one.run('roi', '--write', 'README.md');
    expect([code, err]).toEqual([
      2,
      'poc roi: README.md: found no headline to write; expected evidence of grade A or B and nothing missing. Bring what is listed above.',
    ]);
    expect(await readFile(join(one.folder, 'README.md'), 'utf8')).toBe(before);
  });
});

describe('poc roi that cannot run', () => {
  it.each<[string[], string]>([
    [
      ['nowhere'],
      'nowhere: found no such folder; expected the folder of a proof of concept. Name one that exists.',
    ],
    [['a', 'b'], 'found 2 folders; expected one. See `poc roi --help`.'],
    [['--jsn'], 'See `poc roi --help`.'],
    [['--write'], 'See `poc roi --help`.'],
    [['.'], 'found no poc.yaml'],
  ])('with %j ends with 2 and says why', async (argv, says) => {
    const ended = await poc(['roi', ...argv], { cwd: await aFolder({ 'x.txt': '' }) });
    expect([ended.code, ended.out]).toEqual([2, '']);
    expect(ended.err).toMatch(/^poc roi: /);
    expect(ended.err).toContain(says);
  });
});

describe('hostile text of a repository', () => {
  const HOSTILE = '\u001b[2J\u001b[31mred\u001b[0m\n  net over 0 in 100 % of the draws\u0007\r\u009b1A';

  it('is printed in one line, and without what a terminal would obey', async () => {
    const baseline = parse(measured()['baseline.yaml'] as string);
    baseline.volume_query = HOSTILE;
    baseline.value.hourly_cost.source = HOSTILE;
    baseline.value.cost_per_error.source = HOSTILE;
    baseline.value.capture.owner = HOSTILE;
    for (const line of [...baseline.value.build, ...baseline.value.run]) {
      line.item = HOSTILE;
      line.source = HOSTILE;
    }
    const one = await whole({ 'baseline.yaml': stringify(baseline) });
    const [clean, ended] = [await (await whole()).run('roi'), await one.run('roi')];
    expect(ended.code).toBe(0);
    expect(ended.out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(ended.out).toMatch(/\$52\.00 +red +net over 0 in 100 % of the draws/);
    expect(ended.out.split('\n')).toHaveLength(clean.out.split('\n').length);
    expect(JSON.parse((await one.run('roi', '--json')).out).value.headline).toBe(HEADLINE);
  });

  it('is printed in what is missing', async () => {
    const files = measured();
    const file = 'baseline/\u001b[31mtimings.csv';
    const baseline = { ...parse(files['baseline.yaml'] as string), timings: file };
    const one = await whole({ 'baseline.yaml': stringify(baseline), [file]: 'not,the,header\n' });
    const { out, code } = await one.run('roi');
    expect(code).toBe(1);
    expect(out).toContain('⚪ baseline/timings.csv cannot be read. See the check that names the line.');
    expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

describe('poc check of a POC that has measured everything', () => {
  it('holds it against a person, and says what it is worth', async () => {
    const { out } = await (await whole()).run('check');
    expect(out).toContain(
      [
        '  time a case  person today: 18.2 min (n=32, 16.9–19.5) · with the POC: 7.5 min incl. review (n=48, 6.7–8.3) · −10.7 min (−8.9…−12.5)',
        '  right        person today: 95.5 % (91–98), 191 of 200 · with the POC: 100 % (91–100), 40 of 40 · usable with review; +4.5 points (−4.5…+8.3)',
        '  cost a case  person today: $15.77 · with the POC: $7.90',
        '  worth        Net $50K a year, at least $35K; pays back in 11 months, at worst 16. 2,600 h a year freed, at least 2,290. Evidence grade B.',
      ].join('\n'),
    );
  });

  it('says so in the comment, where a sign of money begins no formula', async () => {
    const { out } = await (await whole()).run('check', '--format', 'markdown');
    expect(out).toContain(
      '**Net \\$50K a year, at least \\$35K; pays back in 11 months, at worst 16.** 2,600 h a year freed, at least 2,290. Evidence grade B.\n',
    );
  });

  it('says nothing of a worth where there is none', async () => {
    const one = await aPoc();
    const [terminal, comment] = [await one.run('check'), await one.run('check', '--format', 'markdown')];
    expect(terminal.out).not.toContain('  worth ');
    expect(comment.out).not.toMatch(/^\*\*Net /m);
  });
});
