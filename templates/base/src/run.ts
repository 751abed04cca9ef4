import type { Item } from './input.ts';
import type { Outcome } from './outcome.ts';

/** What a run is for. Only `live` runs are work for somebody. */
export type RunKind = 'live' | 'eval' | 'load' | 'test';

/** Who asks, about which case, and what for. Set by the way in (command line, server, eval), never by the item. */
export type About = {
  /** The id of the case in the system that it comes from. */
  caseRef: string;
  /** A pseudonym of `poc.yaml`. */
  user: string;
  /** A role of `policy/access.yaml`. */
  role: string;
  kind: RunKind;
};

/** One call of a model. */
export type Call = {
  /** As it was asked for and as the provider names what answered; `null` where it did not say. */
  model: string;
  responseModel: string | null;
  responseId: string | null;
  startedAt: Date;
  durationMs: number;
  /** Tokens; 0 for a model within the process. `null` where a call failed before anybody counted. */
  inputTokens: number | null;
  outputTokens: number | null;
  /** The class of the error, never its message: that can hold the item. */
  error: string | null;
};

/** Digests that say which version of what was at work. */
export type Versions = { workflow: string; prompt: string; policy: string };

/** One run of the workflow, whole. It holds the item, so whoever keeps it has to leave that out. */
export type Run = {
  /** 32 hexadecimal digits: the trace id too. */
  id: string;
  about: About;
  startedAt: Date;
  durationMs: number;
  model: string;
  versions: Versions;
  /** `sha256:…` of what came in. */
  inputHash: string;
  /** `null` when what came in was refused, or was not looked at. */
  item: Item | null;
  outcome: Outcome;
  calls: readonly Call[];
};
