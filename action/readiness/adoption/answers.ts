import { quantile } from '../../statistics/quantile.ts';
import { isOpen, type Session, wasDone } from './sessions.ts';
import { type Share, shareOf } from './share.ts';

/** How people answered its outputs. Each is `null` where there is nothing that it is a share of. */
export type Answers = {
  /** Accepted as they were, of all that were done. */
  accepted: Share | null;
  edited: Share | null;
  rejected: Share | null;
  /** Rejections with a reason, of all rejections. */
  reasons: Share | null;
  /** More than half of the output was changed, of those done of which that is known. */
  heavyEdits: Share | null;
  /** Median of what was changed in those that were edited, as a share of the output. */
  medianEdit: { value: number; n: number } | null;
  /** Begun and come to nothing within the session, of all that were begun. */
  abandoned: Share | null;
};

/** Who rewrites more than half of it wrote it. */
const HEAVY = 0.5;

/** @param exportEnds the moment of the last event, in milliseconds */
export function answersOf(sessions: readonly Session[], exportEnds: number): Answers {
  const over = sessions.filter((session) => !isOpen(session, exportEnds));
  const done = over.filter(wasDone);
  const rejected = done.filter(({ end }) => end === 'rejected');
  const count = (some: readonly Session[], end: Session['end']) =>
    some.filter((session) => session.end === end).length;
  const changed = done.map(changedIn).filter((share) => share !== null);
  const edits = changed.filter((share) => share > 0);
  return {
    accepted: shareOf(count(done, 'accepted'), done.length),
    edited: shareOf(count(done, 'edited'), done.length),
    rejected: shareOf(rejected.length, done.length),
    reasons: shareOf(rejected.filter(hasReason).length, rejected.length),
    heavyEdits: shareOf(changed.filter((share) => share > HEAVY).length, changed.length),
    medianEdit: edits.length === 0 ? null : { value: quantile(edits, 0.5), n: edits.length },
    abandoned: shareOf(count(over, null) + count(over, 'abandoned'), over.length),
  };
}

const hasReason = ({ rows }: Session): boolean =>
  rows.some(({ value }) => value.event === 'rejected' && value.reason !== undefined);

/** What was accepted as it was has no change; how much was changed else is known where the system says it. */
function changedIn({ rows, end }: Session): number | null {
  if (end === 'accepted') return 0;
  if (end !== 'edited') return null;
  const shares = rows.map(({ value }) => value.edit_share).filter((share) => share !== undefined);
  return shares.length === 0 ? null : Math.max(...shares);
}
