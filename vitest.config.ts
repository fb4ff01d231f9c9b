import { defineConfig } from 'vitest/config';

// Two kinds of tests: `x.test.ts` beside the file it tests (one room), and `test/` for whole ways through the
// house (both stores, the command line, the HTTP interface, a real browser).
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: 'test/support/build-once.ts',
    // Waits end by what they wait for; these only end what hangs, on machines of any speed.
    testTimeout: 180_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    maxWorkers: 2,
  },
});
