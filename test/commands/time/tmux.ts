import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, onTestFinished } from 'vitest';

export const hasTmux = spawnSync('tmux', ['-V']).status === 0;

/** A real terminal with a program in it. */
export type Pane = {
  /** Presses keys by their names in tmux, such as `Enter` or `q`. */
  press(...keys: string[]): void;
  type(text: string): void;
  /** Pastes as a terminal does that tells pastes from typing. */
  paste(text: string): void;
  /** Closes it as one closes a window. */
  close(): void;
  resize(columns: number, rows: number): void;
  /** What the screen shows, without the blanks at its ends; with `escapes` as it is styled. */
  screen(escapes?: boolean): string;
  /** Writes all that the program sends to the terminal from now on into a file. */
  record(file: string): void;
  /** Waits until the screen shows something, and returns it. */
  shows(what: string | RegExp): Promise<string>;
};

let panes = 0;

/** Sockets outlive their servers, so they have a folder that goes when the tests of the file are over. */
const TMUX_TMPDIR = mkdtempSync(join(tmpdir(), 'poc-tmux-'));
const ENV = { ...process.env, TMUX_TMPDIR };
afterAll(() => rmSync(TMUX_TMPDIR, { recursive: true, force: true }));

/** Opens a terminal of its own, which is closed when the test is over. What the program returns is shown in the end. */
export function openPane(
  folder: string,
  command: string,
  {
    columns = 80,
    rows = 24,
    env = {},
  }: { columns?: number; rows?: number; env?: Record<string, string> } = {},
): Pane {
  panes += 1;
  const socket = `poc-time-${process.pid}-${panes}`;
  const tmux = (...args: string[]): string =>
    execFileSync('tmux', ['-u', '-L', socket, '-f', '/dev/null', ...args], { encoding: 'utf8', env: ENV });
  const variables = Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  const shell = `sh -c '${command}; echo "ended with $?"; sleep 600'`;
  // Without its own line at the bottom, the pane is as high as is asked for.
  const noStatus = ['set', '-g', 'status', 'off', ';'];
  tmux(
    ...noStatus,
    'new-session',
    '-d',
    '-x',
    String(columns),
    '-y',
    String(rows),
    '-c',
    folder,
    ...variables,
    shell,
  );
  const close = () => {
    spawnSync('tmux', ['-L', socket, 'kill-server'], { env: ENV });
  };
  onTestFinished(close);
  const screen = (escapes = false): string =>
    tmux('capture-pane', '-p', ...(escapes ? ['-e'] : [])).trimEnd();
  return {
    close,
    press: (...keys) => {
      tmux('send-keys', ...keys);
    },
    type: (text) => {
      tmux('send-keys', '-l', text);
    },
    paste: (text) => {
      tmux('set-buffer', text);
      tmux('paste-buffer', '-p');
    },
    resize: (x, y) => {
      tmux('resize-window', '-x', String(x), '-y', String(y));
    },
    screen,
    record: (file) => {
      tmux('pipe-pane', '-o', `cat > ${file}`);
    },
    async shows(what) {
      const is = (text: string) => (typeof what === 'string' ? text.includes(what) : what.test(text));
      const until = Date.now() + 60_000;
      while (!is(screen()) && Date.now() < until) await sleep(50);
      if (!is(screen())) throw new Error(`The screen does not show ${what}, but:\n${screen()}`);
      return screen();
    },
  };
}
