// Moves the clock of a command: `Date` is later by the milliseconds that the file STORY_CLOCK holds, read anew each time.
import { openSync, readSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

const Real = Date;
const realNow = Real.now;
const file = openSync(process.env.STORY_CLOCK, 'r');
const digits = Buffer.alloc(20);

function now() {
  readSync(file, digits, 0, digits.length, 0);
  return realNow() + Number(digits.toString());
}

globalThis.Date = new Proxy(Real, {
  construct: (date, args, target) => Reflect.construct(date, args.length === 0 ? [now()] : args, target),
  apply: () => new Real(now()).toString(),
  get: (date, name) => (name === 'now' ? now : Reflect.get(date, name)),
});

// Ten minutes of load at a desk of a test: in that process everything but the machine goes so many times as fast, so that
// each answer seems to take that much longer.
const speed = Number(process.env.STORY_SPEED ?? 1);
if (speed !== 1 && process.argv[1]?.endsWith('load-at-volume.ts')) {
  const { setTimeout: wait } = timers;
  timers.setTimeout = (ms, ...rest) => wait(ms / speed, ...rest);
  syncBuiltinESMExports();
  const measured = performance.now.bind(performance);
  performance.now = () => measured() * speed;
}
