import type { Decision } from '../../contract/decision.ts';
import type { KillCriterion } from '../../contract/kill.ts';
import { listed } from '../../contract/manifest.ts';
import { fixedPart } from '../../evidence/glob.ts';
import { readValue } from '../../readiness/reading.ts';
import { code, inline } from '../../reporters/markdown.ts';
import { things } from '../../reporters/words.ts';
import type { Part } from './body.ts';
import type { Ground } from './ground.ts';
import type { DecideOptions } from './options.ts';
import { daysSpent, saving } from './stop-figures.ts';

/** @returns what a record of a stop says besides: what it took, what is kept, what goes, what would change our mind */
export function stopSections(options: DecideOptions, decision: Decision, ground: Ground): Part[] {
  return [
    { heading: 'What it took, and what it saves', text: took(options, ground) },
    { heading: 'What is kept', text: bullets(kept(options, ground)) },
    {
      heading: `What is deleted by ${decision.delete_by}`,
      text: bullets(deleted(ground)),
    },
    { heading: 'What would change our mind', text: bullets(reopening(options, ground)) },
  ];
}

const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

function took(options: DecideOptions, ground: Ground): string {
  const spent = options.spentDays ?? daysSpent(ground);
  const saved = saving(ground);
  return [
    'Stopping is a result: the question was asked with evidence, and it is answered.',
    spent === null ? 'How many days it took is not written down.' : `It took ${things(spent, 'person-day')}.`,
    saved === null
      ? 'What is saved by stopping is not written in `baseline.yaml`.'
      : inline(`It saves ${saved}.`),
  ].join(' ');
}

function kept({ keep }: DecideOptions, { measures, manifest, report, files }: Ground): string[] {
  const holds = (folder: string) => files.some((file) => file.startsWith(folder));
  const { realCases, timedCases } = measures;
  return [
    ...(realCases > 0 ? [`the case set: ${things(realCases, 'real case')}`] : []),
    ...(timedCases > 0 ? [`the baseline: ${things(timedCases, 'timed case')}`] : []),
    ...(manifest.alternative === null
      ? []
      : [`the simplest alternative: ${inline(manifest.alternative.title, 120)}`]),
    ...['adapters/', 'src/'].filter(holds).map((folder) => `the code in ${code(folder)}`),
    ...keep.map((one) => inline(one, 200)),
    `this record, and what the gate said of ${things(report.results.length, 'check')}`,
  ];
}

function deleted({ manifest, readings }: Ground): string[] {
  const cases = readValue(readings.cases) ?? [];
  const systems = new Set(cases.flatMap(({ value }) => value.source_system ?? []));
  const places = ['logs', ...listed(manifest.evidence.results).map((pattern) => fixedPart(pattern))];
  return [
    ...(manifest.capabilities.personal_data
      ? [...systems].map(
          (system) =>
            `what was taken from ${inline(system, 60)}, which holds data about people: the text of its cases too, unless it may be kept`,
        )
      : []),
    ...new Set(places.map((place) => `${code(folderOf(place))}, with all that it holds`)),
  ];
}

/** `eval/results/` of `eval/results/run.json` and of `eval/results`. */
const folderOf = (place: string): string => {
  const parts = place.split('/');
  const folders = parts.at(-1)?.includes('.') ? parts.slice(0, -1) : parts;
  return `${folders.join('/')}/`;
};

const INVERSE = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const satisfies Record<
  KillCriterion['op'],
  string
>;

function reopening({ reopen }: DecideOptions, { met }: Ground): string[] {
  return [
    ...(reopen === null ? [] : [inline(reopen)]),
    ...met.map(({ criterion: { id, metric, op, threshold } }) => {
      const inverse = code(`${metric} ${INVERSE[op]} ${threshold}`);
      return `${inverse}, measured anew: ${code(id)} would not be met`;
    }),
  ];
}
