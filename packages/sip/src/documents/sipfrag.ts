import { ok, type Result } from '../runtime/result.ts';
import { type HeaderPair, readHeaderBlock, writeHeaderBlock } from './header-block.ts';

/** Media type of fragments of messages (RFC 3420). */
export const SIPFRAG_TYPE = 'message/sipfrag';

/** A part of a SIP message, RFC 3420 §2: anything of it may be missing. */
export interface Sipfrag {
  readonly start?: SipfragStart;
  /** With the names as they are written. */
  readonly headers: readonly HeaderPair[];
  readonly body?: string;
}

/** The start line of a fragment, of a response or of a request. */
export type SipfragStart =
  | { readonly kind: 'status'; readonly status: number; readonly phrase: string }
  | { readonly kind: 'request'; readonly method: string; readonly uri: string };

/** Parses a fragment. The error says why it is none. Lenient: line ends may be LF alone, the last may be missing. */
export function parseSipfrag(text: string): Result<Sipfrag, string> {
  const [line = ''] = /^[^\r\n]*/.exec(text) ?? [];
  const start = readStart(line);
  const isRest = start === undefined;
  const behind = isRest ? 0 : text.startsWith('\r\n', line.length) ? line.length + 2 : line.length + 1;
  const block = readHeaderBlock(text, behind);
  if (!block.ok) return block;
  const { headers, next } = block.value;
  return ok({
    ...(isRest ? {} : { start }),
    headers,
    ...(next === undefined || next === text.length ? {} : { body: text.slice(next) }),
  });
}

function readStart(line: string): SipfragStart | undefined {
  const [, code, phrase = ''] = /^SIP\/2\.0 +([1-6]\d\d)(?: (.*))?$/i.exec(line) ?? [];
  if (code !== undefined) return { kind: 'status', status: Number(code), phrase: phrase.trim() };
  const [, method, uri] = /^([!%'*+\-.`~\w]+) +(\S+) +SIP\/2\.0 *$/i.exec(line) ?? [];
  return method === undefined || uri === undefined ? undefined : { kind: 'request', method, uri };
}

/** @throws {RangeError} when something cannot stand in a message, such as a line end in the phrase */
export function writeSipfrag({ start, headers, body }: Sipfrag): string {
  let text = '';
  if (start !== undefined) {
    text = start.kind === 'status' ? `SIP/2.0 ${start.status} ${start.phrase}` : `${start.method} ${start.uri} SIP/2.0`;
    if (/[\r\n]/.test(text) || readStart(text)?.kind !== start.kind) throw new RangeError(`No start line: ${text}`);
    text += '\r\n';
  }
  return text + writeHeaderBlock(headers) + (body === undefined ? '' : `\r\n${body}`);
}
