import type { Outcome } from '../outcome.ts';

const EVERY_MS = 10_000;
const A_DAY = 24 * 60;
const OVER_A_DAY = `More than a day at this pace. \`npx poc add queue\` shares it among machines; where the provider is what slows it down,
\`npx poc add provider-batch\` hands it to the provider, who answers within a day.`;

/** Says how far a batch is, how fast, and how long it still takes: a line every ten seconds, and one at the end. */
export function progressOf(total: number, before: number, say = console.error, now = Date.now) {
  const started = now();
  const ended: Record<Outcome['outcome'], number> = { answered: 0, needs_person: 0, refused: 0 };
  let [saidAt, advised] = [started, false];
  const close = () => {
    const done = ended.answered + ended.needs_person + ended.refused;
    const left = total - before - done;
    const perMinute = (done / Math.max(1, now() - started)) * 60_000;
    const minutes = left === 0 ? 0 : Math.ceil(left / perMinute);
    const eta = left === 0 ? 'done' : done === 0 ? 'no estimate yet' : `${minutes} min left`;
    const outcomes = `${ended.answered} answered, ${ended.needs_person} to a person, ${ended.refused} refused`;
    say(`${before + done}/${total} · ${perMinute.toFixed(1)} a minute · ${eta} · ${outcomes}`);
    if (done > 0 && minutes > A_DAY && !advised) say(OVER_A_DAY);
    advised ||= minutes > A_DAY;
  };
  const add = ({ outcome }: Pick<Outcome, 'outcome'>) => {
    ended[outcome] += 1;
    if (now() - saidAt < EVERY_MS) return;
    saidAt = now();
    close();
  };
  return { add, close };
}
