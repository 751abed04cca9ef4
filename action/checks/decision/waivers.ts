import type { Waiver } from '../../contract/waivers.ts';
import { type Circumstances, defineCheck } from '../../readiness/check.ts';
import { dayOf, daysBetween } from '../../readiness/clock.ts';
import type { Evidence } from '../../readiness/evidence.ts';
import { type Finding, fail, pass } from '../../readiness/finding.ts';
import { named } from '../../readiness/named-ids.ts';
import { isActive, waiverFault } from '../../readiness/policy/waiver.ts';
import { locate } from '../../readiness/reading.ts';

/** A waiver that ends within so many days is named before it does. */
const SOON_DAYS = 14;

type Known = Pick<Evidence, 'waivers' | 'pastWaivers' | 'owners' | 'change'>;

export const waivers = defineCheck({
  id: 'decision/waivers',
  title: 'What is knowingly not done is written down, with names and an end',
  failureTitle: 'A waiver does not hold',
  question: 'What are we knowingly not doing, until when, on whose name?',
  why: 'An exemption without an end is a check that was deleted.',
  remedy:
    'Do what the check asks, or have an owner of waivers grant a dated one in a pull request of its own.',
  severity: 'high',
  evidence:
    '`policy/waivers.yaml`: one exact check each, with a reason, a compensating control, an owner, an approver who is named under `owners.waivers` in `policy/owners.yaml` of the base, and a day on which it ends: 30 days after it was granted at most (medium severity: 90). Once renewed, three active at most. A critical check cannot be waived in production, nor can this one.',
  kinds: ['E3', 'E5'],
  noticed:
    'Wildcards; ids that no check has; an approver who proposes the pull request or owns the waiver; a third grant for one check, also when it was taken out in between or its `renewals` say otherwise; a text that only holds a place. A waiver counts only once it is on the base branch, so no pull request waives itself.',
  since: 2,
  blocksFrom: 'explore',
  needs: ['waivers', 'pastWaivers', 'owners', 'change'],
  evaluate(known, circumstances) {
    const { waivers: file } = known;
    const list = file.value.waivers;
    for (const [i, waiver] of list.entries()) {
      const fault = waiverFault(waiver, { ...known, ...circumstances, others: list });
      if (fault !== null)
        return fail(`The waiver of ${named([waiver.check])} ${fault}.`, {
          location: locate(file, `waivers.${i}.check`),
        });
    }
    return tooMany(known, circumstances) ?? inForce(list, circumstances.now);
  },
});

function tooMany({ waivers: file }: Known, { bars, now }: Circumstances): Finding | null {
  const active = file.value.waivers.filter((one) => isActive(one, now));
  const most = bars['decision/waivers'].active;
  if (active.length <= most) return null;
  return fail(
    `${active.length} checks are waived and ${most} may be: ${active.map(({ check }) => check).join(', ')}.`,
    { location: locate(file, `waivers.${most}`), remedy: 'Take out the waivers that are needed least.' },
  );
}

function inForce(list: readonly Waiver[], now: Date): Finding {
  const active = list.filter((one) => isActive(one, now));
  const over = list.length - active.length;
  const ended = over === 0 ? '' : ` ${over} ${over === 1 ? 'has' : 'have'} ended and can be taken out.`;
  if (active.length === 0) return pass(`Nothing is waived.${ended}`);
  const each = active.map((one) => {
    const days = daysBetween(dayOf(now), one.expires_on);
    const soon = days <= SOON_DAYS ? `, which is in ${days} ${days === 1 ? 'day' : 'days'}` : '';
    return `${one.check} until ${one.expires_on}${soon}, approved by ${one.approver}`;
  });
  return pass(`${active.length} waived: ${each.join('; ')}.${ended}`);
}
