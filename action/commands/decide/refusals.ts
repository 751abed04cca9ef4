import { daysAfter } from '../../readiness/clock.ts';
import {
  EXTENSION_DAYS,
  isSignedBy,
  missingSignature,
  ownerOf,
  REASON_CHARACTERS,
  reasonFault,
} from '../../readiness/decision/decision-rules.ts';
import type { Ground } from './ground.ts';
import type { DecideOptions } from './options.ts';

/** @returns each flag that is missing, and last the command that would do; nothing where none is missing */
export function missingFlags(options: DecideOptions, ground: Ground): string[] {
  const names = signersOf(options, ground);
  const missing = [
    ...(options.reason === null
      ? [
          {
            flag: '--reason',
            expected: `why, in a sentence of at least ${REASON_CHARACTERS} characters`,
            example: 'WHY, IN A SENTENCE',
          },
        ]
      : []),
    ...(options.by.length === 0 ? [{ flag: '--by', expected: 'who decided', example: names.join(',') }] : []),
    ...(needsReopening(options, ground)
      ? [
          {
            flag: '--reopen',
            expected: 'what would change our mind, since no kill criterion is met that says it',
            example: 'WHAT WOULD CHANGE OUR MIND',
          },
        ]
      : []),
  ];
  if (missing.length === 0) return [];
  const command = [
    'npx poc decide',
    ...options.given.map(quoted),
    ...missing.map(({ flag, example }) => `${flag} ${quoted(example)}`),
  ];
  return [
    ...missing.map(({ flag, expected }) => `${flag}: found none; expected ${expected}.`),
    `Write: ${command.join(' ')}`,
  ];
}

const needsReopening = ({ decision, reopen }: DecideOptions, { met }: Ground): boolean =>
  decision === 'stop' && reopen === null && met.length === 0;

function signersOf({ decision }: DecideOptions, { manifest, base, sponsor }: Ground): string[] {
  const owner = ownerOf(manifest, base);
  return decision === 'continue' && sponsor !== null && !isSignedBy({ 'decision-makers': [owner] }, sponsor)
    ? [owner, sponsor]
    : [owner];
}

/** A word for a shell: what it might obey stands between single quotes. */
const quoted = (word: string): string =>
  /^[\w./:,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** @returns why this cannot be decided so; nothing where it can */
export function refusals(options: DecideOptions, ground: Ground): string[] {
  const { manifest, decisions } = ground;
  if (manifest.stage === 'stopped')
    return [
      'poc.yaml: stage: found stopped; expected a stage that goes on. What was stopped is begun again as a new proof of concept.',
    ];
  const { decision, by, date } = options;
  const fault = reasonFault(options.reason ?? '', decisions);
  const missing = missingSignature({ decision, 'decision-makers': [...by] }, manifest, ground.base);
  return [
    ...(fault === null
      ? []
      : [
          `--reason: found one that ${fault}; expected at least ${REASON_CHARACTERS} characters on what was decisive this time. Write what a stranger would have to know.`,
        ]),
    ...(missing === null
      ? []
      : [`--by: found ${by.join(', ')}; expected ${missing} among them. ${sponsorless(options, ground)}`]),
    ...(date < manifest.stage_started_on
      ? [
          `--date: found ${date}; expected ${manifest.stage_started_on}, on which this stage began, or later. An older decision led to another stage.`,
        ]
      : []),
    ...(decision === 'continue' ? [...secondExtension(ground), ...lateExtension(date, ground)] : []),
  ];
}

const sponsorless = ({ decision }: DecideOptions, { sponsor }: Ground): string =>
  decision === 'continue' && sponsor === null
    ? 'Name who pays as `sponsor:` in poc.yaml first.'
    : 'Have them decide, and add their name.';

/** One extension a stage. One that was taken out of `poc.yaml` again was granted all the same. */
export function secondExtension({ manifest, base, decisions }: Ground): string[] {
  const before = base?.manifest?.value;
  const granted = manifest.extension ?? (before?.stage === manifest.stage ? before.extension : null);
  const record = decisions.find(
    ({ value }) =>
      value.status === 'accepted' && value.decision === 'continue' && value.date >= manifest.stage_started_on,
  );
  if (granted === null && record === undefined) return [];
  const found =
    granted === null
      ? `${record?.file} of ${record?.value.date}`
      : `an extension of ${granted.days} days, granted by ${granted.sponsor} on ${granted.granted_on}`;
  return [
    `continue: found ${found}; expected none, since a stage is extended once. Decide to ship, harden or stop.`,
  ];
}

/** A week from the day that was set does not help a decision that is later still. */
export function lateExtension(date: string, { manifest }: Ground): string[] {
  const end = daysAfter(manifest.decision_due, EXTENSION_DAYS);
  if (date <= end) return [];
  return [
    `continue: found ${date}, when an extension would be over; expected ${end} or earlier, a week after decision_due. Decide to ship, harden or stop.`,
  ];
}
