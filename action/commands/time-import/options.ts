import { parseArgs } from 'node:util';
import { flagFault } from '../flag-fault.ts';
import { ASSIGNMENTS, type Study } from '../time/event.ts';
import type { TimeForm } from './moment.ts';
import { timeFormProblems } from './time-form.ts';

/** What a cell of ours is made of, by the names of columns; `null` where nothing says it. */
export type ColumnMap = {
  caseRef: string;
  performer: string | null;
  started: string;
  stopped: string;
  interrupted: string | null;
  tool: string | null;
  review: string | null;
  fix: string | null;
  fellBack: string | null;
  followed: string | null;
  arm: string | null;
};

/** What `poc time import` was asked to do. */
export type ImportOptions = TimeForm & {
  source: string;
  study: Study;
  assignment: (typeof ASSIGNMENTS)[number] | null;
  columns: ColumnMap;
  /** Who did all of them, where no column says it. */
  performerIs: string | null;
  pseudonyms: boolean;
  dryRun: boolean;
};

/** The flags that name a column, with the cell that it is for. */
export const COLUMN_FLAGS = {
  caseRef: 'case-ref',
  performer: 'performer',
  started: 'started',
  stopped: 'stopped',
  interrupted: 'interrupted',
  tool: 'tool',
  review: 'review',
  fix: 'fix',
  fellBack: 'fell-back',
  followed: 'followed',
  arm: 'arm',
} as const satisfies Record<keyof ColumnMap, string>;

/** @returns the columns that were named, by the flags that named them. */
export const namedColumns = (columns: ColumnMap): [flag: string, column: string][] =>
  Object.entries(COLUMN_FLAGS).flatMap(([cell, flag]) => {
    const column = columns[cell as keyof ColumnMap];
    return column === null ? [] : [[flag, column]];
  });

const NEEDED = ['caseRef', 'started', 'stopped'] as const;
const OF_STUDY = ['tool', 'review', 'fix', 'fellBack', 'followed', 'arm'] as const;

const text = { type: 'string' } as const;
const yes = { type: 'boolean', default: false } as const;
const FLAGS = {
  'case-ref': text,
  performer: text,
  'performer-is': text,
  started: text,
  stopped: text,
  interrupted: text,
  'time-format': text,
  zone: text,
  assisted: yes,
  tool: text,
  review: text,
  fix: text,
  'fell-back': text,
  followed: text,
  arm: text,
  assignment: text,
  pseudonyms: yes,
  'names-as-they-are': yes,
  'dry-run': yes,
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof FLAGS; allowPositionals: true }>>['values'];

/** @returns the options, or everything that is wrong with the arguments at once. */
export function readOptions(args: string[]): { options: ImportOptions } | { problems: string[] } {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: FLAGS });
    const problems = [...sourceProblems(positionals), ...columnProblems(values), ...otherProblems(values)];
    return problems.length === 0 ? { options: fromValues(positionals[0] ?? '', values) } : { problems };
  } catch (error) {
    return { problems: [`${flagFault(error)} See \`poc time import --help\`.`] };
  }
}

function fromValues(source: string, values: Values): ImportOptions {
  const columns = Object.entries(COLUMN_FLAGS).map(([cell, flag]) => [cell, values[flag] ?? null]);
  return {
    source,
    study: values.assisted ? 'assisted' : 'timings',
    assignment: ASSIGNMENTS.find((one) => one === values.assignment) ?? null,
    columns: Object.fromEntries(columns) as ColumnMap,
    performerIs: values['performer-is']?.trim() ?? null,
    format: values['time-format'] ?? null,
    zone: values.zone ?? null,
    pseudonyms: !values['names-as-they-are'],
    dryRun: values['dry-run'],
  };
}

const sourceProblems = (found: string[]): string[] =>
  found.length === 1
    ? []
    : [
        `found ${found.length} files; expected one. Write, for example, poc time import exports/tickets.csv --case-ref id --performer agent --started opened_at --stopped closed_at.`,
      ];

const EXAMPLES = { caseRef: 'id', started: 'opened_at', stopped: 'closed_at' } as const;

function columnProblems(values: Values): string[] {
  const missing = NEEDED.filter((cell) => values[COLUMN_FLAGS[cell]] === undefined).map(
    (cell) =>
      `--${COLUMN_FLAGS[cell]}: found none; expected the name of a column. Add, for example, --${COLUMN_FLAGS[cell]} ${EXAMPLES[cell]}.`,
  );
  const performers = [values.performer, values['performer-is']].filter((one) => one?.trim()).length;
  return performers === 1
    ? missing
    : [
        ...missing,
        `--performer: found ${performers === 0 ? 'neither it nor' : 'it together with'} --performer-is; expected one of them. Add --performer COLUMN, or --performer-is person-1 where one person did all of them.`,
      ];
}

function otherProblems(values: Values): string[] {
  const { assignment, assisted, arm } = values;
  const ofStudy = OF_STUDY.map((cell) => COLUMN_FLAGS[cell]).filter((flag) => values[flag] !== undefined);
  const problems: [boolean, string][] = [
    [
      values.pseudonyms && values['names-as-they-are'],
      '--pseudonyms: found it together with --names-as-they-are; expected one of them. Leave one out.',
    ],
    [
      !assisted && (ofStudy.length > 0 || assignment !== undefined),
      `--${ofStudy[0] ?? 'assignment'}: found it without --assisted; expected both, since today’s work has no tool. Add --assisted, or leave it out.`,
    ],
    [
      assisted && ASSIGNMENTS.every((one) => one !== assignment),
      `--assignment: found ${assignment === undefined ? 'none' : JSON.stringify(assignment)}; expected coin_flip or before_after. Write, for example, --assignment before_after.`,
    ],
    [
      assisted && assignment === 'coin_flip' && arm === undefined,
      '--arm: found none; expected the column that says what the coin said, with_poc or by_hand. Add, for example, --arm arm.',
    ],
  ];
  const others = problems.flatMap(([applies, problem]) => (applies ? [problem] : []));
  return [...timeFormProblems(values), ...others];
}
