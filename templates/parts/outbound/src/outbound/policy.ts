import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readYaml } from '../yaml.ts';
import { DETECTORS } from './detectors.ts';

const OUTBOUND_FILE = fileURLToPath(new URL('../../policy/outbound.yaml', import.meta.url));

const field = z
  .string()
  .regex(/^[^*]+\*?$/, { error: 'expected the name of a field, with a * at its end at most' });

/** `policy/outbound.yaml`: what may go to the provider of a hosted model. */
const shape = z.strictObject({
  version: z.literal(1),
  fields: z.array(field),
  redact: z.array(z.enum(DETECTORS)),
});
export type Outbound = z.infer<typeof shape>;

/** @throws UnusableFile */
export const readOutbound = (file = OUTBOUND_FILE): Outbound => readYaml(file, shape);

/** May a field of this name leave? */
export const mayLeave = ({ fields }: Outbound, name: string): boolean =>
  fields.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one));
