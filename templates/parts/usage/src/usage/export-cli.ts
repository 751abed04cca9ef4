import { exportUsage } from './usage.ts';

const exported = exportUsage(process.env, 'usage', new Date());
for (const { file, events } of exported) console.log(`${file}: ${events} events`);
if (exported.length === 0) {
  console.error(
    'state/usage: found no event of a day before today; expected one. Use the workflow for a day, then export.',
  );
  process.exitCode = 1;
}
