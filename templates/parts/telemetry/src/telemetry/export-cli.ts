import { parseArgs } from 'node:util';
import { exportTraces } from './export.ts';

const TARGET = 'evidence/traces';
const { values } = parseArgs({ options: { days: { type: 'string', default: '28' } } });
const days = Number(values.days);

if (!Number.isInteger(days) || days < 1) {
  console.error(
    `--days: found ${values.days}; expected a whole number of days, 1 or more. Write, for example, --days 28.`,
  );
  process.exitCode = 2;
} else {
  const exported = exportTraces(process.env, TARGET, days, new Date());
  for (const { file, runs } of exported) console.log(`${file}: ${runs} runs`);
  if (exported.length === 0) {
    console.error(
      `state/telemetry: found no run for anybody in the ${days} days before today; expected one. Use the workflow for a day, or name more days with --days.`,
    );
    process.exitCode = 1;
  }
}
