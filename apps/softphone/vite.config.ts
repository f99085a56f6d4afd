import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `pnpm dev` says where the program listens; the page's own requests go there.
const program = process.env['SIDETONE_DEV_TARGET'] ?? 'http://127.0.0.1:5080';
// A certificate of --tls-self-signed is fine here.
const toProgram = { target: program, changeOrigin: true, secure: false };

export default defineConfig({
  plugins: [react()],
  build: { outDir: 'dist/web', target: 'es2023', sourcemap: true },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: {
      '/sip': { ...toProgram, ws: true, rewriteWsOrigin: true },
      // It names the WebSocket by the host that was asked for: this one, so that the page connects through here.
      '/config.json': { ...toProgram, changeOrigin: false, xfwd: true },
      '/xcap': toProgram,
      '/healthz': toProgram,
      '/metrics': toProgram,
    },
  },
});
