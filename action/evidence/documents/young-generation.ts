import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from giving more memory to short-lived objects than it has given so far. Elements live for as long as a
 * reader looks at one, so a larger space holds only garbage: 30 MB more for a file of 100 MB, and no faster.
 */
export const keepYoungGenerationSmall = (): void => setFlagsFromString('--semi-space-growth-factor=1');
