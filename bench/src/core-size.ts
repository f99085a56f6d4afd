import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { table, verdict } from './table.ts';

/** Bytes of a kilobyte, as browsers count transfers. */
const KB = 1000;
const MARK_KB = 30;

/** What a phone in a page loads is the like of the peers, which have no other part: it comes first and has the mark. */
const ENTRIES: readonly { readonly name: string; readonly code: string }[] = [
  { name: 'Sidetone, a user agent', code: "export { UserAgent } from '@sidetone/sip';" },
  { name: 'Sidetone, messages alone', code: "export * from '@sidetone/sip/message';" },
  { name: 'Sidetone, all exports (server, presence documents …)', code: "export * from '@sidetone/sip';" },
  { name: 'JsSIP', code: "export { default } from 'jssip';" },
  { name: 'SIP.js', code: "export * from 'sip.js';" },
];

/** The size of each stack with its dependencies and without adapters, as a browser would load it. */
export async function coreSize(): Promise<string> {
  const sizes = await Promise.all(ENTRIES.map(async ({ name, code }) => ({ name, ...(await bundle(code)) })));
  const own = sizes[0]?.gzip ?? Number.NaN;
  const kb = (bytes: number) => (bytes / KB).toFixed(1);
  const rows = sizes.map(({ name, minified, gzip }) => [name, kb(minified), kb(gzip), `${(gzip / own).toFixed(2)} ×`]);
  return [
    'Size of the core with its dependencies, without adapters',
    '',
    table(['bundle', 'minified kB', 'gzip kB', 'of our size'], rows),
    '',
    `Mark: a user agent of at most ${MARK_KB} kB gzip. Measured ${kb(own)} kB: ${verdict(own <= MARK_KB * KB)}.`,
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
