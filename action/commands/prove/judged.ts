import { CHECKS } from '../../checks/index.ts';
import type { ProofId } from '../../contract/proofs/index.ts';
import type { ReportResult } from '../../contract/report.ts';
import { assessFolder } from '../assess-folder.ts';
import type { Terminal } from '../command.ts';

/** @returns at once what the gate makes of a proof. */
export async function judged(terminal: Terminal, id: ProofId): Promise<ReportResult | { problem: string }> {
  const check = CHECKS.filter((one) => one.id === id);
  const now = new Date();
  const assessed = await assessFolder(
    { ...terminal, now },
    { folder: '.', base: null, baseResults: null },
    check,
  );
  if ('problem' in assessed) return assessed;
  const [result] = assessed.report.results;
  if (result === undefined) throw new Error(`${id} is not among the checks`);
  return result;
}
