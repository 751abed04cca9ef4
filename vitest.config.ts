import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/fixtures/**', 'templates/**'],
    testTimeout: 20_000,
    // GitHub's workflow packages import JSON without an attribute, which Node refuses and vite does not.
    server: { deps: { inline: [/@actions\//] } },
  },
});
