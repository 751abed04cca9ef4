import type { Access } from '../contract/access.ts';
import type { Baseline } from '../contract/baseline.ts';
import type { DataRegister } from '../contract/data-register.ts';
import type { Decision } from '../contract/decision.ts';
import type { Drills } from '../contract/drills.ts';
import type { EligibleCase, Seed } from '../contract/eligible.ts';
import type { EvalCase, EvalChange } from '../contract/eval-case.ts';
import type { EvalRun, InputKind } from '../contract/eval-run.ts';
import type { GraderAgreement } from '../contract/grader-agreement.ts';
import type { Kill } from '../contract/kill.ts';
import type { Limits } from '../contract/limits.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { Owners } from '../contract/owners.ts';
import type { Prices } from '../contract/prices.ts';
import type { ProductionMix } from '../contract/production-mix.ts';
import type { ProofId, ProofResult } from '../contract/proofs/index.ts';
import type { Signals } from '../contract/signals.ts';
import type { Assisted, CheckedCase, Discarded } from '../contract/study.ts';
import type { Suppressions } from '../contract/suppressions.ts';
import type { Thresholds } from '../contract/thresholds.ts';
import type { Timing } from '../contract/timings.ts';
import type { UsageEvent } from '../contract/usage.ts';
import type { Waiver, Waivers } from '../contract/waivers.ts';
import type { EvalRecord } from './eval/eval-record.ts';
import type { Measures } from './measures.ts';
import type { OrganisationPolicy } from './policy/organisation.ts';
import type { Proof } from './proof/proof.ts';
import type { Signature } from './proof/signature.ts';
import type { Document, Reading, Row } from './reading.ts';
import type { Span } from './traces/span.ts';

/** Digests of the inputs of an eval, by kind. */
export type InputDigests = Readonly<Record<InputKind, string>>;

/** A file of results, as its reader found it. */
export type ResultFile = {
  file: string;
  /** Name of the format, such as `promptfoo JSON`. */
  format: string;
  records: number;
  /** What a reader of the results should know of this file. */
  notes: readonly string[];
  /** ISO moment, where the file says it. */
  producedAt: string | null;
};

/** The results of an eval, from one file or many, and what the tree they are judged with says today. */
export type EvalResults = {
  /** The first of its files: where findings about the whole point. */
  file: string;
  /** What was measured, on what; one for all shards. `null` where nothing says so: files of a tool that nobody recorded. */
  run: EvalRun | null;
  files: readonly ResultFile[];
  rows: readonly Row<EvalRecord>[];
  /** Shards of which no envelope came, as `3 of 4`. */
  missingShards: readonly string[];
  /** Who vouches for its files: a signature only where each of them has one. */
  signature: Signature;
  /** Digests recomputed from the tree, to be compared with those in `run`. */
  inputsNow: InputDigests;
};

/** What people said of the outputs that the grader judged, and what that is compared with. */
export type GraderLabels = {
  /** `null` where there is no such file. */
  agreement: Document<GraderAgreement> | null;
  /** Digest of the files that grade, as this tree has them; `null` where none are named. */
  graderNow: string | null;
  /** Ids of the cases of this tree; none where they could not be read. */
  caseIds: ReadonlySet<string>;
  /** What the grader judged; `null` where it could not be read. */
  results: EvalResults | null;
  /** What this pull request changes of the files that grade, and of the results. */
  changed: { grader: readonly string[]; results: readonly string[] };
  /** Ids of the cases that failed at the base, and pass here with the same answer. */
  softened: readonly string[];
  /** Who proposes it, where that is known. */
  author: string | null;
};

/** What production consists of, now and at the base. */
export type Mixes = {
  /** `null` where there is no such file. */
  now: Document<ProductionMix> | null;
  /** `null` where the base has none that could be read, or there is no base. */
  before: ProductionMix | null;
};

/** The dumb version, with its results. */
export type Alternative = {
  title: string;
  /** US dollars a case, as `poc.yaml` says. */
  costPerCase: number;
  /** Files of this tree that its `source` names. */
  source: readonly string[];
  results: EvalResults;
};

/** A text that a model sees or that is code: where case text would be a leak. */
export type SourceText = { file: string; text: string };

/** The tree that a pull request is compared with. Files that could not be read there are `undefined`. */
export type Base = {
  /** The commit, as full hexadecimal id. */
  commit: string;
  /** How it was chosen, such as `pull request base` or `--base main`. */
  how: string;
  manifest: Document<Manifest> | undefined;
  baseline: Document<Baseline> | undefined;
  thresholds: Document<Thresholds> | undefined;
  kill: Document<Kill> | undefined;
  waivers: readonly Waiver[];
  owners: Document<Owners> | undefined;
  dataRegister: Document<DataRegister> | undefined;
  suppressions: Document<Suppressions> | undefined;
  drills: Document<Drills> | undefined;
  signals: Document<Signals> | undefined;
  limits: Document<Limits> | undefined;
  access: Document<Access> | undefined;
  prices: Document<Prices> | undefined;
  /** Who has to agree to a change of a file of the policy, by its path; nobody where it is not among them. */
  codeOwners: ReadonlyMap<string, readonly string[]>;
  cases: readonly Row<EvalCase>[];
  caseChanges: readonly Row<EvalChange>[];
  /** Results to compare with; empty where there are none. */
  rows: readonly Row<EvalRecord>[];
  /** Where `rows` come from, such as `the tree of the base commit`; why there are none where there are none. */
  resultsFrom: string;
  /** Results of its alternative, with the digest of the code that the alternative had; `null` where there are none. */
  alternative: { rows: readonly Row<EvalRecord>[]; source: string } | null;
  policyDigest: string;
};

/** What the pull request does to the tree. Without a base there is nothing to compare with, for the reason given. */
export type Change = {
  base: Base | null;
  /** Why there is no base; empty when there is one. */
  reason: string;
  /** Changed files, relative to the POC's folder; files outside it start with `../`. */
  files: readonly string[];
  /** Who proposes it, where that is known: a login on GitHub. */
  author: string | null;
  /** Names and e-mail addresses of authors and committers of what it adds to the base. */
  proposers: readonly string[];
};

/** When things came into the history, as ISO moments; `null` when they never did. */
export type History = {
  complete: boolean;
  killAddedAt: string | null;
  resultsAddedAt: string | null;
  /** When the code or the prompts were changed last. */
  systemChangedAt: string | null;
};

/** The rows of one file. Its name is known also where it has none. */
export type RowsOf<T> = { file: string; rows: readonly Row<T>[] };

/** A decision record, with the text below its front matter. */
export type DecisionRecord = Decision & { body: string };

/** A headline that a person pasted somewhere, with the place. */
export type PastedHeadline = { text: string; file: string; line: number };

/** What a POC was when it entered pilot: what its baseline and its decision were about. */
export type PilotEntry = {
  commit: string;
  /** ISO moment of that commit. */
  enteredAt: string;
  manifest: Document<Manifest>;
  taskDigest: string | null;
  /** The schema of what it answered then, as JSON; `null` where there was none. */
  outputSchema: unknown;
};

/** Policies that a POC may come to have: each as this tree has it, or `null` where it has none that can be read. */
export type PoliciesThere = {
  access: Document<Access> | null;
  limits: Document<Limits> | null;
  signals: Document<Signals> | null;
  prices: Document<Prices> | null;
};

/** The schema of what a workflow may answer. */
export type OutputSchema = { file: string; schema: Readonly<Record<string, unknown>> };

/** The envelope of each check that is proven by one. */
type Proofs = { [I in ProofId as `proof:${I}`]: Proof<ProofResult<I>> };

/** All that a check may ask for. Readers bring it; the core says what it is. */
export type Evidence = Proofs & {
  /** `null` where no organisation asks for anything. */
  organisation: OrganisationPolicy | null;
  waivers: Document<Waivers>;
  /** Every waiver that ever stood on this line of history, each form of it once. */
  pastWaivers: readonly Waiver[];
  /** Those of the base; those of the tree only where there is no base. */
  owners: Document<Owners>;
  dataRegister: Document<DataRegister>;
  access: Document<Access>;
  limits: Document<Limits>;
  signals: Document<Signals>;
  policiesThere: PoliciesThere;
  prices: Document<Prices>;
  /** Without the file nothing was drilled. */
  drills: Document<Drills>;
  /** Without the file nothing is suppressed. */
  suppressions: Document<Suppressions>;
  /** Eligible cases of the system of record; no rows where there is no extract. */
  eligible: RowsOf<EligibleCase>;
  /** Seeded errors; no rows where there are none. */
  seeds: RowsOf<Seed>;
  traces: RowsOf<Span>;
  outputSchema: OutputSchema;
  /** `null` while it has never been in pilot. */
  atPilot: PilotEntry | null;
  /** Digests of the snapshots of the vendors' APIs that their comparison names; no entry where there is no such file. */
  snapshots: ReadonlyMap<string, string>;
  /** Every file of the tree. */
  files: ReadonlySet<string>;
  manifest: Document<Manifest>;
  baseline: Document<Baseline>;
  timings: RowsOf<Timing>;
  /** Cases of the study with the POC, both of its arms. */
  assisted: RowsOf<Assisted>;
  discarded: RowsOf<Discarded>;
  checkedCases: RowsOf<CheckedCase>;
  /** What happened in use, in the order of time. */
  usage: readonly Row<UsageEvent>[];
  /** What the task is now, to be compared with what was timed. */
  taskDigest: string;
  /** Between the markers of the README; `null` where it has none. */
  pasted: PastedHeadline | null;
  cases: readonly Row<EvalCase>[];
  training: readonly Row<EvalCase>[];
  results: EvalResults;
  caseChanges: readonly Row<EvalChange>[];
  thresholds: Document<Thresholds>;
  policyDigest: string;
  /** The policy digest stored in the results; `null` while nothing has been scored. */
  measuredUnder: string | null;
  kill: Document<Kill>;
  decisions: readonly Row<DecisionRecord>[];
  /** Digests of the files that decision records name, as this tree has them; no entry where there is no such file. */
  recordedFiles: ReadonlyMap<string, string>;
  graderLabels: GraderLabels;
  mixes: Mixes;
  /** `null` where `poc.yaml` declares none. */
  alternative: Alternative | null;
  sources: readonly SourceText[];
  authors: readonly string[];
  change: Change;
  history: History;
  measures: Measures;
};

/** Every piece of evidence, as it was found. */
export type Readings = { [K in keyof Evidence]: Reading<Evidence[K]> };
