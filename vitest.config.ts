import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // GitHub’s packages name source maps that they do not ship, a hundred lines a file.
  logLevel: 'error',
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      '**/node_modules/**',
      'test/fixtures/**',
      'test/generator/fixtures/**',
      'templates/**',
      'demo/**',
    ],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One is left free by default, which on two cores is half of all.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // .ci/run counts from these files, one a run.
    reporters: process.env.CI
      ? ['default', ['json', { outputFile: `test/report/${process.env.TEST_REPORT ?? 'all'}.json` }]]
      : ['default'],
    // GitHub's workflow packages import JSON without an attribute, which Node refuses and vite does not.
    server: { deps: { inline: [/@actions\//] } },
  },
});
