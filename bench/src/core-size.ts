import { build } from 'esbuild';
import { verdict } from './mark.ts';
import { phoneImports } from './phone-imports.ts';
import { gzipSize, type Part, sizeBreakdown } from './size-breakdown.ts';
import { table } from './table.ts';

/** Bytes of a kilobyte, as browsers count transfers. */
const KB = 1000;
const OWN_MARK_KB = 30;
const WHOLE_MARK_KB = 47;
/** Of the three, which are parts of no bundle where only our own code counts. */
const LIBRARIES = ['@noble/hashes', '@noble/hashes/*', 'saxes', 'sdp-transform', 'sdp-transform/*'];

/** What the phone loads is the like of the peers, which have no other part: it comes first and has the marks. */
const ENTRIES: readonly { readonly name: string; readonly code: string }[] = [
  { name: 'Sidetone, what a phone needs', code: phoneImports() },
  { name: 'Sidetone, messages alone', code: "export * from '@sidetone/sip/message';" },
  { name: 'Sidetone, presence documents alone', code: "export { parsePidf, writePidf } from '@sidetone/sip';" },
  { name: 'Sidetone, all exports', code: "export * from '@sidetone/sip';" },
  { name: 'JsSIP', code: "export { default } from 'jssip';" },
  { name: 'SIP.js', code: "export * from 'sip.js';" },
];

interface Bundle {
  readonly minified: number;
  readonly gzip: number;
  readonly parts: readonly Part[];
}

/** The size of each stack with its dependencies and without adapters, as a browser would load it. */
export async function coreSize(): Promise<string> {
  const sizes = await Promise.all(
    ENTRIES.map(async ({ name, code }) => ({ name, ...(await bundle(code)), own: await bundle(code, LIBRARIES) })),
  );
  const [phone] = sizes;
  const kb = (bytes = Number.NaN): string => (bytes / KB).toFixed(1);
  const rows = sizes.map(({ name, minified, gzip, own }) => [
    name,
    kb(minified),
    kb(gzip),
    name.startsWith('Sidetone') ? kb(own.gzip) : '',
    `${(gzip / (phone?.gzip ?? Number.NaN)).toFixed(2)} ×`,
  ]);
  const parts = phone?.parts.map(({ name, minified, gzip }) => [name, kb(minified), kb(gzip)]) ?? [];
  return [
    'Size of the core with its dependencies, without adapters',
    '',
    table(['bundle', 'minified kB', 'gzip kB', 'own code, gzip kB', 'of our size'], rows),
    '',
    'Where the bytes of a phone are; gzip: what the whole is smaller without the part',
    '',
    table(['part', 'minified kB', 'gzip kB'], parts),
    '',
    mark('own code of what a phone needs, gzip', phone?.own.gzip, OWN_MARK_KB),
    mark('the same with its three libraries, gzip', phone?.gzip, WHOLE_MARK_KB),
  ].join('\n');
}

function mark(what: string, bytes = Number.NaN, markKb: number): string {
  return verdict({ what, measured: bytes / KB, bound: 'at most', mark: markKb, unit: 'kB' });
}

async function bundle(code: string, external: readonly string[] = []): Promise<Bundle> {
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
    external: [...external],
    legalComments: 'none',
    logLevel: 'error',
  });
  const bytes = result.outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: bytes.length, gzip: gzipSize(bytes), parts: sizeBreakdown(bytes, result.metafile) };
}
