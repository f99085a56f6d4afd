import { NO_PARAMS } from '../../grammar/parameters.ts';
import { Event } from '../../message/headers/event.ts';
import { Expires } from '../../message/headers/numbers.ts';
import { SipETag, SipIfMatch } from '../../message/headers/words.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import type { PublicationEvents, PublicationState, PublishOptions } from './publication-state.ts';
import { reasonOf, type RequestOutcome, retryAfterMs, successOf } from '../core/request-outcome.ts';
import { SoftState } from '../core/soft-state.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';

const DEFAULT_EXPIRES_SEC = 3600;

/** Event state of this user, published and kept alive until `remove` (RFC 3903 §4). */
export class Publication extends SoftState<PublicationState, PublicationEvents> {
  readonly #options: PublishOptions;
  #body: string;
  /** Names what the server has (SIP-ETag); undefined while it has nothing. */
  #entityTag: string | undefined;
  /** The body that the entity tag stands for. */
  #publishedBody: string | undefined;
  #underWay: Promise<void> | undefined;
  /** Retry-After of the server, in ms of the clock. */
  #notBeforeMs = 0;

  constructor(core: UserAgentCore, options: PublishOptions) {
    super(core, { kind: 'publishing' }, options.expiresSec ?? DEFAULT_EXPIRES_SEC);
    this.#options = options;
    this.#body = options.body;
    this.refresh();
  }

  /** Replaces what is published. Of several updates in a row the last one counts. */
  update(body: string): void {
    this.#body = body;
    this.refresh();
  }

  /** Makes sure that the server has it, as after a lost connection. */
  refresh(): void {
    if (this.#isRemoved() || this.#underWay !== undefined) return;
    // What is planned comes then.
    if (this.isPlanned && this.core.runtime.clock.now() < this.#notBeforeMs) return;
    this.cancelPlan();
    this.#underWay = this.#run();
  }

  /** Takes it back. Settles when that is answered or failed; never rejects. */
  async remove(): Promise<void> {
    if (this.#isRemoved()) return;
    this.become({ kind: 'removed' });
    this.cancelPlan();
    await this.#underWay;
    if (this.#entityTag === undefined) return;
    const request = this.#createRequest(0);
    this.#entityTag = undefined;
    await this.core.request(request);
  }

  protected override onDue(): void {
    this.refresh();
  }

  async #run(): Promise<void> {
    const body = this.#body;
    try {
      await this.#publish(body);
    } finally {
      this.#underWay = undefined;
    }
    // It was updated meanwhile: what became of the state before counts no more.
    if (this.#body !== body) this.refresh();
  }

  async #publish(body: string): Promise<void> {
    const request = this.#createRequest(this.expiresSec);
    // RFC 3903 §4.1: a refresh has no body.
    if (this.#entityTag === undefined || body !== this.#publishedBody) request.setBody(this.#options.contentType, body);
    const outcome = await this.core.request(request);
    const success = successOf(outcome);
    if (success !== undefined) {
      this.#publishedBody = body;
      this.#succeed(success);
    } else if (!this.#isRemoved()) {
      if (this.#adapt(outcome)) await this.#publish(body);
      else {
        this.#notBeforeMs = this.core.runtime.clock.now() + retryAfterMs(outcome);
        this.become(this.failed(reasonOf(outcome), this.delayAfter(outcome)));
      }
    }
  }

  #createRequest(expiresSec: number): SipRequest {
    const { event, resource = this.core.identity.aor } = this.#options;
    const request = this.core.createRequest('PUBLISH', resource);
    request.set(Event, { type: typeof event === 'string' ? event : event.name, params: NO_PARAMS });
    request.set(Expires, expiresSec);
    if (this.#entityTag !== undefined) request.set(SipIfMatch, this.#entityTag);
    return request;
  }

  #adapt(outcome: RequestOutcome): boolean {
    if (outcome.kind === 'response' && outcome.response.status === 412 && this.#entityTag !== undefined) {
      // RFC 3903 §4.1: the server has lost it; it is published as new.
      this.#entityTag = undefined;
      this.core.onForgotten?.();
      return true;
    }
    return this.adaptExpires(outcome);
  }

  #succeed(response: SipResponse): void {
    this.#entityTag = response.get(SipETag);
    this.resetBackoff();
    if (this.#isRemoved()) return;
    // §6 step 6: never more than was asked for.
    const expiresSec = Math.min(response.get(Expires) ?? this.expiresSec, this.expiresSec);
    this.become({ kind: 'published', until: this.epochIn(expiresSec), entityTag: this.#entityTag ?? '' });
    this.planRefresh(expiresSec);
  }

  #isRemoved(): boolean {
    return this.state.kind === 'removed';
  }
}
