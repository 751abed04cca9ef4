import type { Item } from '../input.ts';

/** The seam between the workflow and whatever classifies. */
export type Model = {
  /** Named in every result and every log line: who said this? */
  id: string;
  /** An answer with less confidence than this goes to a person. */
  answersFrom: number;
  /**
   * @returns what the model said, unchecked: `output.ts` decides whether it can be believed.
   * @throws when the model cannot be reached or gives up; the item then goes to a person.
   */
  classify(item: Item): Promise<unknown>;
};
