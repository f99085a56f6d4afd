import { parse } from 'sdp-transform/lib/parser.js';
import { err, ok, type Result } from '../runtime/result.ts';

/** A kind of media that a person sees or hears. */
export type MediaKind = 'audio' | 'video';

/** Direction of a media stream, from the point of view of who wrote the description (RFC 8866 §6.7). */
export type MediaDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

export interface MediaSection {
  /** First word of the m= line, for example `audio`. */
  readonly kind: string;
  /** Port 0 refuses or ends the stream (RFC 3264 §6, §8.2). */
  readonly isRefused: boolean;
  readonly direction: MediaDirection;
}

/** What the stack needs to know of a session description. The rest passes untouched to and from the media endpoint. */
export interface SessionDescription {
  /** `sess-id` of the o= line. */
  readonly sessionId: string;
  /** `sess-version` of the o= line: the same id and version mean that nothing changed (RFC 3264 §8). */
  readonly version: number;
  /** Fingerprints of the DTLS certificates; others mean that another peer connection answers (RFC 8842 §4). */
  readonly fingerprints: string;
  readonly media: readonly MediaSection[];
}

/** Media type of session descriptions. */
export const sdpMediaType = 'application/sdp';

/**
 * Lines that nothing here looks at, most of what a browser writes: they would take most of the time. A section with
 * candidates has an ufrag (RFC 8839 §5.4), so that of ICE the ufrag is enough.
 */
const UNREAD =
  /^(?:a=(?!fingerprint:|ice-ufrag:|bundle-only|sendrecv|sendonly|recvonly|inactive)|[bikpeurtsz]=).*(?:\r?\n|$)/gm;

/**
 * Reads a session description (RFC 8866).
 * @returns the error as a short English reason
 */
export function parseSessionDescription(text: string): Result<SessionDescription, string> {
  if (!/^v=0\r?\n/.test(text)) return err('SDP does not begin with v=0');
  const sdp = parse(text.replace(UNREAD, ''));
  // The types promise an origin; the parser does not.
  const origin: Partial<typeof sdp.origin> | undefined = sdp.origin;
  if (origin?.sessionId === undefined) return err('SDP has no o= line');
  const isHeldOldStyle = (ip: string | undefined): boolean => ip === '0.0.0.0';
  const fingerprints = new Set<string>();
  if (sdp.fingerprint !== undefined) fingerprints.add(word(sdp.fingerprint.hash).toUpperCase());
  const media = sdp.media.map((section): MediaSection => {
    if (section.fingerprint !== undefined) fingerprints.add(word(section.fingerprint.hash).toUpperCase());
    const direction = section.direction ?? sdp.direction ?? 'sendrecv';
    // RFC 2543 put a stream on hold with the address 0.0.0.0; a browser writes it too, but with ICE it means nothing.
    const isHeld =
      (section.iceUfrag ?? sdp.iceUfrag) === undefined && isHeldOldStyle(section.connection?.ip ?? sdp.connection?.ip);
    return {
      kind: word(section.type),
      // A bundle-only stream has port 0 and is meant (RFC 9143 §6).
      isRefused: section.port === 0 && section.bundleOnly === undefined,
      direction: isHeld ? withoutReceiving(direction) : direction,
    };
  });
  return ok({
    sessionId: word(origin.sessionId),
    version: Number(origin.sessionVersion),
    fingerprints: [...fingerprints].sort().join(' '),
    media,
  });
}

/** The parser makes numbers of words that look like numbers, whatever its types say. */
function word(value: string | number): string {
  return String(value);
}

/** Whether this kind is part of the session, whichever way it goes. */
export function offers(description: SessionDescription, kind: MediaKind): boolean {
  return description.media.some((section) => section.kind === kind && !section.isRefused);
}

/** Whether the writer offers to send this kind. */
export function sends(description: SessionDescription, kind: MediaKind): boolean {
  return description.media.some(
    (section) =>
      section.kind === kind &&
      !section.isRefused &&
      (section.direction === 'sendrecv' || section.direction === 'sendonly'),
  );
}

/** Whether the writer put the other end on hold: it takes no audio and video at all (RFC 3264 §8.4). */
export function isOnHold(description: SessionDescription): boolean {
  const live = description.media.filter((section) => !section.isRefused);
  return (
    live.length > 0 && live.every((section) => section.direction === 'sendonly' || section.direction === 'inactive')
  );
}

function withoutReceiving(direction: MediaDirection): MediaDirection {
  return direction === 'sendrecv' || direction === 'sendonly' ? 'sendonly' : 'inactive';
}
