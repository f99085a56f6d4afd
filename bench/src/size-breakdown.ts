import { gzipSync } from 'node:zlib';
import type { Metafile } from 'esbuild';

/** What one directory of the stack, or one library, takes of a bundle. */
export interface Part {
  readonly name: string;
  readonly minified: number;
  /** Bytes by which the compressed bundle is smaller without it. Parts share words, so these add up to less than the whole. */
  readonly gzip: number;
}

export function gzipSize(bytes: Uint8Array): number {
  return gzipSync(bytes, { level: 9 }).length;
}

/** Where the bytes of a bundle are, the largest part first. */
export function sizeBreakdown(bundle: Uint8Array, metafile: Metafile): Part[] {
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const inBundle = inputs.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
  // The modules stand in the bundle in the order of the metafile, behind what the bundler adds.
  let start = bundle.length - inBundle;
  const sections = new Map<string, { start: number; end: number }[]>();
  for (const [path, { bytesInOutput }] of inputs) {
    const end = start + bytesInOutput;
    const name = partOf(path);
    const known = sections.get(name);
    if (known === undefined) sections.set(name, [{ start, end }]);
    else known.push({ start, end });
    start = end;
  }
  const whole = gzipSize(bundle);
  return [...sections]
    .map(([name, cuts]) => {
      const rest = without(bundle, cuts);
      return { name, minified: bundle.length - rest.length, gzip: whole - gzipSize(rest) };
    })
    .filter(({ minified }) => minified > 0)
    .sort((a, b) => b.gzip - a.gzip);
}

/** The library, or the directory of our sources, that a file belongs to. */
function partOf(path: string): string {
  const library = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
  return library ?? /\/src\/([^/]+)\//.exec(path)?.[1] ?? path;
}

/** The bytes outside the cuts, which come in order. */
function without(bundle: Uint8Array, cuts: readonly { start: number; end: number }[]): Uint8Array {
  const kept: Uint8Array[] = [];
  let from = 0;
  for (const { start, end } of cuts) {
    kept.push(bundle.subarray(from, start));
    from = end;
  }
  return Buffer.concat([...kept, bundle.subarray(from)]);
}
