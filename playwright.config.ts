import { defineConfig } from '@playwright/test';
import { findBrowser } from './e2e-tests/browser';

/** Walk a portal that runs already, instead of starting one. */
const useRunning = Boolean(process.env.E2E_USE_RUNNING);

export default defineConfig({
  testDir: './e2e-tests',
  // the journey is one story on one portal
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 180_000,
  expect: { timeout: 20_000 },
  outputDir: 'test-results',
  use: {
    baseURL: 'http://localhost:3000',
    browserName: 'chromium',
    launchOptions: findBrowser(),
    viewport: { width: 1440, height: 900 },
    actionTimeout: 60_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  webServer: useRunning
    ? undefined
    : {
        command: 'node scripts/run.mjs scripts/start.mjs',
        // said once simulator, backend and frontend all answer; what is named
        // becomes a variable of the tests
        wait: {
          stdout:
            /(?:PostgreSQL on port (?<demo_postgres_port>\d+)[\s\S]*)?Ready\. Open/,
        },
        timeout: 180_000,
        stdout: 'pipe',
        stderr: 'pipe',
        gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
      },
});
