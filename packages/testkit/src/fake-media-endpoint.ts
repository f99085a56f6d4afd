import {
  Emitter,
  MediaError,
  type MediaErrorKind,
  type MediaKind,
  type MediaEndpoint,
  type MediaWant,
  type RenderedMediaEvents,
  type ToneTiming,
} from '@sidetone/sip';
import {
  answered,
  type FakeDirection,
  type FakeSection,
  offered,
  receives,
  sectionsOf,
  sends,
  ufragOf,
  writeDescription,
} from './fake-media-description.ts';

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
  readonly events = new Emitter<RenderedMediaEvents>();
  /** Names this endpoint in its descriptions; the fingerprint is made of it. */
  readonly name: string;
  readonly calls: FakeMediaCall[] = [];
  /** What every offer and answer was asked for. */
  readonly wants: MediaWant[] = [];
  readonly muted = new Set<MediaKind>();
  /** Tones that were sent as telephone-events. */
  readonly tones: { readonly tones: string; readonly timing: ToneTiming }[] = [];
  /** Fragments that `addCandidates` took, those with another ufrag than the description in force left out. */
  readonly addedCandidates: string[] = [];
  /** Fragments that came with another ufrag, and so were of no use. */
  readonly strayCandidates: string[] = [];
  /** Whether its descriptions have telephone-event in them. */
  hasTelephoneEvents = true;
  /** While true, descriptions leave without `a=end-of-candidates`: more are to come by `findCandidates`. */
  isGathering = false;
  /** Set to make the next operation reject. */
  failNext: MediaErrorKind | undefined;
  /** When set, offers and answers wait for it, as for a person who is asked for permission. */
  permission: Promise<void> | undefined;
  /** While true, it finds no way to the other end. */
  isCutOff = false;
  /** Lines at the end of every description: makes them as long as a browser's. */
  ballast = '';
  /** The description of the other end that is in force. */
  remote: string | undefined;
  #state: SignallingState = 'stable';
  #version = 0;
  #generation = 1;
  /** What is agreed on, section by section. */
  #agreed: readonly FakeSection[] = [];
  #pending: readonly FakeSection[] = [];
  #early: readonly FakeSection[] | undefined;
  readonly #found: string[] = [];

  constructor(name: string) {
    this.name = name;
  }

  get isClosed(): boolean {
    return this.#state === 'closed';
  }

  /** Which way a kind goes now, from this end's point of view; undefined when the call has none. */
  direction(kind: MediaKind): FakeDirection | undefined {
    return (this.#early ?? this.#agreed).find((section) => section.kind === kind && !section.isRefused)?.direction;
  }

  /** Whether this end sends that kind now. */
  sends(kind: MediaKind): boolean {
    const direction = this.direction(kind);
    return direction !== undefined && sends(direction);
  }

  /** Whether this end gets that kind now. */
  receives(kind: MediaKind): boolean {
    const direction = this.direction(kind);
    return direction !== undefined && receives(direction);
  }

  createOffer(want: MediaWant, options: { readonly restartIce?: boolean } = {}): Promise<string> {
    this.wants.push(want);
    return this.#do('createOffer', 'stable', () => {
      this.#state = 'have-local-offer';
      if (options.restartIce === true) this.#generation += 1;
      return this.describe(want);
    });
  }

  acceptOffer(sdp: string, want: MediaWant): Promise<string> {
    this.wants.push(want);
    return this.#do('acceptOffer', 'stable', () => {
      if (!sdp.includes('m=audio')) throw new MediaError('incompatible', 'the offer has no audio');
      // RFC 8445 §9: another ufrag asks for a restart, so this end takes another one too.
      if (this.remote !== undefined && ufragOf(this.remote) !== ufragOf(sdp)) this.#generation += 1;
      this.remote = sdp;
      this.#agreed = sectionsOf(sdp).map((section) => answered(want, section));
      const answer = this.#write(this.#agreed);
      this.#connect();
      return answer;
    });
  }

  applyAnswer(sdp: string, kind: 'answer' | 'pranswer'): Promise<void> {
    return this.#do(kind, 'have-local-offer', () => {
      if (!sdp.includes('m=audio')) throw new MediaError('incompatible', 'the answer has no audio');
      this.remote = sdp;
      const agreed = sectionsOf(sdp).map((section, index) => {
        const { kind: offeredKind, direction } = this.#pending[index] ?? { ...section, direction: 'inactive' };
        const want = { audio: sends(direction), video: sends(direction), hold: !receives(direction) };
        return answered(want, { ...section, kind: offeredKind });
      });
      this.#early = agreed;
      if (kind === 'answer') {
        this.#state = 'stable';
        this.#agreed = agreed;
        this.#early = undefined;
      }
      this.#connect();
    });
  }

  rollback(): Promise<void> {
    return this.#do('rollback', 'have-local-offer', () => {
      this.#state = 'stable';
      this.#early = undefined;
    });
  }

  setMuted(kind: MediaKind, muted: boolean): void {
    if (muted) this.muted.add(kind);
    else this.muted.delete(kind);
  }

  sendDtmf(tones: string, timing: ToneTiming): boolean {
    if (!/^[0-9*#A-Da-d,]*$/.test(tones)) throw new RangeError(`${tones} has characters that are no tones`);
    const isTaken = this.remote?.includes('telephone-event') === true;
    if (!this.hasTelephoneEvents || !isTaken || !this.sends('audio')) return false;
    this.tones.push({ tones, timing });
    return true;
  }

  addCandidates(fragment: string): Promise<void> {
    const isOurs = this.remote !== undefined && ufragOf(this.remote) === ufragOf(fragment);
    (isOurs ? this.addedCandidates : this.strayCandidates).push(fragment);
    return Promise.resolve();
  }

  /**
   * Finds candidates after the description has left, and tells so.
   * @param candidates without `a=`, such as `candidate:1 1 udp 2113937151 192.0.2.1 40000 typ host`
   */
  findCandidates(candidates: readonly string[], isLast = false): void {
    this.#found.push(...candidates);
    if (isLast) this.isGathering = false;
    const lines = [
      'm=audio 9 UDP/TLS/RTP/SAVPF 111',
      `a=ice-ufrag:${this.#ufrag}`,
      'a=ice-pwd:fakefakefakefakefakefake',
      'a=mid:audio',
      ...this.#found.map((candidate) => `a=${candidate}`),
      ...(isLast ? ['a=end-of-candidates'] : []),
    ];
    this.events.emit('candidates', { fragment: `${lines.join('\r\n')}\r\n`, isLast });
  }

  close(): void {
    if (this.isClosed) return;
    this.calls.push('close');
    this.#state = 'closed';
  }

  /** A new version of this end's offer. @param direction of all its media; without it, as `want` and the call say */
  describe(want: MediaWant, direction?: keyof typeof DIRECTIONS): string {
    const kinds: MediaKind[] = want.video ? ['audio', 'video'] : ['audio'];
    const known = this.#agreed.map(({ kind }) => kind);
    const added = kinds.filter((kind) => !known.includes(kind));
    const sections = [...this.#agreed, ...added.map((kind) => ({ kind, direction: undefined, isRefused: false }))];
    this.#pending = sections.map(({ kind, direction: now, isRefused }) => {
      if (kind !== 'audio' && kind !== 'video') return { kind, direction: 'inactive', isRefused: true };
      const isStill = isRefused && !want[kind];
      return {
        kind,
        direction: direction === undefined ? offered(want, kind, now) : DIRECTIONS[direction],
        isRefused: isStill,
      };
    });
    return this.#write(this.#pending);
  }

  get #ufrag(): string {
    return `fake${this.#generation}`;
  }

  #write(sections: readonly FakeSection[]): string {
    this.#version += 1;
    this.#found.length = 0;
    const { name, hasTelephoneEvents, isGathering } = this;
    const version = this.#version;
    const description = { name, version, sections, ufrag: this.#ufrag, hasTelephoneEvents, isGathering };
    return writeDescription(description) + this.ballast;
  }

  #connect(): void {
    this.events.emit('media', undefined);
    this.events.emit('connection', this.isCutOff ? 'failed' : 'connected');
  }

  async #do<T>(call: FakeMediaCall, expected: SignallingState, act: () => T): Promise<T> {
    this.calls.push(call);
    if (this.permission !== undefined) await this.permission;
    const failure = this.failNext;
    this.failNext = undefined;
    if (failure !== undefined) throw new MediaError(failure, `${call} fails, as the test wants`);
    if (this.#state !== expected) throw new MediaError('failed', `${call} in state ${this.#state}`);
    return act();
  }
}
