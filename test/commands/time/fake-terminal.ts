import { stripVTControlCharacters } from 'node:util';
import type { LiveTerminal } from '../../../action/commands/command.ts';

/** What happens at a terminal: seconds pass, then keys are pressed. `null` closes the terminal. */
export type Happening = readonly [seconds: number, typed: string | null];

/** A terminal at which somebody does as the script says, and quits with ctrl-C in the end. */
export function fakeTerminal(
  begin: Date,
  script: readonly Happening[],
): LiveTerminal & { written(): string; listening(): boolean } {
  let now = begin.getTime();
  let written = '';
  let listening = false;
  return {
    now: () => new Date(now),
    size: () => ({ columns: 80, rows: 24 }),
    write: (text) => {
      written += text;
    },
    listen(on) {
      listening = true;
      const wait = (seconds: number): void => {
        for (let second = 1; second <= seconds && listening; second++) {
          now += 1000;
          on.tick();
        }
      };
      const happen = (typed: string | null): void => {
        if (!listening) return;
        if (typed === null) on.gone();
        else on.typed(typed);
      };
      queueMicrotask(() => {
        on.tick();
        for (const [seconds, typed] of [...script, [0, '\u0003'] as const]) {
          wait(seconds);
          happen(typed);
        }
      });
      return {
        stop: () => {
          listening = false;
        },
      };
    },
    written: () => stripVTControlCharacters(written),
    listening: () => listening,
  };
}
