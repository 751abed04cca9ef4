import { logged, otlpFile } from '../given/proven/run-logging.ts';
import { useMade, users } from '../given/proven/users.ts';
import { CONNECTED, provenFiles } from '../repository-builder/proven.ts';
import { casesForProduction, type Files, jsonLines, measured } from '../repository-builder.ts';
import { ORDINARY, renderKind } from '../templates/render-kind.ts';
import { moment, on } from './clock.ts';
import type { Team } from './team.ts';

/** What `npm create poc` makes on day 0. */
export async function scaffold(team: Team): Promise<void> {
  const files = await renderKind({ ...ORDINARY, today: on(0), decisionDue: on(14) });
  await team.write(Object.fromEntries([...files].map(([path, { text }]) => [path, text])));
}

/** Eligible cases a month, as `baseline.yaml` of the study has it. */
const PER_MONTH = 1900;

/** The study of the repository builder, its work by hand begun on one day and its work with the POC on another. */
const STUDY = { byHand: measured(moment(75)), withPoc: measured(moment(66)) };
export const BASELINE = STUDY.byHand['baseline.yaml'] as string;
export const ASSISTED = STUDY.withPoc['baseline/assisted.csv'] as string;
export const ERRORS = STUDY.byHand['baseline/errors.csv'] as string;
/** The errors of today; those of the POC are not known yet. */
export const ERRORS_BY_HAND = ERRORS.replace(/^.*with_poc\n/gm, '');

/** The first so many timed cases. */
export const timings = (n: number): string => {
  const [head, ...rows] = (STUDY.byHand['baseline/timings.csv'] as string).trimEnd().split('\n');
  return [head, ...rows.slice(0, n), ''].join('\n');
};

/** Everything that the repository builder has for production, as of today; some of it by the folder. */
export function made(team: Team, ...places: string[]): Files {
  const all = Object.entries(provenFiles(team.now, 'production'));
  return Object.fromEntries(all.filter(([path]) => places.some((place) => path.startsWith(place))));
}

/** What the running system and the system of record export of the days since `from`, four weeks at most. */
export function usage(team: Team, from: number): Files {
  const { usage: events } = useMade(team.now, PER_MONTH);
  const { usage: told, spans } = logged(events.filter(({ ts }) => ts >= moment(from).toISOString()));
  const { files } = users(team.now, PER_MONTH);
  return {
    'usage/export.jsonl': jsonLines(told),
    'usage/eligible.csv': files['usage/eligible.csv'] as string,
    'evidence/traces/sample.jsonl': otlpFile(spans),
  };
}

const suite = (name: string, n?: number) =>
  casesForProduction()
    .filter((one) => one.suite === name)
    .slice(0, n)
    .map((one) => ({ ...one, sampled_at: one.sampled_at === null ? null : moment(1).toISOString() }));
/** So many cases of a suite, without slices until somebody counted them. */
export const cases = (name: 'scored' | 'unanswerable' | 'must_never', n?: number): string =>
  jsonLines(suite(name, n));

/** So many clerks whose manager agreed on that day. */
export const named = (day: number, n: number) =>
  [1, 2, 3]
    .slice(0, n)
    .map((i) => ({ pseudonym: `user-${i}`, role: 'Support clerk', acknowledged_on: on(day) }));

/** What the POC reads and writes in pilot. */
export const SYSTEMS = { systems: CONNECTED.systems, untrusted_inputs: CONNECTED.untrusted_inputs };

/** The owner decides, with whoever else, and everybody agrees. */
export async function decide(team: Team, what: string, why: string, ...others: string[]): Promise<void> {
  const by = ['Ada Example', ...others].join(',');
  const { code, err } = await team.poc('decide', what, '--accepted', '--by', by, '--reason', why);
  if (code !== 0) throw new Error(`poc decide ${what}: ${err}`);
}
