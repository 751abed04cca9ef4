import type { Item } from '../input.ts';
import type { About, Call } from '../run.ts';

/** What goes along with every question to a model. */
export type Context = {
  about: About;
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal;
  /** Every call of this run so far; the innermost model adds to it. */
  calls: Call[];
  /** Asked before every call. Throws when there may not be another. */
  mayCall: () => void;
  /** `null` for as many as the provider gives. */
  maxOutputTokens: number | null;
  /** Where the answer before this one broke the output contract; `null` at the first question. */
  broken: string | null;
};

/** What a model said, and what it took. */
export type Reply = {
  /** Unchecked: `output.ts` decides whether it can be believed. */
  said: unknown;
  inputTokens: number;
  outputTokens: number;
  responseModel: string | null;
  responseId: string | null;
};

/** The seam between the workflow and whatever answers. */
export type Model = {
  /** Named in every result and every log line: who said this? */
  id: string;
  /** Can it do better when it is told what was wrong? */
  repairs: boolean;
  /** @throws when the model cannot be reached or gives up; the item then goes to a person. */
  ask(item: Item, context: Context): Promise<Reply>;
};

/** @returns the reply of a model that runs within the process and counts no tokens. */
export const replyOf = (said: unknown): Reply => ({
  said,
  inputTokens: 0,
  outputTokens: 0,
  responseModel: null,
  responseId: null,
});

/** @returns what goes along with the first question of a run. Parts narrow it. */
export const contextFor = (about: About): Context => ({
  about,
  signal: new AbortController().signal,
  calls: [],
  mayCall: () => {},
  maxOutputTokens: null,
  broken: null,
});
