import { parseArgs } from 'node:util';
import { suite } from '../../contract/eval-case.ts';
import { isInside } from '../../evidence/tree.ts';
import { type LabelRules, labelRule } from '../../intake/labels.ts';
import { flagFault } from '../flag-fault.ts';

/** What `poc eval import` was asked to do. */
export type ImportOptions = LabelRules & {
  source: string;
  sourceSystem: string;
  labelField: string | null;
  idField: string | null;
  sliceFields: string[];
  only: string | null;
  wanted: number;
  trainShare: number;
  sampling: 'consecutive' | 'random';
  stratify: boolean;
  seed: string | null;
  suite: (typeof SUITES)[number];
  out: string;
  trainOut: string;
  append: boolean;
  dryRun: boolean;
  json: boolean;
};

/** Training cases go to `--train-out`, and malformed ones are what did not parse: neither is chosen here. */
export const SUITES = suite.exclude(['malformed', 'training']).options;

const SAMPLINGS = ['random', 'consecutive'] as const;

const FLAGS = {
  'source-system': { type: 'string' },
  'label-field': { type: 'string' },
  'id-field': { type: 'string' },
  'slice-field': { type: 'string', multiple: true },
  map: { type: 'string', multiple: true },
  unanswerable: { type: 'string', multiple: true },
  'keep-labels': { type: 'boolean', default: false },
  only: { type: 'string' },
  n: { type: 'string', default: '200' },
  train: { type: 'string', default: '0.5' },
  sampling: { type: 'string', default: 'random' },
  stratify: { type: 'boolean', default: false },
  'no-stratify': { type: 'boolean', default: false },
  seed: { type: 'string' },
  suite: { type: 'string', default: 'scored' },
  out: { type: 'string', default: 'eval/cases/imported.jsonl' },
  'train-out': { type: 'string', default: 'data/train.jsonl' },
  append: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

type Read = { options: ImportOptions } | { problems: string[] };

/** @returns the options, or everything that is wrong with the arguments at once. */
export function readOptions(args: string[]): Read {
  try {
    const parsed = parseArgs({ args, allowPositionals: true, options: FLAGS });
    return fromValues(parsed.values, parsed.positionals);
  } catch (error) {
    return { problems: [`${flagFault(error)} See \`poc eval import --help\`.`] };
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof FLAGS; allowPositionals: true }>>['values'];

function fromValues(values: Values, positionals: string[]): Read {
  const problems: string[] = [];
  const note = <T>(value: T | null, problem: string): T => {
    if (value === null) problems.push(problem);
    return value as T;
  };
  const [source = null] = positionals.length === 1 ? positionals : [];
  const system = values['source-system']?.trim() || null;
  const sampling = SAMPLINGS.find((one) => one === values.sampling) ?? null;
  const options: ImportOptions = {
    source: note(source, sourceProblem(positionals)),
    sourceSystem: note(system, SYSTEM_PROBLEM),
    labelField: values['label-field'] ?? null,
    idField: values['id-field'] ?? null,
    sliceFields: [...new Set(values['slice-field'])],
    unanswerable: values.unanswerable ?? [],
    rules: (values.map ?? []).map((text) => note(labelRule(text), mapProblem(text))),
    keepLabels: values['keep-labels'],
    only: values.only ?? null,
    wanted: note(wholeNumber(values.n), numberProblem('n', values.n, 'a whole number from 1', '200')),
    trainShare: note(share(values.train), numberProblem('train', values.train, 'a share from 0 to 1', '0.5')),
    sampling: note(sampling, numberProblem('sampling', values.sampling, 'random or consecutive', 'random')),
    stratify: sampling === 'random' && !values['no-stratify'],
    seed: values.seed ?? null,
    suite: note(
      SUITES.find((one) => one === values.suite) ?? null,
      numberProblem('suite', values.suite, SUITES.join(', '), 'scored'),
    ),
    out: note(caseFile(values.out), pathProblem('out', values.out)),
    trainOut: note(caseFile(values['train-out']), pathProblem('train-out', values['train-out'])),
    append: values.append,
    dryRun: values['dry-run'],
    json: values.json,
  };
  problems.push(...contradictions(values, options));
  return problems.length === 0 ? { options } : { problems };
}

function contradictions(values: Values, { sampling, out, trainOut }: ImportOptions): string[] {
  const isStratified = values.stratify && (values['no-stratify'] || sampling === 'consecutive');
  return [
    ...(isStratified ? [STRATIFY_PROBLEM] : []),
    ...(out !== null && out === trainOut ? [samePathProblem(out)] : []),
  ];
}

const SYSTEM_PROBLEM =
  '--source-system: found none; expected the name of the system that the cases come from. Add, for example, --source-system support-inbox.';

const STRATIFY_PROBLEM =
  '--stratify: found it together with --no-stratify or --sampling consecutive; expected one of them. A run of consecutive items has the labels it has: leave --stratify out.';

const samePathProblem = (path: string): string =>
  `--train-out: found ${path}, the same as --out; expected another file, since what is trained on is never scored. Write, for example, --train-out data/train.jsonl.`;

const sourceProblem = (found: string[]): string =>
  `found ${found.length} sources; expected one file or folder. Write, for example, poc eval import exports/inbox.csv --label-field queue --source-system support-inbox.`;

const mapProblem = (text: string): string =>
  `--map: found ${JSON.stringify(text)}; expected old=new. Write, for example, --map 'spam-*=ignore'.`;

const numberProblem = (flag: string, found: string, expected: string, example: string): string =>
  `--${flag}: found ${JSON.stringify(found)}; expected ${expected}. Write, for example, --${flag} ${example}.`;

const pathProblem = (flag: string, found: string): string =>
  `--${flag}: found ${JSON.stringify(found)}; expected a .jsonl file inside this folder. Write, for example, --${flag} ${FLAGS[flag === 'out' ? 'out' : 'train-out'].default}.`;

function wholeNumber(text: string): number | null {
  const value = Number(text);
  return /^\d{1,7}$/.test(text) && value >= 1 ? value : null;
}

function share(text: string): number | null {
  const value = Number(text);
  return /^\d*\.?\d+$/.test(text) && value <= 1 ? value : null;
}

/** @returns the path without a leading `./`, or `null` when it leads out of the folder. */
function caseFile(text: string): string | null {
  const path = text.replace(/^(?:\.\/+)+/, '');
  return path.endsWith('.jsonl') && isInside(path) ? path : null;
}
