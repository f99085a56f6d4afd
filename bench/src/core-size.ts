import { build } from 'esbuild';
import { gzipSize, type Part, sizeBreakdown } from './size-breakdown.ts';
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
  const parts = sizes[0]?.parts.map(({ name, minified, gzip }) => [name, kb(minified), kb(gzip)]) ?? [];
  return [
    'Size of the core with its dependencies, without adapters',
    '',
    table(['bundle', 'minified kB', 'gzip kB', 'of our size'], rows),
    '',
    'Where the bytes of a user agent are; gzip: what the whole is smaller without the part',
    '',
    table(['part', 'minified kB', 'gzip kB'], parts),
    '',
    `Mark: a user agent of at most ${MARK_KB} kB gzip. Measured ${kb(own)} kB: ${verdict(own <= MARK_KB * KB)}.`,
  ].join('\n');
}

async function bundle(code: string): Promise<{ minified: number; gzip: number; parts: readonly Part[] }> {
  const result = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    conditions: ['development'],
    legalComments: 'none',
    logLevel: 'error',
  });
  const bytes = result.outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: bytes.length, gzip: gzipSize(bytes), parts: sizeBreakdown(bytes, result.metafile) };
}
