import { defineConfig, devices } from '@playwright/test';

const executablePath = process.env['CHROMIUM_PATH'];
const ci = process.env['CI'] !== undefined;

export default defineConfig({
  testDir: './tests',
  outputDir: './test-results',
  workers: ci ? 1 : 2,
  fullyParallel: false,
  forbidOnly: ci,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env['SIDETONE_E2E_REPORT'] ?? './dist/results.json' }]],
  use: {
    // A video would need a download of Playwright's own ffmpeg.
    video: 'off',
    trace: 'retain-on-failure',
    permissions: ['microphone', 'camera'],
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        '--allow-loopback-in-peer-connection',
        '--autoplay-policy=no-user-gesture-required',
      ],
    },
  },
  projects: [{ name: 'chromium', use: { ...devices['Desktop Chrome'] } }],
});
