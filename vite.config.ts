import { defineConfig } from 'vitest/config';

// Packages export `development` → src, so that tests run from the sources without a build.
const conditions = ['development', 'module', 'node'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    environment: 'node',
    include: ['{packages,apps}/*/src/**/*.test.{ts,tsx}', '{packages,apps}/*/test/**/*.test.ts'],
    // Most of a run would be loading the same modules for each file again. Nothing of ours keeps state in a module.
    isolate: false,
    pool: 'threads',
    // Vitest leaves one processor idle otherwise.
    maxWorkers: '100%',
  },
});
