import type { Baseline } from '../contract/baseline.ts';
import type { Decision } from '../contract/decision.ts';
import type { EvalCase, EvalChange } from '../contract/eval-case.ts';
import type { EvalRow, EvalRun, InputKind } from '../contract/eval-run.ts';
import type { Kill } from '../contract/kill.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { Thresholds } from '../contract/thresholds.ts';
import type { Timing } from '../contract/timings.ts';
import type { Waiver } from '../contract/waivers.ts';
import type { Measures } from './measures.ts';
import type { Document, Reading, Row } from './reading.ts';

/** Digests of the inputs of an eval, by kind. */
export type InputDigests = Readonly<Record<InputKind, string>>;

/** The results of an eval, and what the tree they are judged with says today. */
export type EvalResults = {
  file: string;
  run: EvalRun;
  rowsFile: string;
  rows: readonly Row<EvalRow>[];
  /** Digests recomputed from the tree, to be compared with those in `run`. */
  inputsNow: InputDigests;
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
  thresholds: Document<Thresholds> | undefined;
  kill: Document<Kill> | undefined;
  waivers: readonly Waiver[];
  cases: readonly Row<EvalCase>[];
  caseChanges: readonly Row<EvalChange>[];
  rows: readonly Row<EvalRow>[];
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
};

/** When things came into the history, as ISO moments; `null` when they never did. */
export type History = { complete: boolean; killAddedAt: string | null; resultsAddedAt: string | null };

/** All that a check may ask for. Readers bring it; the core says what it is. */
export type Evidence = {
  manifest: Document<Manifest>;
  baseline: Document<Baseline>;
  timings: { file: string; rows: readonly Row<Timing>[] };
  cases: readonly Row<EvalCase>[];
  training: readonly Row<EvalCase>[];
  results: EvalResults;
  caseChanges: readonly Row<EvalChange>[];
  thresholds: Document<Thresholds>;
  policyDigest: string;
  /** The policy digest stored in the results; `null` while nothing has been scored. */
  measuredUnder: string | null;
  kill: Document<Kill>;
  decisions: readonly Row<Decision>[];
  sources: readonly SourceText[];
  authors: readonly string[];
  change: Change;
  history: History;
  measures: Measures;
};

/** Every piece of evidence, as it was found. */
export type Readings = { [K in keyof Evidence]: Reading<Evidence[K]> };
