import type { Baseline } from '../../contract/baseline.ts';
import { defineCheck } from '../../readiness/check.ts';
import { fail, notProven, pass } from '../../readiness/finding.ts';
import { sameName } from '../../readiness/names.ts';
import { isPlaceholder } from '../../readiness/placeholder.ts';
import { locate } from '../../readiness/reading.ts';

const REQUIRED = [
  'unit',
  'start_event',
  'stop_event',
  'performer_roles',
  'eligible_per_month',
  'volume_query',
  'volume_window',
] as const satisfies readonly (keyof Baseline)[];

export const taskDefined = defineCheck({
  id: 'baseline/task-defined',
  title: 'One unit of work is defined, with its start, its stop and its volume',
  failureTitle: 'One unit of work is not fully defined',
  question: 'What is one unit of work, when does the clock start and stop, who does it, how many a month?',
  why: 'Two people who time different start and stop points produce a difference that is not a saving.',
  remedy:
    'Name one unit, one start event and one stop event in `baseline.yaml`, and paste the query that gave the volume.',
  severity: 'critical',
  evidence:
    '`baseline.yaml`: `unit`, `start_event`, `stop_event`, `performer_roles`, `eligible_per_month`, `volume_query` and `volume_window`. All of them are filled in, and start and stop are two events.',
  kinds: ['E3'],
  noticed:
    'Words that only hold the place of an answer, such as “TODO”, “tbd” or “unknown”, count as none. A unit, start or stop that is defined otherwise after the fact no longer matches the digest that every timing carries: `baseline/measured-timings` and `baseline/assisted-timings` then ask for new ones.',
  since: 1,
  blocksFrom: 'explore',
  needs: ['baseline'],
  evaluate({ baseline }) {
    const { value } = baseline;
    const open = REQUIRED.filter((field) => isOpen(value[field]));
    const [first] = open;
    if (first !== undefined) {
      return notProven(`${baseline.file} does not say: ${open.join(', ')}.`, {
        location: locate(baseline, first),
        remedy: `Fill in \`${first}:\` in \`${baseline.file}\`${open.length > 1 ? ` and ${open.length - 1} more` : ''}.`,
      });
    }
    if (sameName(value.start_event ?? '', value.stop_event ?? '')) {
      return fail('start_event and stop_event are the same, so nothing lies between them.', {
        location: locate(baseline, 'stop_event'),
      });
    }
    return pass(
      `One unit is “${value.unit}”, from “${value.start_event}” to “${value.stop_event}”; ${value.eligible_per_month} a month (${value.volume_window}).`,
    );
  },
});

function isOpen(value: Baseline[(typeof REQUIRED)[number]]): boolean {
  if (Array.isArray(value)) return value.length === 0 || value.some(isPlaceholder);
  return value === null || (typeof value === 'string' && isPlaceholder(value));
}
