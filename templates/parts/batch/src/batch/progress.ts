import type { Outcome } from '../outcome.ts';

/** Where progress is written: standard error, or a test. */
export type Screen = { isTTY?: boolean; write(text: string): unknown };

const EVERY_MS = { terminal: 500, log: 10_000 };

/** Says how far a batch is: one line that is written anew on a terminal, else a line every ten seconds. */
export function progressOf(total: number, before: number, screen: Screen = process.stderr, now = Date.now) {
  const started = now();
  const ended: Record<Outcome['outcome'], number> = { answered: 0, needs_person: 0, refused: 0 };
  let saidAt = started;
  const count = () => Object.values(ended).reduce((sum, one) => sum + one, 0);
  const line = () => {
    const [done, perMinute] = [count(), (count() / Math.max(1, now() - started)) * 60_000];
    const left = total - before - done;
    const minutes = perMinute > 0 ? `${Math.ceil(left / perMinute)} min left` : 'no estimate yet';
    const outcomes = `${ended.answered} answered, ${ended.needs_person} to a person, ${ended.refused} refused`;
    return `${before + done}/${total} · ${perMinute.toFixed(1)} a minute · ${left === 0 ? 'done' : minutes} · ${outcomes}`;
  };
  const say = () => screen.write(screen.isTTY ? `\r\x1b[K${line()}` : `${line()}\n`);
  return {
    add({ outcome }: Pick<Outcome, 'outcome'>) {
      ended[outcome] += 1;
      if (now() - saidAt < (screen.isTTY ? EVERY_MS.terminal : EVERY_MS.log)) return;
      saidAt = now();
      say();
    },
    close() {
      say();
      if (screen.isTTY) screen.write('\n');
    },
  };
}
