import type { Decision, DecisionOption } from '../../contract/decision.ts';
import type { GatedStage, Stage } from '../../contract/stage.ts';
import { EXTENSION_DAYS, STAGE_DAYS } from '../../readiness/decision/decision-rules.ts';
import { lastDay } from '../../readiness/decision/kill-status.ts';
import { inline } from '../../reporters/markdown.ts';
import { things } from '../../reporters/words.ts';
import type { Ground } from './ground.ts';
import { leadsTo } from './moves.ts';
import { openChecks } from './open-checks.ts';
import { secondExtension } from './refusals.ts';
import { saving } from './stop-figures.ts';

/** @returns what an option would mean for this POC, as safe Markdown */
export const meaningOf = (option: DecisionOption, ground: Ground): string => MEANINGS[option](ground);

const MEANINGS = {
  ship: (ground) => {
    const { stage } = ground.manifest;
    const to = leadsTo('ship', stage as GatedStage);
    if (to === stage) return `stay in ${to}, on what is known today.`;
    const days = STAGE_DAYS[to as GatedStage];
    return `go on to ${to}, and decide again within ${days} days. ${openCount(ground)}.`;
  },
  harden: (ground) =>
    `stay in ${ground.manifest.stage} and close what is open${inTime(ground)}. ${openCount(ground)}.`,
  continue: (ground) => {
    if (ground.sponsor === null)
      return 'not possible, for nobody is named as the sponsor who could grant it.';
    if (secondExtension(ground).length > 0) return 'not possible, for this stage has been extended once.';
    return `${EXTENSION_DAYS} days more in ${ground.manifest.stage}, once, if ${inline(ground.sponsor, 60)} grants it.`;
  },
  stop: (ground) => {
    const saved = saving(ground);
    return `end it, and keep what was learnt. ${saved === null ? 'What that saves is not written in `baseline.yaml`' : inline(`It saves ${saved}`)}.`;
  },
} as const satisfies Record<DecisionOption, (ground: Ground) => string>;

const inTime = ({ manifest, report }: Ground): string =>
  (report.poc?.days_left ?? -1) < 0 ? '' : ` by ${lastDay(manifest)}`;

const openCount = (ground: Ground): string => {
  const { length } = openChecks(ground.report);
  return length === 0 ? 'No check is open' : `${things(length, 'check')} ${length === 1 ? 'is' : 'are'} open`;
};

/** @returns what an accepted decision changes, as safe Markdown. Without days: those follow from its acceptance. */
export function followsFrom(decision: Decision, { manifest }: Ground): string {
  const { from, to } = decision;
  const moves = decision.decision === 'continue' ? EXTENDED : to === from ? STAYS : MOVED[to as Stage];
  const review = `It is looked at again on ${decision.review_on}.`;
  const owner = `${inline(manifest.owner, 60)} answers for it.`;
  return `${moves} ${decision.decision === 'stop' ? '' : `${review} `}${owner}`;
}

const STAYS = 'Once it is accepted, the stage and its clock stay as they are.';
const EXTENDED = `Once it is accepted, \`poc.yaml\` has the one extension of ${EXTENSION_DAYS} days. There is no second.`;

const entering = (stage: GatedStage): string =>
  `Once it is accepted, \`poc.yaml\` goes to ${stage} on that day, with ${STAGE_DAYS[stage]} days until the next decision, and every check of ${stage} blocks.`;

const MOVED = {
  explore: STAYS,
  pilot: entering('pilot'),
  production: entering('production'),
  stopped: 'Once it is accepted, `poc.yaml` says `stage: stopped`, and access to the systems ends.',
} as const satisfies Record<Stage, string>;
