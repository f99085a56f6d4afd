import type { MediaKind, MediaWant } from '@sidetone/sip';

/** Direction of a section (RFC 8866 §6.7). */
export type FakeDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** One section of a description: what it is, and which way it goes. */
export interface FakeSection {
  /** First word of the m= line. */
  readonly kind: string;
  readonly direction: FakeDirection;
  /** Port 0. */
  readonly isRefused: boolean;
}

/** What a fake endpoint puts into its descriptions. */
export interface FakeDescription {
  readonly name: string;
  readonly version: number;
  readonly sections: readonly FakeSection[];
  readonly ufrag: string;
  readonly hasTelephoneEvents: boolean;
  readonly isGathering: boolean;
}

/** Whether the direction has that way in it. */
export const sends = (direction: FakeDirection): boolean => direction === 'sendrecv' || direction === 'sendonly';
export const receives = (direction: FakeDirection): boolean => direction === 'sendrecv' || direction === 'recvonly';

function directionOf(sending: boolean, receiving: boolean): FakeDirection {
  if (sending) return receiving ? 'sendrecv' : 'sendonly';
  return receiving ? 'recvonly' : 'inactive';
}

/** What an offer says of a kind (RFC 3264 §5, §8.4). @param now the direction in force; undefined for a new section */
export function offered(want: MediaWant, kind: MediaKind, now: FakeDirection | undefined): FakeDirection {
  // §8.4: a stream that is only received becomes inactive.
  if (want.hold === true) return directionOf(want[kind] && (now === undefined || sends(now)), false);
  return directionOf(want[kind], true);
}

/** What an answer says of a section of the offer (RFC 3264 §6.1). */
export function answered(want: MediaWant, section: FakeSection): FakeSection {
  if (section.isRefused || !isMediaKind(section.kind)) return { ...section, direction: 'inactive', isRefused: true };
  const direction = directionOf(
    want[section.kind] && receives(section.direction),
    want.hold !== true && sends(section.direction),
  );
  return { kind: section.kind, direction, isRefused: false };
}

/** The sections of a description of anybody. */
export function sectionsOf(sdp: string): FakeSection[] {
  const [session = '', ...media] = sdp.split(/^(?=m=)/m);
  return media.map((text) => ({
    kind: /^m=(\S+)/.exec(text)?.[1] ?? '',
    direction: directionIn(text) ?? directionIn(session) ?? 'sendrecv',
    isRefused: /^m=\S+ 0 /.test(text) && !/^a=bundle-only\r?$/m.test(text),
  }));
}

/** @returns the ICE ufrag of the first section that has one */
export function ufragOf(sdp: string): string | undefined {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];
}

/** As a browser writes it (RFC 8829 §5.2). */
export function writeDescription(description: FakeDescription): string {
  const lines = [
    'v=0',
    `o=- ${sessionIdOf(description.name)} ${description.version} IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    `a=fingerprint:sha-256 ${fingerprintOf(description.name)}`,
    ...description.sections.flatMap((section) => writeSection(section, description)),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function writeSection({ kind, direction, isRefused }: FakeSection, description: FakeDescription): string[] {
  const { ufrag, hasTelephoneEvents, isGathering } = description;
  if (isRefused || !isMediaKind(kind)) return [`m=${kind} 0 UDP/TLS/RTP/SAVPF 0`, 'c=IN IP4 0.0.0.0'];
  const codecs = kind === 'audio' ? ['111 opus/48000/2'] : ['96 VP8/90000'];
  if (kind === 'audio' && hasTelephoneEvents) codecs.push('101 telephone-event/8000');
  return [
    `m=${kind} 9 UDP/TLS/RTP/SAVPF ${codecs.map((codec) => codec.split(' ', 1).join('')).join(' ')}`,
    'c=IN IP4 0.0.0.0',
    `a=ice-ufrag:${ufrag}`,
    'a=ice-pwd:fakefakefakefakefakefake',
    'a=ice-options:trickle',
    ...(isGathering ? [] : ['a=end-of-candidates']),
    'a=setup:actpass',
    `a=mid:${kind}`,
    `a=${direction}`,
    'a=rtcp-mux',
    ...codecs.map((codec) => `a=rtpmap:${codec}`),
  ];
}

function isMediaKind(kind: string): kind is MediaKind {
  return kind === 'audio' || kind === 'video';
}

function directionIn(text: string): FakeDirection | undefined {
  const found = /^a=(sendrecv|sendonly|recvonly|inactive)\r?$/m.exec(text)?.[1];
  return found as FakeDirection | undefined;
}

function sessionIdOf(name: string): number {
  let id = 7;
  for (const character of name) id = (id * 31 + character.charCodeAt(0)) % 1_000_000_007;
  return id;
}

/** 32 bytes in hexadecimal, the same for the same name. */
function fingerprintOf(name: string): string {
  const bytes: string[] = [];
  for (let i = 0; i < 32; i += 1) bytes.push(((sessionIdOf(name) >> (i % 24)) & 0xff).toString(16).padStart(2, '0'));
  return bytes.join(':').toUpperCase();
}
