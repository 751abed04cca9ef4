import { join } from 'node:path';
import { inclusionProblem } from '../../audit/inclusion.ts';
import { type Kept, type Verified, verifyTrail, type Witness } from '../../audit/verify.ts';
import { auditInclusion } from '../../contract/audit.ts';
import { describeProblem } from '../../contract/problem.ts';
import { readAccess } from '../../evidence/policy-files.ts';
import { openWorkingTree } from '../../evidence/working-tree.ts';
import { things } from '../../reporters/words.ts';
import { printable } from '../../text/printable.ts';
import type { ExitCode, Terminal } from '../command.ts';
import { Refused, readAs, readPublicKey, readTrail, readWitness, readWitnesses } from './load.ts';
import type { AuditOptions } from './options.ts';

type Asked<D extends AuditOptions['does']> = Extract<AuditOptions, { does: D }>;

/** Says of each trail whether it is whole. @returns 1 where one is not */
export async function verifyTrails(terminal: Terminal, asked: Asked<'verify'>): Promise<ExitCode> {
  const kept = await keptIn(terminal);
  let code: ExitCode = 0;
  for (const folder of asked.folders) {
    const trail = await readTrail(terminal.cwd, folder);
    const witnesses = [
      ...(await farWitness(terminal.cwd, folder, asked)),
      ...(await readWitnesses(terminal.cwd, folder)),
    ];
    const found = verifyTrail(trail, witnesses, kept);
    for (const problem of found.problems) terminal.print(printable(describeProblem(problem)));
    terminal.print(summary(folder, found, kept));
    if (found.problems.length > 0) code = 1;
  }
  if (asked.checkpoint === null)
    terminal.print(
      'Without --checkpoint FILE from elsewhere, a trail that was written anew looks whole too.',
    );
  return code;
}

function summary(folder: string, { entries, removed, checkpoints, problems }: Verified, kept: Kept | null) {
  const unjudged = removed > 0 && kept === null ? ', and no policy/access.yaml here says when it was' : '';
  return printable(
    `${folder}: ${things(entries, 'entry', 'entries')}, ${removed} past their time and taken out${unjudged}; ${things(checkpoints, 'checkpoint')}; ${things(problems.length, 'problem')}.`,
  );
}

/** For how long the policy of this folder keeps records; `null` where there is none. @throws Refused where it is broken */
async function keptIn({ cwd, now }: Terminal): Promise<Kept | null> {
  const read = await readAccess(await openWorkingTree(cwd, null));
  if (read.status === 'invalid') throw new Refused(read.problems.map(describeProblem).join('\n'));
  return read.status === 'missing' ? null : { days: read.value.value.retention_days, now };
}

async function farWitness(cwd: string, folder: string, asked: Asked<'verify'>): Promise<Witness[]> {
  if (asked.checkpoint === null) return [];
  const key = await readPublicKey(cwd, asked.publicKey ?? join(folder, 'signing.pub'));
  return [await readWitness(cwd, asked.checkpoint, key)];
}

/** Says whether a proof holds, to somebody who has only it and the public key. @returns 1 where it does not */
export async function checkProof(terminal: Terminal, asked: Asked<'check'>): Promise<ExitCode> {
  const proof = await readAs(terminal.cwd, asked.proof, auditInclusion, 'Name what poc audit prove printed.');
  const problem = inclusionProblem(proof, await readPublicKey(terminal.cwd, asked.publicKey));
  const { entry, checkpoint } = proof;
  terminal.print(
    printable(
      problem === null
        ? `It holds: entry ${entry.seq} is in the trail that was signed on ${checkpoint.at}.`
        : `${asked.proof}: found ${problem}; expected a proof that holds. Ask for a new one.`,
    ),
  );
  return problem === null ? 0 : 1;
}
