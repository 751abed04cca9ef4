import { createRequire } from 'node:module';

const installed = createRequire(new URL('../stdlib/package.json', import.meta.url));

/** A function of @stdlib, which others wrote: a second opinion, not a part of what is shipped. */
export function stdlib<F>(name: string): F {
  try {
    return installed(`@stdlib/${name}`) as F;
  } catch (error) {
    throw new Error(
      `@stdlib/${name} is not installed; the tests of statistics compare with it. Run npm ci --prefix test/stdlib --ignore-scripts.`,
      { cause: error },
    );
  }
}
