import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './scripts/chromium.ts';

export default defineConfig({
  // Two cores: one browser at a time is faster than two that starve each other.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  forbidOnly: true,
  projects: [
    {
      name: 'pages',
      testDir: 'tests/e2e',
      use: {
        launchOptions: { executablePath: findChromium() ?? '', args: [...CHROMIUM_FLAGS] },
        trace: 'retain-on-failure',
      },
    },
    {
      name: 'shell',
      testDir: 'tests/shell',
      // In a real Electron neither the displays nor the clock can be pretended, nor who sends a message.
      testIgnore:
        process.env['ELECTRON_BIN'] === undefined
          ? []
          : ['**/stand-in/**', '**/*.pretended.spec.ts'],
    },
  ],
});
