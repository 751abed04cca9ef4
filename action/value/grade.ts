/** From so many cases an arm on a coin decides; with fewer it is a comparison of before with after. */
export const RANDOMISED_ROWS = 30;

/** How the minutes were measured, best first. D shows no number. */
export type Grade = 'A' | 'B' | 'C' | 'D';

/** The timed cases of one way of doing the work, without warm-up and estimates, and how many people did them. */
export type ArmSize = { n: number; people: number };

/** What was compared with what. `null` where there is nothing to compare. */
export type Study = {
  comparison: 'coin_flip' | 'before_after' | null;
  today: ArmSize;
  withPoc: ArmSize;
};

/**
 * The grade of a study. Only measured cases may be counted; an estimate is no timing.
 *
 * A: a coin decided each case, and there are 30 or more in both arms, by more than one person. B: 20 or more in both, by three people or more in
 * both. C: anything measured in both. D: an arm is empty.
 */
export function gradeOf({ comparison, today, withPoc }: Study): Grade {
  const both = (holds: (arm: ArmSize) => boolean) => holds(today) && holds(withPoc);
  if (!both(({ n }) => n > 0)) return 'D';
  if (comparison === 'coin_flip' && both(({ n, people }) => n >= RANDOMISED_ROWS && people > 1)) return 'A';
  return both(({ n, people }) => n >= 20 && people >= 3) ? 'B' : 'C';
}
