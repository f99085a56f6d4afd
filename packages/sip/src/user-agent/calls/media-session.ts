import {
  type MediaEndpoint,
  type MediaEndpointFactory,
  MediaError,
  type MediaWant,
} from '../../media/media-endpoint.ts';
import {
  isOnHold,
  type MediaKind,
  offers,
  parseSessionDescription,
  type SessionDescription,
} from '../../sdp/session-description.ts';

/** Who is told what becomes of the media. */
export interface MediaSessionOwner {
  /** The endpoint was replaced, or what is described changed. */
  onMediaChanged(): void;
  /** A path for media was found. */
  onMediaConnected(): void;
  /** Candidates that were found after the description had left (RFC 8840). */
  onCandidates(fragment: string): void;
  /** The endpoint has something new to offer. */
  onOfferNeeded(): void;
}

/**
 * The media of one call: the endpoint in use, what this end wants, and what both ends described last. Whose turn it is to
 * offer is decided by the session of each dialog. All promises reject with `MediaError` only. Operations on the endpoint run
 * one after another.
 */
export class MediaSession {
  /** What this end wants to send; it counts from the next offer or answer on. */
  want: MediaWant = { audio: true, video: false };
  readonly #factory: MediaEndpointFactory;
  readonly #owner: MediaSessionOwner;
  /** What is not sent although it is described. */
  readonly muted: ReadonlySet<MediaKind>;
  readonly #muted = new Set<MediaKind>();
  #endpoint: MediaEndpoint | undefined;
  #described: MediaWant | undefined;
  /** What the pending offer describes. */
  #offered: MediaWant | undefined;
  #lastOffer: string | undefined;
  #remote: SessionDescription | undefined;
  /** Our answer to `#remote`, when that was an offer. */
  #lastAnswer: string | undefined;
  /** The newest candidates that came late; they may have overtaken the description that they belong to. */
  #candidates: string | undefined;
  #isAgreed = false;
  /** The endpoint has something that no description has told of. */
  #isStale = false;
  #isClosed = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(factory: MediaEndpointFactory, owner: MediaSessionOwner) {
    this.#factory = factory;
    this.muted = this.#muted;
    this.#owner = owner;
  }

  get endpoint(): MediaEndpoint | undefined {
    return this.#endpoint;
  }

  /** What is sent, as both ends have agreed; undefined before the first answer. */
  get described(): MediaWant | undefined {
    return this.#described;
  }

  /** Whether what is described or offered is what is wanted, and all that there is to describe. */
  get isAsWanted(): boolean {
    const said = this.#offered ?? this.#described;
    return !this.#isStale && said !== undefined && isSame(said, this.want);
  }

  /** Whether the endpoint in use has agreed on anything: a new one has not. */
  get isAgreed(): boolean {
    return this.#isAgreed;
  }

  /** The newest offer of this end. */
  get lastOffer(): string | undefined {
    return this.#lastOffer;
  }

  /** Whether the other end put this one on hold. */
  get isHeldByRemote(): boolean {
    return this.#remote !== undefined && isOnHold(this.#remote);
  }

  /** Opens devices, unless they are open. */
  open(want: MediaWant): Promise<void> {
    this.want = want;
    return this.#inTurn(() => (this.#endpoint === undefined ? this.#replaceEndpoint() : Promise.resolve()));
  }

  /** Makes an offer. @param restart `ice`: for a new path; `anew`: on a new endpoint, and the old one is closed */
  offer(restart?: 'ice' | 'anew'): Promise<string> {
    return this.#inTurn(async () => {
      if (restart === 'anew') await this.#replaceEndpoint();
      this.#lastAnswer = undefined;
      this.#isStale = false;
      const { want } = this;
      const offer = await this.#live().createOffer(want, { restartIce: restart === 'ice' });
      this.#offered = want;
      this.#lastOffer = offer;
      return offer;
    });
  }

  /**
   * Answers an offer of the other end.
   * @param isWanted false as soon as the other end has taken the offer back: then it rejects, and what has changed by then is
   *   put right by an offer of this end
   */
  answer(sdp: string, isWanted: () => boolean = always): Promise<string> {
    return this.#inTurn(() => this.#answer(sdp, isWanted));
  }

  /** Plays the early media that an answer in a provisional response describes. */
  preview(sdp: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#live().applyAnswer(sdp, 'pranswer');
      await this.#addLateCandidates();
    });
  }

  /** Applies the answer to our offer. */
  applyAnswer(sdp: string): Promise<void> {
    return this.#inTurn(async () => {
      const description = read(sdp);
      await this.#live().applyAnswer(sdp, 'answer');
      const offered = this.#offered ?? this.want;
      this.#offered = undefined;
      const hasVideo = offered.video && offers(description, 'video');
      // A picture that is refused is not offered again by itself.
      if (offered.video && !hasVideo) this.want = { ...this.want, video: false };
      await this.#addLateCandidates();
      this.#agree(description, { ...offered, video: hasVideo });
    });
  }

  /** Our offer was refused. What was wanted meanwhile stays wanted. */
  withdraw(): Promise<void> {
    const wasOffered = this.#offered !== undefined;
    this.#offered = undefined;
    return this.#inTurn(async () => {
      if (wasOffered) await this.#live().rollback();
    });
  }

  /** Candidates of the other end that came after its description. */
  addCandidates(fragment: string): Promise<void> {
    this.#candidates = fragment;
    return this.#inTurn(() => (this.#endpoint === undefined ? Promise.resolve() : this.#addLateCandidates()));
  }

  setMuted(kind: MediaKind, isMuted: boolean): void {
    if (isMuted) this.#muted.add(kind);
    else this.#muted.delete(kind);
    this.#endpoint?.setMuted(kind, isMuted);
  }

  close(): void {
    this.#isClosed = true;
    this.#endpoint?.close();
  }

  async #answer(sdp: string, isWanted: () => boolean): Promise<string> {
    if (!isWanted()) throw takenBack();
    const offer = read(sdp);
    const before = this.#remote;
    // RFC 3264 §8: the same version describes the same session, as in a re-INVITE that only refreshes.
    const isUnchanged = this.isAsWanted && before?.sessionId === offer.sessionId && before.version === offer.version;
    if (this.#lastAnswer !== undefined && isUnchanged) return this.#lastAnswer;
    // Who takes a picture out of the call does not want it back from here.
    const isVideoOver = this.#described?.video === true && !offers(offer, 'video');
    if (isVideoOver) this.want = { ...this.want, video: false };
    let { want } = this;
    const accept = async (endpoint: MediaEndpoint): Promise<string> => {
      // Opening devices takes its time; what is wanted by then counts.
      want = this.want;
      this.#isStale = false;
      const accepted = await endpoint.acceptOffer(sdp, want);
      if (isWanted()) return accepted;
      // The endpoint in use has accepted nevertheless, and no description tells of that.
      this.#isStale = endpoint === this.#endpoint;
      if (isVideoOver) this.want = { ...this.want, video: true };
      throw takenBack();
    };
    // RFC 8842 §4: other fingerprints mean that the other end uses a new peer connection. One of ours meets it.
    const isMoved = before !== undefined && before.fingerprints !== offer.fingerprints;
    const answer = await (isMoved ? this.#replaceEndpoint(accept) : accept(this.#live()));
    this.#lastAnswer = answer;
    // RFC 3264 §6.1: to an inactive stream nothing else can be answered, so that the end of a hold takes an offer of ours.
    if (this.#described?.hold === true && want.hold !== true && isOnHold(read(answer))) this.#isStale = true;
    await this.#addLateCandidates();
    this.#agree(offer, { ...want, video: want.video && offers(offer, 'video') });
    return answer;
  }

  /** The endpoint passes over what belongs to another description than the one in force. */
  async #addLateCandidates(): Promise<void> {
    if (this.#candidates !== undefined && !this.#isClosed) await this.#live().addCandidates(this.#candidates);
  }

  /** The new endpoint takes over when `prepare` succeeds; else the old one stays. */
  async #replaceEndpoint(): Promise<void>;
  async #replaceEndpoint<T>(prepare: (endpoint: MediaEndpoint) => Promise<T>): Promise<T>;
  async #replaceEndpoint<T>(prepare?: (endpoint: MediaEndpoint) => Promise<T>): Promise<T | undefined> {
    const next = await this.#factory.open(this.want);
    let result: T | undefined;
    try {
      if (this.#isClosed) throw closed();
      for (const kind of this.#muted) next.setMuted(kind, true);
      next.events.on('candidates', ({ fragment }) => this.#owner.onCandidates(fragment));
      next.events.on('connection', (connection) => {
        if (connection === 'connected') this.#owner.onMediaConnected();
      });
      next.events.on('offerNeeded', () => {
        this.#isStale = true;
        this.#owner.onOfferNeeded();
      });
      result = await prepare?.(next);
      if (this.#isClosed) throw closed();
    } catch (error) {
      next.close();
      throw error;
    }
    this.#endpoint?.close();
    this.#endpoint = next;
    this.#isAgreed = false;
    this.#owner.onMediaChanged();
    return result;
  }

  /** Both ends have described themselves. */
  #agree(remote: SessionDescription, described: MediaWant): void {
    this.#remote = remote;
    this.#described = described;
    this.#isAgreed = true;
    this.#owner.onMediaChanged();
  }

  #live(): MediaEndpoint {
    if (this.#isClosed || this.#endpoint === undefined) throw closed();
    return this.#endpoint;
  }

  #inTurn<T>(operate: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(operate, operate).catch((error: unknown) => {
      throw error instanceof MediaError ? error : new MediaError('failed', String(error), { cause: error });
    });
    this.#last = turn;
    return turn;
  }
}

function isSame(a: MediaWant, b: MediaWant): boolean {
  return a.audio === b.audio && a.video === b.video && (a.hold ?? false) === (b.hold ?? false);
}

function read(sdp: string): SessionDescription {
  const parsed = parseSessionDescription(sdp);
  if (!parsed.ok) throw new MediaError('incompatible', parsed.error);
  return parsed.value;
}

function always(): boolean {
  return true;
}

function takenBack(): MediaError {
  return new MediaError('failed', 'the offer was taken back');
}

function closed(): MediaError {
  return new MediaError('failed', 'the call ended meanwhile');
}
