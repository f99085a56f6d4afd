import { defineConfig } from 'vitest/config';

// Packages export `development` → src, so that tests run from the sources without a build.
const conditions = ['development', 'module', 'node'];

const project = (root: string) => ({
  extends: true as const,
  test: {
    name: root.split('/').at(-1) ?? root,
    root,
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
  },
});

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    environment: 'node',
    passWithNoTests: true,
    // Most of a run would be loading the same modules for each file again. Nothing of ours keeps state in a module.
    isolate: false,
    pool: 'threads',
    projects: [
      'packages/sip',
      'packages/testkit',
      'packages/server',
      'packages/gateway',
      'packages/phone',
      'packages/bakeoff',
      'apps/softphone',
      'apps/sidetone',
    ].map(project),
  },
});
