import { NO_PARAMS } from '../grammar/parameters.ts';
import { Event } from '../message/headers/event.ts';
import { Expires, MinExpires } from '../message/headers/numbers.ts';
import { SipETag, SipIfMatch } from '../message/headers/words.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import { Emitter } from '../runtime/emitter.ts';
import type { Timer } from '../runtime/timer-wheel.ts';
import { Backoff, defaultBackoff } from './backoff.ts';
import type { EndReason } from './end-reason.ts';
import type { PublicationEvents, PublicationState, PublishOptions } from './publication-state.ts';
import { reasonOfFailure, reasonOfResponse } from './reason-of.ts';
import { refreshDelayMs } from './refresh-delay.ts';
import { mayFailurePass, mayPass, retryAfterMs } from './retry-policy.ts';
import type { UserAgentCore } from './user-agent-core.ts';

const DEFAULT_EXPIRES_SEC = 3600;

/** Event state of this user, published and kept alive until `remove` (RFC 3903 §4). */
export class Publication implements Pick<Emitter<PublicationEvents>, 'on'> {
  readonly #core: UserAgentCore;
  readonly #options: PublishOptions;
  readonly #emitter = new Emitter<PublicationEvents>();
  readonly #backoff: Backoff;
  #expiresSec: number;
  #body: string;
  /** Names what the server has (SIP-ETag); undefined while it has nothing. */
  #entityTag: string | undefined;
  /** The body that the entity tag stands for. */
  #publishedBody: string | undefined;
  #state: PublicationState = { kind: 'publishing' };
  #underWay: Promise<void> | undefined;
  #timer: Timer | undefined;

  constructor(core: UserAgentCore, options: PublishOptions) {
    this.#core = core;
    this.#options = options;
    this.#backoff = new Backoff(core.options.backoff ?? defaultBackoff, core.runtime.random);
    this.#expiresSec = options.expiresSec ?? DEFAULT_EXPIRES_SEC;
    this.#body = options.body;
    this.refresh();
  }

  get state(): PublicationState {
    return this.#state;
  }

  on<K extends keyof PublicationEvents>(event: K, listener: (value: PublicationEvents[K]) => void): () => void {
    return this.#emitter.on(event, listener);
  }

  /** Replaces what is published. Of several updates in a row the last one counts. */
  update(body: string): void {
    this.#body = body;
    this.refresh();
  }

  /** Makes sure that the server has it, as after a lost connection. */
  refresh(): void {
    if (this.#state.kind === 'removed' || this.#underWay !== undefined) return;
    this.#cancelTimer();
    this.#underWay = this.#run();
  }

  /** Takes it back. Settles when that is answered or failed; never rejects. */
  async remove(): Promise<void> {
    if (this.#state.kind === 'removed') return;
    this.#become({ kind: 'removed' });
    this.#cancelTimer();
    await this.#underWay;
    if (this.#entityTag === undefined) return;
    const request = this.#createRequest(0);
    this.#entityTag = undefined;
    await this.#core.request(request);
  }

  async #run(): Promise<void> {
    try {
      await this.#publish();
    } finally {
      this.#underWay = undefined;
    }
    // It was updated meanwhile.
    if (this.#state.kind === 'published' && this.#body !== this.#publishedBody) this.refresh();
  }

  async #publish(): Promise<void> {
    const body = this.#body;
    const request = this.#createRequest(this.#expiresSec);
    // RFC 3903 §4.1: a refresh has no body.
    if (this.#entityTag === undefined || body !== this.#publishedBody) request.setBody(this.#options.contentType, body);
    const outcome = await this.#core.request(request);
    if (outcome.kind === 'failed') {
      this.#stop(
        reasonOfFailure(outcome.failure),
        mayFailurePass(outcome.failure) ? this.#backoff.nextMs() : undefined,
      );
      return;
    }
    const { response } = outcome;
    if (response.status < 300) {
      this.#publishedBody = body;
      this.#succeed(response);
    } else if (!this.#isRemoved() && this.#adapt(response)) {
      await this.#publish();
    } else {
      const delayMs = mayPass(response) ? Math.max(retryAfterMs(response), this.#backoff.nextMs()) : undefined;
      this.#stop(reasonOfResponse(response), delayMs);
    }
  }

  #createRequest(expiresSec: number): SipRequest {
    const request = this.#core.createRequest('PUBLISH', this.#core.identity.aor);
    request.set(Event, { type: this.#options.event, params: NO_PARAMS });
    request.set(Expires, expiresSec);
    if (this.#entityTag !== undefined) request.set(SipIfMatch, this.#entityTag);
    return request;
  }

  #adapt(response: SipResponse): boolean {
    if (response.status === 412 && this.#entityTag !== undefined) {
      // RFC 3903 §4.1: the server has lost it; it is published as new.
      this.#entityTag = undefined;
      return true;
    }
    const minSec = response.status === 423 ? (response.get(MinExpires) ?? 0) : 0;
    if (minSec <= this.#expiresSec) return false;
    this.#expiresSec = minSec;
    return true;
  }

  #succeed(response: SipResponse): void {
    const { clock, random } = this.#core.runtime;
    const entityTag = response.get(SipETag);
    this.#entityTag = entityTag;
    this.#backoff.reset();
    if (this.#isRemoved()) return;
    const expiresSec = Math.max(1, response.get(Expires) ?? this.#expiresSec);
    this.#become({ kind: 'published', until: clock.epoch() + expiresSec * 1000, entityTag: entityTag ?? '' });
    this.#plan(refreshDelayMs(expiresSec, random));
  }

  #stop(why: EndReason, delayMs: number | undefined): void {
    if (this.#isRemoved()) return;
    if (delayMs === undefined) {
      this.#become({ kind: 'failed', why });
      return;
    }
    this.#plan(delayMs);
    this.#become({ kind: 'failed', why, retryAt: this.#core.runtime.clock.epoch() + delayMs });
  }

  #isRemoved(): boolean {
    return this.#state.kind === 'removed';
  }

  #plan(delayMs: number): void {
    this.#cancelTimer();
    this.#timer = this.#core.runtime.timers.schedule(delayMs, Publication.#onTimer, this);
  }

  static readonly #onTimer = (self: Publication): void => {
    self.refresh();
  };

  #cancelTimer(): void {
    this.#core.runtime.timers.cancel(this.#timer);
    this.#timer = undefined;
  }

  #become(state: PublicationState): void {
    this.#state = state;
    this.#emitter.emit('changed', state);
  }
}
