import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Two cores and a noisy machine: a limit is for what hangs, never a claim about speed.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{shared,server,electron,renderer,scripts}/**/*.test.{ts,tsx}',
            'tests/{support,bench}/**/*.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: { name: 'packaging', include: ['tests/packaging/**/*.test.ts'], maxWorkers: 1 },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          maxWorkers: 1,
          testTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: { name: 'integration', include: ['tests/integration/**/*.test.ts'], maxWorkers: 2 },
      },
    ],
  },
});
