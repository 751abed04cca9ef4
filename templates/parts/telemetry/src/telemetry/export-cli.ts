import { parseArgs } from 'node:util';
import { command } from '../command.ts';
import { UnusableSetting } from '../setting.ts';
import { exportTraces } from './export.ts';

const TARGET = 'evidence/traces';

/** 0 done, 1 there is nothing to export, 2 could not. */
function main(args: string[]): number {
  const { values } = parseArgs({ args, options: { days: { type: 'string', default: '28' } } });
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 1)
    throw new UnusableSetting(
      `--days: found ${values.days}; expected a whole number of days, 1 or more. Write, for example, --days 28.`,
    );
  const exported = exportTraces(process.env, TARGET, days, new Date());
  for (const { file, runs } of exported) console.log(`${file}: ${runs} runs`);
  if (exported.length > 0) return 0;
  console.error(
    `state/telemetry: found no run for anybody in the ${days} days before today; expected one. Use the workflow for a day, or name more days with --days.`,
  );
  return 1;
}

await command(main, 'npm run traces:export [-- --days 28]');
