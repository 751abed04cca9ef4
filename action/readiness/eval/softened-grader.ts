import { GRADER_AGREEMENT_FILE } from '../../contract/grader-agreement.ts';
import type { Circumstances } from '../check.ts';
import type { GraderLabels } from '../evidence.ts';
import { type Finding, fail, pass } from '../finding.ts';
import { named } from '../named-ids.ts';
import { isJudged } from '../policy/paths.ts';

/**
 * The grader is a bar too: one that passes the answers that it failed is a lower one. It may be a better grader, so its
 * reader is told; in production it comes alone, so that nothing is judged by what came with it (gate.md, T8).
 *
 * @param bars what there is to say of all other bars
 */
export function judgeSoftened(
  { changed, softened }: Pick<GraderLabels, 'changed' | 'softened'>,
  files: readonly string[],
  stage: Circumstances['stage'],
  bars: string,
): Finding {
  const [grader] = changed.grader;
  if (grader === undefined || softened.length === 0) return pass(bars);
  const location = { file: grader, line: null };
  const count = softened.length === 1 ? '1 answer' : `${softened.length} answers`;
  const what = `This pull request changes the grader (${grader}), and ${count} that failed at the base ${softened.length === 1 ? 'passes' : 'pass'} here unchanged: ${named(softened)}`;
  const other = together(changed, files);
  if (stage !== 'production' || other === undefined) return pass(`${bars} ${what}.`, { location });
  return fail(`${what}. It changes ${other} as well.`, {
    location,
    remedy: `Move the change of \`${grader}\` to a pull request of its own, and let its workflow make the results.`,
  });
}

/** What people say of a grader comes with it; whatever else it judges does not. */
const together = (changed: GraderLabels['changed'], files: readonly string[]): string | undefined =>
  [...files.filter(isJudged), ...changed.results].find(
    (file) => !changed.grader.includes(file) && file !== GRADER_AGREEMENT_FILE,
  );
