import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { clock, MINUTE } from '../../action/commands/time/words.ts';
import { minutesOf } from '../../action/contract/timings.ts';
import { buildPackage } from '../generator/built-package.ts';
import { aFolder } from '../repository-builder.ts';
import { hasTmux, openPane } from './time/tmux.ts';

const BASELINE = `version: 1
unit: one incoming message
start_event: the message is opened in the shared inbox
stop_event: the message has been moved to a folder and its category is set
performer_roles: [clerk]
eligible_per_month: 900
volume_query: messages received in October
volume_window: 2026-10-01/2026-10-31
exclusions: []
`;
const HEADER = 'case_ref,performer,started_at,stopped_at,interrupted_s,method,observer,task\n';
const JOURNAL = '.poc/time.jsonl';
const LOCK = '.poc/time.lock';
const TIMINGS = 'baseline/timings.csv';
/** A clock that has run for a second; on a busy machine nobody sees each of them. */
const RUNNING = /0:0[1-9] {2}running/;
/** What the clock shows of a row. */
const worked = (started_at: string, stopped_at: string, interrupted_s: number) =>
  clock(minutesOf({ started_at, stopped_at, interrupted_s }) * MINUTE);

// In CI a machine without tmux is a fault; at a desk it is said in the name.
const isSkipped = !hasTmux && process.env.CI === undefined;

describe.skipIf(isSkipped)(
  `poc time at a real terminal${isSkipped ? ' (skipped: there is no tmux)' : ''}`,
  () => {
    const entry = isSkipped ? '' : join(buildPackage().root, 'build/generator/bin/poc.js');
    const command = (...words: string[]) => [process.execPath, entry, 'time', ...words].join(' ');
    const aDesk = async () => {
      const folder = await aFolder({
        'baseline.yaml': BASELINE,
        '.gitignore': '.poc/time.jsonl\n',
        [TIMINGS]: HEADER,
      });
      const text = (path: string) => readFileSync(join(folder, path), 'utf8');
      const events = () =>
        text(JOURNAL)
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line));
      return { folder, text, events, pid: () => Number(JSON.parse(text(LOCK)).pid) };
    };

    it('times a case that is typed, paused, stopped and saved', async () => {
      const { folder, text, events } = await aDesk();
      const pane = openPane(folder, command());
      await pane.shows('Who does the work?');
      pane.type('person-1');
      pane.press('Enter');
      await pane.shows('Case:');
      pane.type('q-17');
      pane.press('Enter');
      expect(await pane.shows('Press Enter at the start event.')).toContain('q-17 · person-1');
      pane.press('Enter');
      await pane.shows(RUNNING);
      pane.press('Space');
      await pane.shows('PAUSED');
      await pane.shows(/interrupted 0:0[1-9]/);
      pane.press('Space');
      await pane.shows(/0:0[2-9] {2}running/);
      pane.press('Enter');
      const shown = await pane.shows(/Saved q-17: 0:\d\d by person-1, in baseline\/timings\.csv\./);
      pane.press('Escape');
      await pane.shows('No case is on the clock.');
      pane.press('q');
      expect(await pane.shows('ended with')).toBe('baseline/timings.csv: 1 added, 1 in all.\nended with 0');
      const [performer, start, pause, resume, stop, saved] = events();
      expect([performer, start, pause, resume, stop, saved].map(({ type }) => type)).toEqual([
        'performer',
        'started',
        'paused',
        'resumed',
        'stopped',
        'saved',
      ]);
      const interrupted = Math.round((Date.parse(resume.at) - Date.parse(pause.at)) / 100) / 10;
      expect(text(TIMINGS)).toBe(
        `${HEADER}q-17,person-1,${start.at},${stop.at},${interrupted},stopwatch,,${start.task}\n`,
      );
      expect(shown).toContain(`Saved q-17: ${worked(start.at, stop.at, interrupted)} by`);
      expect(existsSync(join(folder, LOCK))).toBe(false);
    });

    it('loses nothing to kill -9 in the middle of a case', async () => {
      const { folder, text, events, pid } = await aDesk();
      const first = openPane(folder, command('--performer', 'person-1'));
      await first.shows('Case:');
      first.type('ref-1');
      first.press('Enter', 'Enter');
      await first.shows(/0:0[6-9] {2}running/);
      process.kill(pid(), 'SIGKILL');
      await first.shows('ended with 137');
      const left = text(JOURNAL);
      expect(events().map(({ type }) => type)).toEqual(['performer', 'started', 'beat']);
      expect(text(TIMINGS)).toBe(HEADER);
      expect(existsSync(join(folder, LOCK))).toBe(true);

      // As if the power had gone in the middle of the next line.
      writeFileSync(join(folder, JOURNAL), '{"type":"be', { flag: 'a' });
      const second = openPane(folder, command());
      const offered = await second.shows('was on the clock');
      expect(offered).toContain('ref-1 · person-1');
      expect(offered).toContain('.poc/time.jsonl:4 broke off in the middle of a write');
      second.press('s');
      await second.shows(/Saved ref-1: 0:0[5-9] by person-1/);
      second.press('C-c');
      await second.shows('ended with 0');
      const [, start, beat] = left
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(text(TIMINGS)).toBe(
        `${HEADER}ref-1,person-1,${start.at},${beat.at},0,stopwatch,,${start.task}\n`,
      );
      const stopped = `{"type":"stopped","at":"${beat.at}"}\n`;
      expect(text(JOURNAL).startsWith(`${left}{"type":"be\n${stopped}{"type":"saved","at":`)).toBe(true);
    });

    it('goes on with a case after kill -9, without the time away', async () => {
      const { folder, text, pid } = await aDesk();
      const first = openPane(folder, command('--performer', 'person-1'));
      await first.shows('Case:');
      first.type('ref-1');
      first.press('Enter', 'Enter');
      await first.shows(RUNNING);
      process.kill(pid(), 'SIGKILL');
      await first.shows('ended with 137');
      await sleep(2000);
      const second = openPane(folder, command());
      await second.shows('was on the clock');
      second.press('c');
      await second.shows(RUNNING);
      second.press('Enter');
      const shown = await second.shows(/Saved ref-1: 0:0\d by/);
      const [, row = ''] = text(TIMINGS).trim().split('\n');
      const [, , start = '', stop = '', interrupted] = row.split(',');
      expect(Number(interrupted)).toBeGreaterThan(2);
      expect(shown).toContain(`Saved ref-1: ${worked(start, stop, Number(interrupted))} by`);
    });

    it('ends on SIGTERM as on ctrl-C, and gives the terminal back', async () => {
      const { folder, events, pid } = await aDesk();
      const pane = openPane(folder, command('--performer', 'person-1'));
      await pane.shows('Case:');
      process.kill(pid(), 'SIGTERM');
      expect(await pane.shows('ended with')).toBe('Nothing was timed.\nended with 0');
      expect(events()).toHaveLength(1);
      expect(existsSync(join(folder, LOCK))).toBe(false);
    });

    it('ends when its terminal is closed, and leaves the folder to the next one', async () => {
      const { folder, events } = await aDesk();
      const pane = openPane(folder, command('--performer', 'person-1'));
      await pane.shows('Case:');
      pane.type('ref-1');
      pane.press('Enter', 'Enter');
      await pane.shows(RUNNING);
      pane.close();
      await expect.poll(() => existsSync(join(folder, LOCK)), { timeout: 60_000 }).toBe(false);
      expect(events().at(-1).type).toBe('started');
      const next = openPane(folder, command());
      await next.shows('was on the clock');
    });

    it('is refused where it runs already', async () => {
      const { folder, pid } = await aDesk();
      const first = openPane(folder, command('--performer', 'person-1'));
      await first.shows('Case:');
      const second = openPane(folder, command());
      const refused = (await second.shows('ended with 2')).replaceAll('\n', '');
      expect(refused).toContain(`.poc/time.lock: found that process ${pid()} on`);
    });

    it('takes a paste as a reference, whatever letters it begins with', async () => {
      const { folder } = await aDesk();
      writeFileSync(join(folder, 'cases.txt'), 'ref-1\n');
      const pane = openPane(folder, command('--performer', 'person-1', '--cases', 'cases.txt'));
      await pane.shows('Next case: ref-1');
      pane.paste('q-1\nd');
      await pane.shows('Case: q-1 d');
    });

    it('fits into 40 columns and 15 rows, without colour, and follows a change of size', async () => {
      const { folder } = await aDesk();
      const pane = openPane(
        folder,
        command('--assisted', '--performer', 'person-1', '--assign', 'before_after'),
        {
          columns: 40,
          rows: 15,
          env: { NO_COLOR: '1' },
        },
      );
      await pane.shows('Case:');
      pane.type('ref-1');
      pane.press('Enter', 'Enter');
      // Lines that come at once are a paste, and a busy machine reads late.
      await pane.shows('running');
      pane.press('t');
      await pane.shows('waiting for the tool');
      expect(pane.screen(true)).not.toContain('\u001b[');
      expect(pane.screen()).toMatch(
        new RegExp(
          [
            '^poc time: study, with the tool',
            'Start: the message is opened in the',
            '       shared inbox',
            'Stop:  the message has been moved to a',
            '       folder and its category is set',
            '',
            '  0:0\\d  waiting for the tool',
            '  ref-1 · person-1 · With the tool',
            '  tool 0:0\\d',
            '',
            't tool   r review   f fix   b fell back',
            'o other way   Enter stop and save',
            'Space pause   d discard   p performer',
            'q quit   \\? help',
            'With the tool: none timed yet$',
          ].join('\n'),
        ),
      );
      pane.resize(100, 30);
      await pane.shows('Stop:  the message has been moved to a folder and its category is set');
      expect(pane.screen().match(/waiting for the tool/g)).toHaveLength(1);
    });

    it('writes the line of the clock and nothing else once a second', async () => {
      const { folder } = await aDesk();
      const pane = openPane(folder, command('--performer', 'person-1'), { env: { NO_COLOR: '1' } });
      await pane.shows('Case:');
      pane.type('ref-1');
      pane.press('Enter', 'Enter');
      const seconds = (screen: string) => Number(/0:0(\d) {2}running/.exec(screen)?.[1]);
      const from = seconds(await pane.shows(RUNNING));
      const file = join(folder, 'sent.txt');
      pane.record(file);
      const to = seconds(await pane.shows(new RegExp(`0:0[${from + 3}-9] {2}running`)));
      const [before, ...lines] = readFileSync(file, 'utf8').split('\u001b[5;1H');
      expect(before).toBe('');
      for (const line of lines) expect(line).toMatch(/^ {2}0:0\d {2}running.\[K$/);
      expect(lines.length).toBeGreaterThan(1);
      expect(lines.length).toBeLessThanOrEqual(to - from + 1);
    });

    it('is refused without a terminal', async () => {
      const { folder } = await aDesk();
      const ended = spawnSync(process.execPath, [entry, 'time'], {
        cwd: folder,
        encoding: 'utf8',
        input: '',
      });
      expect([ended.status, ended.stdout]).toEqual([2, '']);
      expect(ended.stderr).toMatch(/^poc time: found no terminal/);
    });
  },
);
