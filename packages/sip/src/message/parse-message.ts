import { equalsLower, isAll, isIn, isSpace, TOKEN } from '../grammar/characters.ts';
import { parseError, type SipParseError } from '../grammar/parse-error.ts';
import type { WireText } from '../runtime/wire-text.ts';
import { err, ok, type Result } from '../runtime/result.ts';
import type { HeaderLine } from './header-line.ts';
import { ContentLength } from './headers/content.ts';
import { Via } from './headers/via.ts';
import type { MessageText } from './message-base.ts';
import type { SipMessage } from './sip-message.ts';
import { readHeaderSection } from './read-header-section.ts';
import { SipRequest } from './sip-request.ts';
import { SipResponse } from './sip-response.ts';

/** Why a text is no message, with what could be read of it. */
export interface MessageParseError extends SipParseError {
  /** Present when a Via was found, so that a response can be routed. */
  readonly partial?: SipMessage;
}

/** How much is read. */
export interface ParseLimits {
  /** A longer text is refused with 513. Default: 1 MiB. */
  readonly maxBytes?: number;
}

const CR = 13;
const LF = 10;

/**
 * Parses one whole message. Total and linear: every text gives a message or an error. A Content-Length below what
 * follows cuts the body, one above is an error, none takes all (§18.3).
 * Lenient: line ends may be LF alone, lines may be folded, empty lines may come first, and the one after the header
 * section may be missing where there is no body.
 */
export function parseMessage(
  wire: WireText,
  { maxBytes = 1_048_576 }: ParseLimits = {},
): Result<SipMessage, MessageParseError> {
  if (wire.length > maxBytes) return err(parseError(maxBytes, 'SIP-message', 'Message Too Large', 513));
  let start = 0;
  // §7.5: CRLFs before the start line are ignored.
  while (wire.charCodeAt(start) === CR || wire.charCodeAt(start) === LF) start++;
  const text = start === 0 ? wire : wire.slice(start);
  const lineFeed = text.indexOf('\n');
  const startLine = readStartLine(text, lineFeed < 0 ? text.length : lineFeed);
  if (lineFeed < 0) return err(parseError(text.length, 'start-line', 'No line end'));

  const section = readHeaderSection(text, lineFeed + 1);
  const rest = text.length - section.bodyStart;
  let bodyEnd = text.length;
  let error = startLine.error ?? section.error;
  const length = readContentLength(section.lines);
  if (length === 'malformed' || (typeof length === 'number' && length > rest)) {
    const reason = length === 'malformed' ? 'Malformed Content-Length' : 'Content-Length larger than the body';
    error ??= parseError(section.bodyStart, 'Content-Length', reason);
  } else if (length !== undefined) {
    bodyEnd = section.bodyStart + length;
  }
  // A text that says that it has no body is whole; any other may have been cut off.
  if (section.isUnended && length !== 0) {
    error ??= parseError(text.length, 'SIP-message', 'No empty line after the header');
  }

  const origin = { text, startLineEnd: lineFeed + 1, bodyStart: section.bodyStart, bodyEnd };
  const message = createMessage(startLine, origin, section.lines);
  if (error === undefined) return ok(message);
  return err(message.has(Via) ? { ...error, partial: message } : error);
}

interface StartLine {
  readonly kind: 'request' | 'response';
  readonly method: string;
  readonly uri: string;
  readonly status: number;
  readonly reason: string;
  /** Whether it is written as it should be, so that the text's own can be sent. */
  readonly isPlain: boolean;
  readonly error: SipParseError | undefined;
}

function readStartLine(text: string, lineFeed: number): StartLine {
  const end = text.charCodeAt(lineFeed - 1) === CR ? lineFeed - 1 : lineFeed;
  return equalsLower(text, 0, 4, 'sip/') ? readStatusLine(text, end) : readRequestLine(text, end);
}

/** Status-Line = SIP-Version SP Status-Code SP Reason-Phrase CRLF */
function readStatusLine(text: string, end: number): StartLine {
  let error: SipParseError | undefined;
  const [, code = '0', reason = ''] = /^([1-6]\d\d)(?: ([^]*))?$/.exec(text.slice(8, end)) ?? [];
  const status = Number(code);
  if (!equalsLower(text, 0, 8, 'sip/2.0 ')) error = parseError(0, 'SIP-Version', 'Version Not Supported', 505);
  else if (status === 0) error = parseError(8, 'Status-Code', 'Malformed Status-Code');
  else if (reason.includes('\r')) error = parseError(12, 'Reason-Phrase', 'Line end in the Reason-Phrase');
  const isPlain = text.startsWith(`SIP/2.0 ${status} ${reason}\r\n`);
  return { kind: 'response', method: '', uri: '', status, reason, isPlain, error };
}

/** Request-Line = Method SP Request-URI SP SIP-Version CRLF. Lenient: more white space between and after them. */
function readRequestLine(text: string, lineEnd: number): StartLine {
  let end = lineEnd;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  let i = 0;
  while (i < end && isIn(text.charCodeAt(i), TOKEN)) i++;
  const method = text.slice(0, i);
  let uriStart = i;
  while (uriStart < end && isSpace(text.charCodeAt(uriStart))) uriStart++;
  let versionStart = end;
  while (versionStart > uriStart && !isSpace(text.charCodeAt(versionStart - 1))) versionStart--;
  let uriEnd = versionStart;
  while (uriEnd > uriStart && isSpace(text.charCodeAt(uriEnd - 1))) uriEnd--;
  const uri = text.slice(uriStart, uriEnd);

  let error: SipParseError | undefined;
  if (method === '' || uriStart === i) error = parseError(i, 'Method', 'Malformed Request-Line');
  else if (uri === '') error = parseError(uriStart, 'Request-URI', 'No Request-URI');
  else if (!equalsLower(text, versionStart, versionStart + 4, 'sip/'))
    error = parseError(versionStart, 'Request-Line', 'Malformed Request-Line');
  else if (!equalsLower(text, versionStart, end, 'sip/2.0'))
    error = parseError(versionStart, 'SIP-Version', 'Version Not Supported', 505);
  else if (/[^!-~\u0080-\uffff]|["<>]/.test(uri)) error = parseError(uriStart, 'Request-URI', 'Malformed Request-URI');
  const isPlain = text.startsWith(`${method} ${uri} SIP/2.0\r\n`);
  return { kind: 'request', method, uri, status: 0, reason: '', isPlain, error };
}

function readContentLength(lines: readonly HeaderLine[]): number | undefined | 'malformed' {
  let length: number | undefined;
  for (const line of lines) {
    if (!line.isOf(ContentLength)) continue;
    const value = line.first(ContentLength);
    if (value === undefined || (length !== undefined && length !== value)) return 'malformed';
    length = value;
  }
  return length;
}

function createMessage(startLine: StartLine, origin: MessageText, lines: HeaderLine[]): SipMessage {
  const { kind, method, uri, status, reason, isPlain } = startLine;
  return kind === 'request'
    ? new SipRequest(isAll(method, TOKEN) ? method : 'UNKNOWN', uri, origin, lines, !isPlain)
    : new SipResponse(status, reason, origin, lines, !isPlain);
}
