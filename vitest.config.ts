import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes minutes, the longest first. */
const LONG = ['installed/kinds', 'ship/', 'installed/workflow', 'attacks/', 'installed/', 'life/', 'bundle/'];

/** A clone remembers no durations, and a long file that begins last keeps the other cores waiting. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((part) => moduleId.includes(`/test/${part}`));
      return at < 0 ? LONG.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

const NONE = [
  '**/node_modules/**',
  'test/fixtures/**',
  'test/generator/fixtures/**',
  'templates/**',
  'demo/**',
];

/** Where functions are tested that change nothing of their process: one is started, and loads its modules, for many files. */
const FUNCTIONS = 'checks|contract|intake|readiness|reporters|scan|statistics|text|value';
const ON_DISK = ['test/checks/in-order.test.ts', 'test/checks/baseline/made-up-timings.test.ts'];

export default defineConfig({
  // GitHub’s packages name source maps that they do not ship, a hundred lines a file.
  logLevel: 'error',
  test: {
    exclude: NONE,
    projects: [
      {
        extends: true,
        test: {
          name: 'functions',
          include: [`test/@(${FUNCTIONS})/**/*.test.ts`],
          exclude: [...NONE, ...ON_DISK],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'programs',
          include: ['test/*.test.ts', `test/!(${FUNCTIONS})/**/*.test.ts`, ...ON_DISK],
        },
      },
    ],
    // For what hangs. A machine that is busy with other work is slow, and no test of ours fails of that.
    testTimeout: 120_000,
    hookTimeout: 300_000,
    sequence: { sequencer: LongestFirst },
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
