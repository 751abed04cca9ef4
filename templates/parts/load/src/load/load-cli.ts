import { command } from '../command.ts';
import { type Arrived, within } from './arrivals.ts';
import { bindingConstraint } from './ceilings.ts';
import { loadTest } from './load-test.ts';
import { type Load, readLoad } from './settings.ts';

/** More that fail, or that could not be sent, and the load was not stood. */
const MOST = 0.01;

/** 0 it stood, 1 it did not, 2 could not run. */
async function main(): Promise<number> {
  const load = readLoad(process.env, '.');
  console.log(`${Math.ceil(load.seconds)} s of load in ${load.environment}: ${load.words}.`);
  const { model, arrived, ceilings } = await loadTest(process.env, '.', load);
  console.log(words(model, load, arrived));
  for (const { name, perHour, from } of ceilings)
    console.log(`  ${name}: about ${Math.floor(perHour)} items an hour (${from})`);
  console.log(`What gives way first: ${bindingConstraint(ceilings)}.`);
  if (!process.env.POC_LOAD_MINUTES)
    console.log('This was the short form: it runs. Whether it holds says POC_LOAD_MINUTES=10 npm run load.');
  const { sent, dropped, completedMs } = arrived;
  const failed = (sent - completedMs.length) / Math.max(1, sent);
  if (dropped > (sent + dropped) * MOST)
    console.error(
      `load: found ${dropped} arrivals that could not be sent in time; expected ${MOST * 100} % at most. This process cannot keep up, so it measured itself: use a faster machine, or a lower rate.`,
    );
  return failed > MOST || dropped > (sent + dropped) * MOST ? 1 : 0;
}

function words(model: string, { perHour }: Load, arrived: Arrived): string {
  const { sent, completedMs, errors, dropped, atOnce, minutes } = arrived;
  const ms = (share: number) => `${within(completedMs, share).toFixed(1)} ms`;
  const silent = sent - completedMs.length - errors;
  return [
    `${model}: ${sent} items sent at ${perHour} an hour, ${completedMs.length} done, ${errors} failed, ${silent} never answered, ${dropped} not sent in time.`,
    `  p50 ${ms(0.5)}, p95 ${ms(0.95)}, p99 ${ms(0.99)}, from when each was due; at most ${atOnce} at once.`,
    `  ${Math.round((completedMs.length / minutes) * 60)} done an hour.`,
  ].join('\n');
}

await command(main, 'npm run load, or: POC_LOAD_MINUTES=10 npm run load');
