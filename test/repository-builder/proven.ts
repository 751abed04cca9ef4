import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Baseline } from '../../action/contract/baseline.ts';
import type { Envelope } from '../../action/contract/envelope.ts';
import type { EvalCase } from '../../action/contract/eval-case.ts';
import type { EvalRow } from '../../action/contract/eval-run.ts';
import type { Manifest } from '../../action/contract/manifest.ts';
import { PROOFS, type ProofId, proofFile } from '../../action/contract/proofs/index.ts';
import type { Stage } from '../../action/contract/stage.ts';
import { readManifest } from '../../action/evidence/poc-files.ts';
import { digestOfInput } from '../../action/evidence/proofs.ts';
import { openRepository } from '../../action/evidence/repository.ts';
import { listedOnce } from '../../action/evidence/tree.ts';
import { openWorkingTree } from '../../action/evidence/working-tree.ts';
import { DAY, dayOf } from '../../action/readiness/clock.ts';
import { data } from '../given/proven/data.ts';
import { provenErrors } from '../given/proven/errors.ts';
import { provenIntegration, SYSTEMS } from '../given/proven/integration.ts';
import { provenOffSwitch } from '../given/proven/monitoring-off-switch.ts';
import type { Proven } from '../given/proven/proven.ts';
import { quality } from '../given/proven/quality-signal.ts';
import { logged, otlpFile } from '../given/proven/run-logging.ts';
import { scale } from '../given/proven/scale.ts';
import { grant, security } from '../given/proven/security.ts';
import { useMade, users } from '../given/proven/users.ts';
import { jsonLines } from './files.ts';
import { aRow } from './literals.ts';
import { measured } from './measured.ts';
import { type Files, HOUR, writeFiles } from './repository.ts';

/** What a POC is connected to, as its proofs have it. */
export const CONNECTED = {
  systems: SYSTEMS,
  untrusted_inputs: ['message body'],
  alternative: {
    title: 'keyword rule',
    source: ['alternative/*.ts'],
    results: 'alternative/results/run.json',
    cost_per_case: 0,
  },
} satisfies Partial<Manifest>;

/** A dumb version that is right on three of four, and sends nobody anything. */
export const byRule = (cases: readonly EvalCase[]): EvalRow[] =>
  cases.map((one, i) =>
    aRow(one, one.suite === 'scored' && i % 4 === 0 ? { verdict: 'fail', reason: 'another label' } : {}),
  );

type Results = Proven['results'];

/** The evidence of a POC of which every check that has a proof, a drill or an export passes: the files, but for the proofs. */
export function provenFiles(now: Date, stage: Stage): Files {
  const { worth, perMonth, currency } = worthOf(now, stage);
  const { usage, spans } = logged(useMade(now, perMonth).usage);
  const files = Object.assign({}, ...[...areas(now), users(now, perMonth)].map((one) => one.files)) as Record<
    string,
    string
  >;
  return {
    ...worth,
    ...files,
    'usage/export.jsonl': jsonLines(usage),
    'alternative/rule.ts':
      "export const rule = (text: string) => (text.includes('bill') ? 'bill' : 'other');\n",
    'eval/slices.yaml': stringify({
      version: 1,
      query: 'select kind, count(*) from messages group by kind',
      window: { from: dayOf(new Date(now.getTime() - 60 * DAY)), to: dayOf(now) },
      slices: [
        { name: 'reminders', share: 0.5 },
        { name: 'invoices', share: 0.5 },
      ],
    }),
    'evidence/traces/sample.jsonl': otlpFile(spans),
    'policy/prices.yaml': (files['policy/prices.yaml'] as string).replace('EUR', currency),
    '.github/CODEOWNERS': '/policy/ @acme/platform\n/poc.yaml @acme/platform\n/.github/ @acme/platform\n',
  };
}

/** Production asks what the work is worth; until then it is enough that it was timed before anybody used the POC. */
function worthOf(now: Date, stage: Stage): { worth: Files; perMonth: number; currency: string } {
  const all = measured(now);
  if (stage === 'production') return { worth: all, perMonth: 1900, currency: 'USD' };
  const worth = { 'baseline/timings.csv': all['baseline/timings.csv'] ?? null };
  return { worth, perMonth: 900, currency: 'EUR' };
}

const areas = (now: Date): Proven[] => [
  data(now),
  provenErrors(now),
  provenOffSwitch(now),
  provenIntegration(now),
  scale(now),
  security(now),
  quality(now),
];

/** The results of that POC: areas speak of one system and of one usage export. */
function resultsOf(now: Date, perMonth: number): Results {
  const all = Object.assign({}, ...areas(now).map((one) => one.results)) as Results;
  const trail = all['security/audit-trail'];
  const [first, second] = useMade(now, perMonth).usage;
  if (trail === undefined || first === undefined || second === undefined) throw new Error('Nothing to join');
  const refs = [first.case_ref, second.case_ref];
  return {
    ...all,
    'security/least-privilege': { result: { grants: [grant(now, { scopes: ['api'] })] }, n: 1 },
    'security/audit-trail': {
      ...trail,
      result: {
        ...trail.result,
        records: trail.result.records.map((record, i) => ({
          ...record,
          case_ref: refs[i] ?? record.case_ref,
        })),
      },
    },
  };
}

/** Writes the proofs for the tree as it is now, with the digests that the gate will take. Commits nothing. */
export async function writeProofs(folder: string, now: Date, over: Results = {}): Promise<void> {
  const repository = await openRepository(folder);
  const tree = listedOnce(await openWorkingTree(folder, repository?.git ?? null));
  const manifest = await readManifest(tree);
  if (manifest.status !== 'read') throw new Error(`No digests to write: ${JSON.stringify(manifest)}`);
  const { eligible_per_month: perMonth } = parse(
    await readFile(join(folder, 'baseline.yaml'), 'utf8'),
  ) as Baseline;
  // On the first day nobody has counted them yet.
  const results = { ...resultsOf(now, perMonth ?? 900), ...over };
  for (const [id, proven] of Object.entries(results) as [ProofId, Results[ProofId]][]) {
    if (proven === undefined) continue;
    const inputs = PROOFS[id].inputs.map(
      async (input) => [input, await digestOfInput(tree, manifest.value.value, input)] as const,
    );
    const envelope: Envelope<unknown> = {
      schema: 'poc-evidence/v1',
      check: id,
      commit: repository?.head ?? null,
      produced_at: new Date(now.getTime() - HOUR).toISOString(),
      producer: { command: 'npm run prove', run_url: null },
      inputs: Object.fromEntries(await Promise.all(inputs)),
      n: proven.n,
      result: proven.result,
    };
    await writeFiles(folder, { [proofFile(id)]: `${JSON.stringify(envelope, null, 2)}\n` });
  }
}
