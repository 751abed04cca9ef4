import { defineConfig } from 'vitest/config';

// For what hangs. Tests of the parts start programs, which takes a busy machine a while.
export default defineConfig({
  test: { include: ['test/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
});
