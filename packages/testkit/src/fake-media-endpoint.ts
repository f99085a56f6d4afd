import {
  Emitter,
  type MediaEndpoint,
  type MediaEndpointEvents,
  MediaError,
  type MediaKind,
  type MediaWant,
} from '@sidetone/sip';

/** What a fake endpoint was asked to do, for a test to look at. */
export type FakeMediaCall = 'createOffer' | 'acceptOffer' | 'answer' | 'pranswer' | 'rollback' | 'close';

/** Where offer and answer stand, as a peer connection keeps it (RFC 8829 §3.2). */
type SignallingState = 'stable' | 'have-local-offer' | 'closed';

const DIRECTIONS = { both: 'sendrecv', send: 'sendonly', receive: 'recvonly', none: 'inactive' } as const;

/**
 * A media endpoint that moves no media: it writes session descriptions as a browser does, and rejects what comes at the
 * wrong time. It is `connected` as soon as offer and answer are both known.
 */
export class FakeMediaEndpoint implements MediaEndpoint {
  readonly events = new Emitter<MediaEndpointEvents>();
  /** Names this endpoint in its descriptions; the fingerprint is made of it. */
  readonly name: string;
  readonly calls: FakeMediaCall[] = [];
  readonly muted = new Set<MediaKind>();
  /** The description of the other end that is in force. */
  remote: string | undefined;
  #state: SignallingState = 'stable';
  #version = 0;

  constructor(name: string) {
    this.name = name;
  }

  get isClosed(): boolean {
    return this.#state === 'closed';
  }

  createOffer(want: MediaWant): Promise<string> {
    return this.#do('createOffer', 'stable', () => {
      this.#state = 'have-local-offer';
      return this.describe(want);
    });
  }

  acceptOffer(sdp: string, want: MediaWant): Promise<string> {
    return this.#do('acceptOffer', 'stable', () => {
      if (!sdp.includes('m=audio')) throw new MediaError('incompatible', 'the offer has no audio');
      this.remote = sdp;
      const answer = this.describe({ audio: want.audio, video: want.video && sdp.includes('m=video') });
      this.#connect();
      return answer;
    });
  }

  applyAnswer(sdp: string, kind: 'answer' | 'pranswer'): Promise<void> {
    return this.#do(kind, 'have-local-offer', () => {
      if (!sdp.includes('m=audio')) throw new MediaError('incompatible', 'the answer has no audio');
      this.remote = sdp;
      if (kind === 'answer') this.#state = 'stable';
      this.#connect();
    });
  }

  rollback(): Promise<void> {
    return this.#do('rollback', 'have-local-offer', () => {
      this.#state = 'stable';
    });
  }

  setMuted(kind: MediaKind, muted: boolean): void {
    if (muted) this.muted.add(kind);
    else this.muted.delete(kind);
  }

  close(): void {
    if (this.isClosed) return;
    this.calls.push('close');
    this.#state = 'closed';
  }

  /** A new version of this end's description. @param direction of all its media */
  describe(want: MediaWant, direction: keyof typeof DIRECTIONS = 'both'): string {
    this.#version += 1;
    const lines = [
      'v=0',
      `o=- ${sessionIdOf(this.name)} ${this.#version} IN IP4 127.0.0.1`,
      's=-',
      't=0 0',
      `a=fingerprint:sha-256 ${fingerprintOf(this.name)}`,
      ...section('audio', 111, 'opus/48000/2', direction),
      ...(want.video ? section('video', 96, 'VP8/90000', direction) : []),
    ];
    return `${lines.join('\r\n')}\r\n`;
  }

  #connect(): void {
    this.events.emit('media', undefined);
    this.events.emit('connection', 'connected');
  }

  #do<T>(call: FakeMediaCall, expected: SignallingState, act: () => T): Promise<T> {
    this.calls.push(call);
    return new Promise((resolve) => {
      if (this.#state !== expected) throw new MediaError('failed', `${call} in state ${this.#state}`);
      resolve(act());
    });
  }
}

function section(kind: MediaKind, payload: number, codec: string, direction: keyof typeof DIRECTIONS): string[] {
  return [
    `m=${kind} 9 UDP/TLS/RTP/SAVPF ${payload}`,
    'c=IN IP4 0.0.0.0',
    'a=ice-ufrag:fake',
    'a=ice-pwd:fakefakefakefakefakefake',
    'a=setup:actpass',
    `a=mid:${kind}`,
    `a=${DIRECTIONS[direction]}`,
    'a=rtcp-mux',
    `a=rtpmap:${payload} ${codec}`,
  ];
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
