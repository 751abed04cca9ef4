import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { Document, parseDocument } from 'yaml';
import { command } from '../command.ts';
import { UnusableFile } from '../jsonl.ts';
import { UnusableSetting } from '../setting.ts';
import { stateFile } from '../state.ts';
import {
  type Begun,
  begun,
  checkWitness,
  criteriaOf,
  DRILLS_FILE,
  lastCall,
  minutesBetween,
  PROCEDURE,
  RUNBOOK,
} from './drill.ts';
import { readSwitch } from './switch.ts';

const USAGE = `npm run drill -- off --by NAME                         somebody says go: the clock runs
npm run switch -- off --reason "drill"                 by docs/runbook.md
npm run drill -- end --attested-by NAME --on-call NAME   the time is taken, and stands in ${DRILLS_FILE}

npm run drill -- by-hand --by NAME                     the tool is off: the clock runs
                                                       do some cases by hand, by ${PROCEDURE}
npm run drill -- end --attested-by NAME --cases N

The minutes are measured, never typed. Whoever held a drill cannot attest it.`;

const OPTIONS = {
  by: { type: 'string' },
  'attested-by': { type: 'string' },
  'on-call': { type: 'string' },
  cases: { type: 'string' },
} as const;

const UNDER_WAY = stateFile(process.env, 'drill.json');

/** 0 done, 2 could not. */
function main(words: string[]): number {
  const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options: OPTIONS });
  const [asked] = positionals;
  if (asked === 'off' || asked === 'by-hand') begin(asked, needed(values.by, '--by'));
  else if (asked === 'end') end(values);
  else
    throw new UnusableSetting(
      `drill: found ${asked ?? 'nothing'}; expected off, by-hand or end.\n\n${USAGE}`,
    );
  return 0;
}

function begin(asked: 'off' | 'by-hand', by: string): void {
  if (existsSync(UNDER_WAY))
    throw new UnusableFile(
      `${UNDER_WAY}: found a drill under way; expected none. End it, or delete the file to give it up.`,
    );
  const kind = asked === 'off' ? 'off_switch' : 'manual_fallback';
  mkdirSync(dirname(UNDER_WAY), { recursive: true });
  const started: Begun = { kind, at: new Date().toISOString(), by };
  writeFileSync(UNDER_WAY, JSON.stringify(started));
  console.log(`Go. The clock runs since ${started.at}. Follow ${asked === 'off' ? RUNBOOK : PROCEDURE}.`);
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

function end(values: Values): void {
  if (!existsSync(UNDER_WAY))
    throw new UnusableFile(
      `${UNDER_WAY}: found no drill under way; expected one. Run npm run drill -- off --by NAME.`,
    );
  const started = begun.parse(JSON.parse(readFileSync(UNDER_WAY, 'utf8')));
  const attested = needed(values['attested-by'], '--attested-by');
  checkWitness(started.by, attested);
  const signed = { kind: started.kind, on: started.at.slice(0, 10), by: started.by, attested_by: attested };
  const found = started.kind === 'off_switch' ? offDrill(started, values) : byHandDrill(started, values);
  record({ ...signed, ...found });
  rmSync(UNDER_WAY);
  console.log(`${DRILLS_FILE}: recorded ${JSON.stringify(found)}. Propose it as a pull request.`);
}

function offDrill({ at }: Begun, values: Values): object {
  const read = readSwitch(process.env);
  if (read === null || read === 'unreadable' || read.position !== 'off' || read.at < at)
    throw new UnusableSetting(
      'drill: found a switch that was not moved to off since the drill began; expected that. Run npm run switch -- off.',
    );
  const log = process.env.POC_LOG || 'logs/runs.jsonl';
  const quiet = existsSync(log) ? lastCall(readFileSync(log, 'utf8'), new Date(at)) : null;
  const off = new Date(Math.max(Date.parse(read.at), quiet?.getTime() ?? 0));
  return {
    minutes_to_off: minutesBetween(new Date(at), off),
    on_call: needed(values['on-call'], '--on-call'),
    runbook: RUNBOOK,
    criteria: criteriaOf(RUNBOOK),
  };
}

function byHandDrill({ at }: Begun, values: Values): object {
  const cases = Number(needed(values.cases, '--cases'));
  if (!Number.isInteger(cases) || cases < 1)
    throw new UnusableSetting(
      `--cases: found ${values.cases}; expected how many were done, 1 or more. Write --cases 5.`,
    );
  const minutes = minutesBetween(new Date(at), new Date()) / cases;
  return { cases, minutes_per_case: Math.max(0.01, Math.round(minutes * 100) / 100), procedure: PROCEDURE };
}

/** Adds to what people wrote, and keeps their comments. */
function record(drill: object): void {
  const there = existsSync(DRILLS_FILE);
  const document = there
    ? parseDocument(readFileSync(DRILLS_FILE, 'utf8'))
    : new Document({ version: 1, drills: [] });
  if (document.errors.length > 0)
    throw new UnusableFile(`${DRILLS_FILE}: found ${document.errors[0]?.message}; expected YAML. Mend it.`);
  document.addIn(['drills'], document.createNode(drill));
  mkdirSync(dirname(DRILLS_FILE), { recursive: true });
  writeFileSync(DRILLS_FILE, document.toString({ lineWidth: 0 }));
}

function needed(value: string | undefined, flag: string): string {
  if (value !== undefined && value.trim() !== '') return value.trim();
  throw new UnusableSetting(`${flag}: found nothing; expected a value. See npm run drill -- --help.`);
}

await command(main, USAGE);
