import { z } from 'zod';
import { digest, named, text } from './fields.ts';

/** Where `npm run calibrate` of a made repository writes them. It holds no text of items, only what came out. */
export const TRIALS_FILE = 'state/trials.jsonl';

/** The first line of `state/trials.jsonl`: what was tried. */
export const trialsHead = z.strictObject({
  version: z.literal(1),
  model: text.describe('The model that answered, by its dated name.'),
  training: digest.describe('Digest of the training data.'),
});
export type TrialsHead = z.infer<typeof trialsHead>;

/** Far beyond what any signal says, and near enough that its square is a number. */
const MOST = 1e9;
const signal = z
  .number({ error: 'expected a number from -1e9 to 1e9' })
  .min(-MOST, { error: 'expected a number from -1e9 to 1e9' })
  .max(MOST, { error: 'expected a number from -1e9 to 1e9' });

/** Every other line of `state/trials.jsonl`: one labelled case that is not in the exam, and how the model did on it. */
export const trial = z
  .strictObject({
    id: text,
    correct: z.boolean().nullable().describe('null where the model gave no answer that can be used.'),
    signals: named(signal).describe('What speaks for the answer, by name; the higher, the surer.'),
  })
  .refine(({ correct, signals }) => (correct === null) === (Object.keys(signals).length === 0), {
    path: ['signals'],
    error: 'expected signals where correct is true or false, and none where it is null',
  })
  .meta({ id: 'trial', title: 'state/trials.jsonl', description: 'One labelled case that the model tried.' });
export type Trial = z.infer<typeof trial>;
