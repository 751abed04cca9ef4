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
    'Words that only hold the place of an answer, such as “TODO”, “tbd” or “unknown”, count as none. A volume that changes while its query and its window stay was not counted. A unit, start or stop that is defined otherwise after the fact no longer matches the digest that every timing carries: `baseline/measured-timings` and `baseline/assisted-timings` then ask for new ones.',
  since: 1,
  blocksFrom: 'explore',
  needs: ['baseline', 'change'],
  evaluate({ baseline, change }) {
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
    const before = change.base?.baseline?.value;
    if (before !== undefined && isUncounted(before, value)) {
      return fail(
        `eligible_per_month went from ${before.eligible_per_month} to ${value.eligible_per_month}, and volume_query and volume_window are those of before.`,
        {
          location: locate(baseline, 'eligible_per_month'),
          remedy: `Write the query and the window that gave ${value.eligible_per_month}, or restore ${before.eligible_per_month}.`,
        },
      );
    }
    return pass(
      `One unit is “${value.unit}”, from “${value.start_event}” to “${value.stop_event}”; ${value.eligible_per_month} a month (${value.volume_window}).`,
    );
  },
});

/** One query over one window gives one number: another one was not counted. */
const isUncounted = (before: Baseline, now: Baseline): boolean =>
  before.eligible_per_month !== null &&
  before.eligible_per_month !== now.eligible_per_month &&
  before.volume_query === now.volume_query &&
  before.volume_window === now.volume_window;

function isOpen(value: Baseline[(typeof REQUIRED)[number]]): boolean {
  if (Array.isArray(value)) return value.length === 0 || value.some(isPlaceholder);
  return value === null || (typeof value === 'string' && isPlaceholder(value));
}
