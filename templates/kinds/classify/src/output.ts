import { z } from 'zod';
import { LABELS } from './labels.ts';

/** A label with the model's own probability of being right. */
export const prediction = z.strictObject({
  label: z.enum(LABELS),
  confidence: z.number().min(0).max(1),
});
export type Prediction = z.infer<typeof prediction>;

/** A model that knows that it does not know. */
export const undecided = z.strictObject({
  undecided: z.enum(['model_undecided', 'unfamiliar', 'too_little_training']),
});
export type Undecided = z.infer<typeof undecided>;

/** What a model said, once it is known to keep the contract. */
export type Checked =
  | { status: 'prediction'; prediction: Prediction }
  | { status: 'undecided'; doubt: Undecided['undecided'] }
  | { status: 'broken'; where: string };

/** The output contract. What a model returns is untrusted until it has been through here. */
export function checkOutput(value: unknown): Checked {
  if (typeof value === 'object' && value !== null && 'undecided' in value) {
    const read = undecided.safeParse(value);
    return read.success ? { status: 'undecided', doubt: read.data.undecided } : broken(read.error);
  }
  const read = prediction.safeParse(value);
  return read.success ? { status: 'prediction', prediction: read.data } : broken(read.error);
}

/** Paths and codes only: a model's words can hold the text of the item. */
const broken = (error: z.ZodError): Checked => ({
  status: 'broken',
  where: error.issues.map((issue) => `${issue.path.join('.') || 'answer'} (${issue.code})`).join(', '),
});
