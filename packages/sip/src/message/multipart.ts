import { notA } from '../grammar/checked.ts';
import { err, ok, type Result } from '../runtime/result.ts';
import type { WireText } from '../runtime/wire-text.ts';
import { BodyPart } from './body-part.ts';
import { ContentType, type MediaType } from './headers/content.ts';
import { ContentDisposition } from './headers/named.ts';
import type { SipMessage } from './sip-message.ts';

/** bchars, of which a boundary has 1 to 70 (RFC 2046 §5.1.1). */
const BOUNDARY = /^[\d A-Za-z'()+_,\-./:=?]{0,69}[\dA-Za-z'()+_,\-./:=?]$/;

/** Deeper nesting is not looked into: each level reads its text again. */
const MAX_DEPTH = 4;

/**
 * The parts of a multipart body, in order; what stands before the first and behind the last is left out (RFC 2046 §5.1).
 * Lenient: line ends may be LF alone, and the last boundary may be missing.
 * @returns the parts, at least one, or why there are none
 */
export function parseMultipart(contentType: MediaType, body: WireText): Result<readonly BodyPart[], string> {
  if (!isMultipart(contentType)) return err(`${contentType.type} has no parts`);
  const boundary = contentType.params.get('boundary');
  if (boundary === undefined || !BOUNDARY.test(boundary)) return err('no boundary, or a malformed one');
  const delimiter = `--${boundary}`;
  const parts: BodyPart[] = [];
  let partStart = -1;
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    const line = delimiterLine(body, at, delimiter.length);
    if (line === undefined) continue;
    if (partStart >= 0) parts.push(BodyPart.parse(body.slice(partStart, Math.max(partStart, beforeLineEnd(body, at)))));
    if (line.isLast) return parts.length > 0 ? ok(parts) : err('no part between the boundaries');
    partStart = line.end;
  }
  if (partStart < 0) return err('the boundary does not occur');
  parts.push(BodyPart.parse(body.slice(partStart)));
  return ok(parts);
}

/** The line of a delimiter; undefined when the text only looks like one. delimiter ["--"] transport-padding CRLF */
function delimiterLine(body: WireText, at: number, length: number): { isLast: boolean; end: number } | undefined {
  if (at > 0 && body.charCodeAt(at - 1) !== 10) return undefined;
  let end = at + length;
  const isLast = body.startsWith('--', end);
  if (isLast) end += 2;
  while (body.charCodeAt(end) === 32 || body.charCodeAt(end) === 9) end++;
  if (body.charCodeAt(end) === 13) end++;
  if (body.charCodeAt(end) === 10) return { isLast, end: end + 1 };
  return end >= body.length ? { isLast, end } : undefined;
}

/** The line end before a delimiter belongs to the delimiter. */
function beforeLineEnd(body: WireText, at: number): number {
  return body.charCodeAt(at - 2) === 13 ? at - 2 : at - 1;
}

/**
 * The text of a multipart body. Its Content-Type is `multipart/…;boundary=…`.
 * @throws {RangeError} when the boundary is malformed or occurs in a part
 */
export function writeMultipart(parts: readonly BodyPart[], boundary: string): WireText {
  if (!BOUNDARY.test(boundary)) throw notA('boundary', boundary);
  let wire = '';
  for (const part of parts) {
    const text = part.toWire();
    if (text.includes(`--${boundary}`)) throw new RangeError('the boundary occurs in a part');
    wire += `--${boundary}\r\n${text}\r\n`;
  }
  return `${wire}--${boundary}--\r\n`;
}

/** What has a body and header fields about it: a message, or a part of one. */
export type Entity = SipMessage | BodyPart;

/**
 * The body of that type: the whole body, or the part that has it. Of parts that are alternatives the last one is the
 * best (RFC 2046 §5.1.4), of others the first counts. Parts in parts are found.
 * Lenient: a body whose type is not said is taken for what is asked for.
 * @param type in lower case, such as `application/sdp`
 * @returns one character per byte; undefined when there is none
 */
export function bodyPart(message: SipMessage, type: string): WireText | undefined {
  const { body } = message;
  if (body === '') return undefined;
  return message.has(ContentType) ? findPart(message, (media) => media.type === type)?.body : body;
}

/** The part that is wanted, chosen as in `bodyPart`; the message itself when that is. */
export function findPart(message: SipMessage, isWanted: (type: MediaType) => boolean): Entity | undefined {
  return find(message, isWanted, 0);
}

function find(entity: Entity, isWanted: (type: MediaType) => boolean, depth: number): Entity | undefined {
  const type = entity.get(ContentType);
  if (type === undefined || !isPlain(entity)) return undefined;
  if (isWanted(type)) return entity;
  const parts = depth < MAX_DEPTH && isMultipart(type) ? parseMultipart(type, entity.body) : undefined;
  if (parts?.ok !== true) return undefined;
  const inOrder = isAlternative(type) ? parts.value.toReversed() : parts.value;
  for (const part of inOrder) {
    const found = find(part, isWanted, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Whether a receiver understands what it has to of a body (§20.11, RFC 5621 §4): of alternatives one, else every part,
 * but for those that say `handling=optional`.
 * @param isKnown whether a body that has no parts is understood
 */
export function isUnderstood(entity: Entity, isKnown: (entity: Entity) => boolean, depth = 0): boolean {
  if (entity.get(ContentDisposition)?.params.get('handling')?.toLowerCase() === 'optional') return true;
  if (!isPlain(entity)) return false;
  const type = entity.get(ContentType);
  if (type === undefined || !isMultipart(type)) return isKnown(entity);
  const parts = depth < MAX_DEPTH ? parseMultipart(type, entity.body) : undefined;
  if (parts?.ok !== true) return false;
  const judge = (part: BodyPart): boolean => isUnderstood(part, isKnown, depth + 1);
  return isAlternative(type) ? parts.value.some(judge) : parts.value.every(judge);
}

function isMultipart({ type }: MediaType): boolean {
  return type.startsWith('multipart/');
}

function isAlternative({ type }: MediaType): boolean {
  return type === 'multipart/alternative';
}

/** Whether a body stands as it is, neither compressed nor encoded. */
export function isPlain(entity: Entity): boolean {
  const transfer = entity.raw('Content-Transfer-Encoding')?.toLowerCase() ?? 'binary';
  const coding = entity.raw('Content-Encoding')?.toLowerCase() ?? 'identity';
  return PLAIN_TRANSFER.has(transfer) && coding === 'identity';
}

const PLAIN_TRANSFER: ReadonlySet<string> = /* @__PURE__ */ new Set(['binary', '8bit', '7bit']);
