import { INPUT_KINDS, type InputKind } from '../../contract/eval-run.ts';
import type { EvalResults } from '../evidence.ts';

/** Policy is not among them: bars come from the base branch whatever the results were made under. */
const DECIDING = INPUT_KINDS.filter((kind) => kind !== 'policy');

/**
 * @returns the inputs whose digest in the results is not that of the tree: results of another code, prompt or case
 * set. All of them where nothing says what was measured.
 */
export function staleInputs({ run, inputsNow }: Pick<EvalResults, 'run' | 'inputsNow'>): InputKind[] {
  return DECIDING.filter((kind) => run?.inputs[kind] !== inputsNow[kind]);
}
