import type { LanguageModel } from 'ai';
import type { Model } from './model/model.ts';
import type { Outcome } from './outcome.ts';
import type { About, Run } from './run.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** A hosted model and the name that results and logs give it. */
export type Hosted = { id: string; model: LanguageModel };

/**
 * Something that stands around the model: it may stop a run before it begins, take the model's place, and be told of
 * what came of it. Each is a folder of `src/`, and `parts.ts` lists those that are in use, outermost first.
 */
export type Part = {
  name: string;
  /** @returns the outcome of a run that may not take place; `null` when nothing stands against it. */
  before?(about: About): Outcome | null | Promise<Outcome | null>;
  /** Around every model: what is asked, how often, and with what. */
  model?(inner: Model): Model;
  /** Around a hosted model of the AI SDK, below `model`. */
  hosted?(inner: Hosted): Hosted;
  /**
   * Is told of every run once it has ended. When it throws, the answer is not given and a person does the work: what
   * has to be recorded is never lost. A part for which that is too much catches its own errors.
   */
  after?(run: Run): void | Promise<void>;
};

/** @throws UnusableSetting, UnusableFile */
export type MakePart = (env: Env) => Part;
