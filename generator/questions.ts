import type { WorkflowKind } from '../action/contract/workflow.ts';
import type { Answers } from './answers.ts';

/** What a person is asked. */
export type QuestionKey = keyof Answers;

/** What is made when nobody says what the workflow does. */
export const DEFAULT_KIND: WorkflowKind = 'classify';

/** Where an honest default comes from. What a person must know has none. */
export type DefaultSource = 'git user.name' | '14 days from today' | 'none' | 'classify' | 'default';

/** One question. Flags, answers file, prompts, plop prompts and `--help` are all made from it. */
export type Question = {
  key: QuestionKey;
  /** How it is answered on the command line: a flag, or the word itself. */
  flag: `--${string}` | 'NAME';
  message: string;
  /** An example of an answer, never taken as one. */
  placeholder: string;
  /** What `--yes` takes and a prompt offers. `null`: a person must say it. */
  default: DefaultSource | null;
  /** There where only one kind of workflow is asked this. */
  kind?: WorkflowKind;
};

/** Every question, in the order in which it is asked. */
export const QUESTIONS: readonly Question[] = [
  {
    key: 'name',
    flag: 'NAME',
    message: 'Name of the folder and the package',
    placeholder: 'invoice-exceptions',
    default: null,
  },
  {
    key: 'kind',
    flag: '--kind',
    message: 'What it does with an item: classify, extract (fields of a document) or draft (an answer)',
    placeholder: DEFAULT_KIND,
    default: 'classify',
  },
  {
    key: 'workflow',
    flag: '--workflow',
    message: 'The workflow, in one sentence',
    placeholder: 'Route each invoice exception to the team that resolves it',
    default: null,
  },
  {
    key: 'performer',
    flag: '--performer',
    message: 'Who does it today (a role)',
    placeholder: 'accounts payable clerk',
    default: null,
  },
  {
    key: 'unit',
    flag: '--unit',
    message: 'One unit of this work',
    placeholder: 'one invoice exception',
    default: null,
  },
  {
    key: 'minutes',
    flag: '--minutes',
    message: 'Minutes one unit takes today (only a guess, counts as nothing until timed; may be skipped)',
    placeholder: '6',
    default: 'none',
  },
  {
    key: 'realCase',
    flag: '--real-case',
    message: 'Where one real case lives (a system, a folder, a link)',
    placeholder: 'the shared mailbox ap@, folder Exceptions',
    default: null,
  },
  {
    key: 'labels',
    flag: '--labels',
    message: 'For classify: the labels an item can be given, separated by commas',
    placeholder: 'price,quantity,duplicate',
    default: null,
    kind: 'classify',
  },
  {
    key: 'fields',
    flag: '--fields',
    message: 'For extract: the fields with their types (text, amount, date, integer)',
    placeholder: 'supplier:text,total:amount,issued:date',
    default: null,
    kind: 'extract',
  },
  {
    key: 'parts',
    flag: '--parts',
    message:
      'What stands around the model: default (all but what many machines need), all, none, or names of parts, separated by commas',
    placeholder: 'default',
    default: 'default',
  },
  {
    key: 'owner',
    flag: '--owner',
    message: 'The one person who answers for this POC',
    placeholder: 'Ada Lovelace',
    default: 'git user.name',
  },
  {
    key: 'decisionDue',
    flag: '--decision-due',
    message: 'The day a person decides: ship, harden, continue or stop (YYYY-MM-DD)',
    placeholder: '2027-01-15',
    default: '14 days from today',
  },
];

/** @returns whether a question is asked of a workflow of this kind; of a kind that is not known yet, all are. */
export const isAskedOf = (question: Pick<Question, 'kind'>, kind: WorkflowKind | undefined): boolean =>
  kind === undefined || question.kind === undefined || question.kind === kind;

/** A flag that is not a question. */
export type Switch = { flag: `--${string}`; value: 'FILE' | null; short?: string; summary: string };

/** Every other flag. `npm_config_*` stands in for those that npm takes from the command line. */
export const SWITCHES = [
  { flag: '--answers', value: 'FILE', summary: 'Read answers from a .json or .yaml file; flags win over it' },
  { flag: '--yes', value: null, short: 'y', summary: 'Ask nothing; take the defaults marked below' },
  { flag: '--json', value: null, summary: 'Ask nothing; print one JSON object' },
  { flag: '--dry-run', value: null, summary: 'Show what would be written; write nothing' },
  { flag: '--no-git', value: null, summary: 'No git init and no first commit' },
  { flag: '--help', value: null, short: 'h', summary: 'Show this' },
  { flag: '--version', value: null, short: 'v', summary: 'Show the version' },
] as const satisfies readonly Switch[];

/** The questions that have a flag: all but the name. */
export const FLAGGED = QUESTIONS.filter(({ flag }) => flag !== 'NAME');

/** Every flag, with its dashes. */
export const FLAGS: readonly string[] = [...FLAGGED, ...SWITCHES].map(({ flag }) => flag);

/** The flags that need a value. */
export const VALUED_FLAGS: readonly string[] = [
  ...FLAGGED.map(({ flag }) => flag),
  ...SWITCHES.filter(({ value }) => value !== null).map(({ flag }) => flag),
];
