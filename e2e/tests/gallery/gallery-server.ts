import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('../../../apps/softphone', import.meta.url));

/** As strict as the program's own: nothing inline, nothing evaluated, nothing from elsewhere. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export interface GalleryServer {
  /** Where the gallery is, without a query. */
  readonly url: string;
  close(): Promise<void>;
}

/** Builds the gallery from the sources and serves it on a free port. */
export async function serveGallery(): Promise<GalleryServer> {
  const outDir = await mkdtemp(join(tmpdir(), 'sidetone-gallery-'));
  await build({
    root,
    logLevel: 'warn',
    resolve: { conditions: ['development', 'module', 'browser'] },
    build: { outDir, emptyOutDir: true, sourcemap: false, rolldownOptions: { input: resolve(root, 'gallery.html') } },
  });
  const server = await preview({
    root,
    logLevel: 'warn',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, proxy: {}, headers: { 'Content-Security-Policy': policy } },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('The gallery has no port');
  return {
    url: `http://127.0.0.1:${address.port}/gallery.html`,
    close: async () => {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
