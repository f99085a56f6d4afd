import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { isCompressible, mimeType } from './mime-types.ts';

/** One file of the page, ready to be sent. */
export interface StaticFile {
  readonly type: string;
  readonly content: Buffer;
  /** The same, compressed; undefined where that gains nothing. */
  readonly gzip: Buffer | undefined;
  /** With quotes, as in the header. */
  readonly etag: string;
  readonly cacheControl: string;
}

/** Names with a hash of the content, as the build makes them: `assets/index-B0d1Xq2f.js`. */
const HASHED = /^\/assets\/.+-[\w-]{8,}\.\w+(\.map)?$/;
const MIN_COMPRESSED_BYTES = 1024;

/**
 * The built page. What it serves was found at the start, so that no path in a request reaches the file system; content
 * is read when it is first asked for.
 */
export class StaticFiles {
  readonly #paths = new Map<string, string>();
  readonly #loaded = new Map<string, StaticFile>();

  /** @param directory where the build put the page; it may be missing */
  constructor(directory: string) {
    if (!existsSync(directory)) return;
    for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const url = `/${relative(directory, path).split(sep).join('/')}`;
      this.#paths.set(url, path);
      // A build that runs meanwhile may take these away: what refers to each other is loaded together.
      if (!url.endsWith('.map')) this.#load(url, path);
    }
  }

  /** Whether there is a page. */
  get isBuilt(): boolean {
    return this.#paths.has('/index.html');
  }

  /** @param url path of a request, decoded; undefined when there is no such file */
  find(url: string): StaticFile | undefined {
    const name = url === '/' ? '/index.html' : url;
    const path = this.#paths.get(name);
    return path === undefined ? undefined : (this.#loaded.get(name) ?? this.#load(name, path));
  }

  #load(url: string, path: string): StaticFile | undefined {
    if (!existsSync(path)) return undefined;
    const content = readFileSync(path);
    const type = mimeType(path);
    const compressed = isCompressible(type) && content.length >= MIN_COMPRESSED_BYTES ? gzipSync(content) : undefined;
    const file: StaticFile = {
      type,
      content,
      gzip: compressed !== undefined && compressed.length < content.length ? compressed : undefined,
      etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
      cacheControl: HASHED.test(url) ? 'public, max-age=31536000, immutable' : 'no-cache',
    };
    this.#loaded.set(url, file);
    return file;
  }
}
