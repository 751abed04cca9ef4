import { defineConfig } from 'vitest/config';

// Tests of the parts start programs, which takes a busy machine a while.
export default defineConfig({ test: { include: ['test/**/*.test.ts'], testTimeout: 30_000 } });
