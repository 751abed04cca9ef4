import { parseArgs } from 'node:util';
import { flagFault } from '../flag-fault.ts';
import type { TimeForm } from '../time-import/moment.ts';
import { timeFormProblems } from '../time-import/time-form.ts';

/** What `poc usage eligible` was asked to do. */
export type EligibleOptions = TimeForm & {
  source: string;
  caseRef: string;
  closed: string;
  closedBy: string;
  people: string | null;
  namesAsTheyAre: boolean;
  dryRun: boolean;
};

const FLAGS = {
  'case-ref': { type: 'string' },
  closed: { type: 'string' },
  'closed-by': { type: 'string' },
  people: { type: 'string' },
  'names-as-they-are': { type: 'boolean', default: false },
  'time-format': { type: 'string' },
  zone: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof FLAGS; allowPositionals: true }>>['values'];

/** @returns the options, or everything that is wrong with the arguments at once. */
export function readOptions(args: string[]): { options: EligibleOptions } | { problems: string[] } {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: FLAGS });
    const problems = [...sourceProblems(positionals), ...columnProblems(values), ...otherProblems(values)];
    return problems.length === 0 ? { options: fromValues(positionals[0] ?? '', values) } : { problems };
  } catch (error) {
    return { problems: [`${flagFault(error)} See \`poc usage eligible --help\`.`] };
  }
}

const fromValues = (source: string, values: Values): EligibleOptions => ({
  source,
  caseRef: values['case-ref'] ?? '',
  closed: values.closed ?? '',
  closedBy: values['closed-by'] ?? '',
  people: values.people ?? null,
  namesAsTheyAre: values['names-as-they-are'],
  format: values['time-format'] ?? null,
  zone: values.zone ?? null,
  dryRun: values['dry-run'],
});

const sourceProblems = (found: string[]): string[] =>
  found.length === 1
    ? []
    : [
        `found ${found.length} files; expected one. Write, for example, poc usage eligible exports/closed.csv --case-ref id --closed closed_at --closed-by agent.`,
      ];

const EXAMPLES = { 'case-ref': 'id', closed: 'closed_at', 'closed-by': 'agent' } as const;

const columnProblems = (values: Values): string[] =>
  (['case-ref', 'closed', 'closed-by'] as const)
    .filter((flag) => values[flag] === undefined)
    .map(
      (flag) =>
        `--${flag}: found none; expected the name of a column. Add, for example, --${flag} ${EXAMPLES[flag]}.`,
    );

function otherProblems(values: Values): string[] {
  const isTwice = values.people !== undefined && values['names-as-they-are'];
  return [
    ...timeFormProblems(values),
    ...(isTwice
      ? ['--people: found it together with --names-as-they-are; expected one of them. Leave one out.']
      : []),
  ];
}
