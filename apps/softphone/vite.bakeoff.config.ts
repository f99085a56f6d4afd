import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vite';
import base from './vite.config.ts';

// The page /bakeoff beside the telephone. It is built by itself: in one build, what only this page needs of a module that both
// share would be in the telephone's first load.
export default mergeConfig(base, {
  build: {
    emptyOutDir: false,
    copyPublicDir: false,
    assetsDir: 'assets/bakeoff',
    rolldownOptions: { input: fileURLToPath(new URL('bakeoff.html', import.meta.url)) },
  },
});
