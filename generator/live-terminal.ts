import type { ReadStream, WriteStream } from 'node:tty';
import type { LiveTerminal } from '../action/commands/command.ts';

/** Often enough that a clock of whole seconds never seems to skip one. */
const TICK = 250;
const ENDINGS = ['SIGTERM', 'SIGHUP'] as const;

/** @returns the terminal of this process, or `undefined` where nobody can press a key or see a screen. */
export function liveTerminal(input: ReadStream, output: WriteStream): LiveTerminal | undefined {
  if (!(input.isTTY && output.isTTY)) return undefined;
  return {
    now: () => new Date(),
    size: () => ({ columns: output.columns, rows: output.rows }),
    write: (text) => output.write(text),
    listen(on) {
      // A shell that stopped this process and lets it go on has set the terminal back.
      const takeKeys = (): void => {
        input.setRawMode(true);
        on.tick();
      };
      input.setEncoding('utf8').on('data', on.typed).on('end', on.gone).resume();
      output.on('resize', on.tick);
      // A terminal that was closed refuses whatever is asked of it, also later, when it is given back.
      input.on('error', on.gone);
      output.on('error', on.gone);
      process.on('SIGCONT', takeKeys);
      // A terminal that is closed ends its input and then hangs up: the signal must not cut off what its end begins.
      for (const name of ENDINGS) process.on(name, on.gone);
      const timer = setInterval(on.tick, TICK);
      input.setRawMode(true);
      setImmediate(on.tick);
      return {
        stop() {
          clearInterval(timer);
          process.off('SIGCONT', takeKeys);
          output.off('resize', on.tick);
          input.off('data', on.typed).off('end', on.gone);
          input.setRawMode(false);
          input.pause();
        },
      };
    },
  };
}
