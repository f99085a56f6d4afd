import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { table, verdict } from './table.ts';

/** Bytes of a kilobyte, as browsers count transfers. */
const KB = 1000;
const MARK_KB = 30;

const ENTRIES: readonly { readonly name: string; readonly code: string }[] = [
  { name: 'Sidetone', code: "export * from '@sidetone/sip';" },
  { name: 'JsSIP', code: "export { default } from 'jssip';" },
  { name: 'SIP.js', code: "export * from 'sip.js';" },
];

/** The size of each stack with all that it exports and depends on, as a browser would load it. */
export async function coreSize(): Promise<string> {
  const sizes = await Promise.all(ENTRIES.map(async ({ name, code }) => ({ name, ...(await bundle(code)) })));
  const own = sizes[0]?.gzip ?? Number.NaN;
  const kb = (bytes: number) => (bytes / KB).toFixed(1);
  const rows = sizes.map(({ name, minified, gzip }) => [name, kb(minified), kb(gzip), `${(gzip / own).toFixed(2)} ×`]);
  return [
    'Size of the core with its dependencies: everything that the entry exports, without adapters',
    '',
    table(['stack', 'minified kB', 'gzip kB', 'of our size'], rows),
    '',
    `Mark: at most ${MARK_KB} kB gzip. Measured ${kb(own)} kB: ${verdict(own <= MARK_KB * KB)}.`,
  ].join('\n');
}

async function bundle(code: string): Promise<{ minified: number; gzip: number }> {
  const result = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    conditions: ['development'],
    legalComments: 'none',
    logLevel: 'error',
  });
  const bytes = result.outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}
