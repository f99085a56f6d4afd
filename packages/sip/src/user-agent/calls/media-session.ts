import {
  type MediaEndpoint,
  type MediaEndpointFactory,
  MediaError,
  type MediaWant,
} from '../../media/media-endpoint.ts';
import { OfferAnswer } from '../../sdp/offer-answer.ts';
import {
  isOnHold,
  type MediaKind,
  parseSessionDescription,
  type SessionDescription,
} from '../../sdp/session-description.ts';

/**
 * The media of one call: the endpoint in use, where its offer and answer stand, and what the other end described last.
 * All promises reject with `MediaError` only. Operations on the endpoint run one after another.
 */
export class MediaSession {
  readonly offerAnswer = new OfferAnswer();
  readonly #factory: MediaEndpointFactory;
  readonly #onChanged: () => void;
  readonly #muted = new Set<MediaKind>();
  /** What this end wants to send; it counts from the next offer or answer on. */
  want: MediaWant = { audio: true, video: false };
  #endpoint: MediaEndpoint | undefined;
  #remote: SessionDescription | undefined;
  /** Our answer to `#remote`, when that was an offer. */
  #lastAnswer: string | undefined;
  #isClosed = false;
  #last: Promise<unknown> = Promise.resolve();

  /** @param onChanged the endpoint was replaced, or the other end changed hold */
  constructor(factory: MediaEndpointFactory, onChanged: () => void) {
    this.#factory = factory;
    this.#onChanged = onChanged;
  }

  get endpoint(): MediaEndpoint | undefined {
    return this.#endpoint;
  }

  /** Whether the other end put this one on hold. */
  get isHeldByRemote(): boolean {
    return this.#remote !== undefined && isOnHold(this.#remote);
  }

  /** Opens devices. */
  open(want: MediaWant): Promise<void> {
    this.want = want;
    return this.#inTurn(() => this.#replaceEndpoint());
  }

  /** Makes an offer. @throws {MediaError} also when it is not our turn to offer */
  offer(): Promise<string> {
    return this.#inTurn(() => this.#makeOffer());
  }

  /** Makes an offer on a new endpoint, and closes the old one. */
  offerAnew(): Promise<string> {
    return this.#inTurn(async () => {
      await this.#replaceEndpoint();
      return this.#makeOffer();
    });
  }

  /** Answers an offer of the other end. @throws {MediaError} also when an offer is pending: ask `statusAgainstOffer` first */
  async answer(sdp: string): Promise<string> {
    if (!this.offerAnswer.step('receive-offer')) throw new MediaError('failed', 'another offer is pending');
    try {
      const answer = await this.#inTurn(() => this.#makeAnswer(sdp));
      this.offerAnswer.step('send-answer');
      return answer;
    } catch (error) {
      this.offerAnswer.step('withdrawn');
      throw error;
    }
  }

  /** Plays the early media that an answer in a provisional response describes. */
  preview(sdp: string): Promise<void> {
    return this.#inTurn(() => this.#live().applyAnswer(sdp, 'pranswer'));
  }

  /** Applies the answer to our offer. */
  applyAnswer(sdp: string): Promise<void> {
    this.offerAnswer.step('receive-answer');
    return this.#inTurn(async () => {
      const description = read(sdp);
      await this.#live().applyAnswer(sdp, 'answer');
      this.#learn(description);
    });
  }

  /** Our offer was answered, but by an end whose early media was not the one played. The endpoint is of no more use. */
  abandonOffer(): void {
    this.offerAnswer.step('receive-answer');
  }

  /** Our offer was refused. */
  withdraw(): Promise<void> {
    this.offerAnswer.step('withdrawn');
    return this.#inTurn(() => this.#live().rollback());
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

  async #makeOffer(): Promise<string> {
    if (!this.offerAnswer.step('send-offer')) throw new MediaError('failed', 'another offer is pending');
    this.#lastAnswer = undefined;
    try {
      return await this.#live().createOffer(this.want);
    } catch (error) {
      this.offerAnswer.step('withdrawn');
      throw error;
    }
  }

  async #makeAnswer(sdp: string): Promise<string> {
    const offer = read(sdp);
    const before = this.#remote;
    // RFC 3264 §8: the same version describes the same session, as in a re-INVITE that only refreshes.
    if (this.#lastAnswer !== undefined && before?.sessionId === offer.sessionId && before.version === offer.version) {
      return this.#lastAnswer;
    }
    // RFC 8842 §4: other fingerprints mean that the other end uses a new peer connection. One of ours meets it.
    const isMoved = before !== undefined && before.fingerprints !== offer.fingerprints;
    const answer = isMoved
      ? await this.#replaceEndpoint((endpoint) => endpoint.acceptOffer(sdp, this.want))
      : await this.#live().acceptOffer(sdp, this.want);
    this.#lastAnswer = answer;
    this.#learn(offer);
    return answer;
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
      result = await prepare?.(next);
      if (this.#isClosed) throw closed();
    } catch (error) {
      next.close();
      throw error;
    }
    this.#endpoint?.close();
    this.#endpoint = next;
    this.#onChanged();
    return result;
  }

  #learn(description: SessionDescription): void {
    const wasHeld = this.isHeldByRemote;
    this.#remote = description;
    if (this.isHeldByRemote !== wasHeld) this.#onChanged();
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

function read(sdp: string): SessionDescription {
  const parsed = parseSessionDescription(sdp);
  if (!parsed.ok) throw new MediaError('incompatible', parsed.error);
  return parsed.value;
}

function closed(): MediaError {
  return new MediaError('failed', 'the call ended meanwhile');
}
