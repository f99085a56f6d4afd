import { createResponse } from '../../message/create-response.ts';
import type { Dialog } from '../../dialog/dialog.ts';
import type { InviteUsage, InviteUsageEnd, InviteUsageOwner } from '../../dialog/invite-usage.ts';
import { failureScope } from '../../dialog/failure-scope.ts';
import type { RequestFailure, RequestObserver } from '../../dialog/request-sender.ts';
import { decodeUtf8 } from '../../grammar/utf8.ts';
import { bodyPart } from '../../message/multipart.ts';
import { RetryAfter } from '../../message/headers/notices.ts';
import type { SipMessage } from '../../message/sip-message.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import type { Timer } from '../../runtime/timer-wheel.ts';
import { sdpMediaType } from '../../sdp/session-description.ts';
import { statusAgainstOffer } from '../../sdp/offer-answer.ts';
import type { ServerTransaction } from '../../transaction/transaction-user.ts';
import type { MediaWant } from '../../media/media-endpoint.ts';
import type { ReasonValue } from '../../message/headers/notices.ts';
import type { ChangeOutcome } from './call.ts';
import type { EndReason } from '../core/end-reason.ts';
import type { MediaSession } from './media-session.ts';
import { reasonOfMedia } from '../core/reason-of.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';

/** A media restart of ours: none, one that waits for its turn, one that waits for a connection, or one that is under way. */
type Restart = 'none' | 'waiting' | 'stalled' | 'under-way';

/** When a restart finds an offer of the other end under way, or the other end away. */
const RETRY_MS = 2000;

/** The other end is away for now, or a server on the way is: an edge says so while a phone reconnects (RFC 5626 §5.3). */
const AWAY: ReadonlySet<number> = new Set([430, 480, 503]);

/** Who takes requests within the dialog that are not about the session. */
interface RequestHandler {
  onRequest(request: SipRequest, transaction: ServerTransaction): boolean;
}

/** A change of what is sent, on its way to the other end. */
interface Change {
  readonly before: MediaWant;
  readonly settle: (outcome: ChangeOutcome) => void;
}

/** A call after its answer: BYE, and re-INVITEs in both directions (RFC 3261 §14, §15). */
export class EstablishedSession implements InviteUsageOwner, RequestObserver {
  readonly #core: UserAgentCore;
  readonly #call: RequestHandler;
  readonly #usage: InviteUsage;
  readonly #media: MediaSession;
  readonly #onEnded: (why: EndReason) => void;
  /** A re-INVITE of the other end that is not answered yet. */
  #incoming: ServerTransaction | undefined;
  #restart: Restart = 'none';
  #restartTimer: Timer | undefined;
  #change: Change | undefined;
  #isEnded = false;

  /** @param onEnded called when the call ends by somebody else than `end` */
  constructor(
    core: UserAgentCore,
    call: RequestHandler,
    usage: InviteUsage,
    media: MediaSession,
    onEnded: (why: EndReason) => void,
  ) {
    this.#core = core;
    this.#call = call;
    this.#usage = usage;
    this.#media = media;
    this.#onEnded = onEnded;
    usage.owner = this;
  }

  get dialog(): Dialog {
    return this.#usage.dialog;
  }

  /** Ends the call with BYE. */
  end(reason?: ReasonValue): void {
    if (this.#isEnded) return;
    this.#finish();
    this.#usage.end(reason);
  }

  onRequest(request: SipRequest, transaction: ServerTransaction): boolean {
    return this.#call.onRequest(request, transaction);
  }

  /** Offers to send something else from now on. */
  change(want: MediaWant): Promise<ChangeOutcome> {
    return new Promise((settle) => {
      this.#change?.settle({ kind: 'done' });
      this.#change = { before: this.#change?.before ?? this.#media.want, settle };
      this.#media.want = want;
      if (this.#restart === 'none') void this.#tryRestart(false);
    });
  }

  /** Opens media anew and offers it to the other end. */
  restartMedia(): void {
    if (this.#isEnded || this.#restart !== 'none') return;
    this.#restart = 'waiting';
    void this.#tryRestart(true);
  }

  /** There may be a connection again. */
  flowRestored(): void {
    if (this.#restart === 'stalled') void this.#tryRestart(false);
  }

  onAck(ack: SipRequest): void {
    // Only when our 2xx carried the offer is an answer due.
    if (this.#media.offerAnswer.state !== 'local-offer' || this.#restart === 'under-way') return;
    const answer = sdpOf(ack);
    if (answer === undefined) this.#fail({ kind: 'incompatible', cause: 'the ACK has no answer to our offer' });
    else this.#applyAnswer(answer);
  }

  onReinvite(request: SipRequest, transaction: ServerTransaction): void {
    const status = this.#incoming === undefined ? statusAgainstOffer(this.#media.offerAnswer.state) : 500;
    if (status !== undefined) {
      const response = createResponse(request, status);
      // §14.2: a random time, so that the two ends do not meet again.
      const delaySec = Math.floor(this.#core.runtime.random.fraction() * 11);
      if (status === 500) response.set(RetryAfter, { delaySec });
      transaction.respond(response);
      return;
    }
    this.#incoming = transaction;
    void this.#answerReinvite(request, transaction);
  }

  onEnded(end: InviteUsageEnd): void {
    this.#finish();
    this.#onEnded(end.kind === 'bye' ? { kind: 'hung-up', by: 'remote' } : { kind: 'unacknowledged' });
  }

  /** Responses to our re-INVITE. */
  onResponse(response: SipResponse, request: SipRequest): void {
    if (response.status < 200) return;
    if (response.status < 300) {
      if (!this.#usage.acknowledge(response, request) || this.#isEnded) return;
      this.#restart = 'none';
      this.#settleChange({ kind: 'done' });
      const answer = sdpOf(response);
      if (answer === undefined) this.#fail({ kind: 'incompatible', cause: 'the re-INVITE has no answer' });
      else this.#applyAnswer(answer);
      return;
    }
    if (this.#isEnded) return;
    if (response.status === 491) {
      this.#withdrawOffer();
      // §14.1: who made the Call-ID waits longer.
      const fraction = this.#core.runtime.random.fraction();
      this.#restartLater(this.#usage.dialog.role === 'uac' ? 2100 + 1900 * fraction : 2000 * fraction);
      return;
    }
    if (AWAY.has(response.status)) {
      // §14.1: the session goes on as if nothing had been offered.
      this.#withdrawOffer();
      this.#restartLater(RETRY_MS);
    } else if (failureScope(response.status) === 'transaction' && this.#change !== undefined) {
      this.#withdrawOffer();
      this.#restart = 'none';
      this.#media.want = this.#change.before;
      this.#settleChange({ kind: 'refused', status: response.status, phrase: response.reason });
    } else if (failureScope(response.status) === 'transaction') {
      // The media that was before the restart is gone, and the other end takes none that is new.
      this.#fail({ kind: 'rejected', by: 'remote', status: response.status, phrase: response.reason });
    } else {
      this.#fail({ kind: 'lost', status: response.status });
    }
  }

  onFailure(failure: RequestFailure): void {
    if (this.#isEnded) return;
    switch (failure.kind) {
      case 'transport':
        // The call outlives the connection.
        this.#withdrawOffer();
        this.#restart = 'stalled';
        return;
      case 'timeout':
        this.#fail({ kind: 'lost', status: 408 });
        return;
      case 'authentication':
        this.#fail(failure);
    }
  }

  async #answerReinvite(request: SipRequest, transaction: ServerTransaction): Promise<void> {
    const offer = sdpOf(request);
    let description: string;
    try {
      description = offer === undefined ? await this.#media.offer() : await this.#media.answer(offer);
    } catch (error) {
      if (this.#incoming !== transaction) return;
      this.#incoming = undefined;
      this.#core.note(`a re-INVITE could not be answered: ${String(error)}`);
      transaction.respond(createResponse(request, 488));
      return;
    }
    if (this.#incoming !== transaction) return;
    this.#incoming = undefined;
    // Both ends have media now that they agree on.
    if (offer !== undefined) this.#cancelRestart();
    const response = createResponse(request, 200);
    this.#core.describe(response);
    response.setBody(sdpMediaType, description);
    this.#usage.answer(transaction, response);
  }

  /** @param isNew whether media has to be opened anew; else the new endpoint is there and offers again */
  async #tryRestart(isNew: boolean): Promise<void> {
    if (this.#media.offerAnswer.state !== 'stable' || this.#incoming !== undefined) {
      this.#restartLater(RETRY_MS, isNew);
      return;
    }
    this.#restart = 'under-way';
    let offer: string;
    try {
      offer = isNew ? await this.#media.offerAnew() : await this.#media.offer();
    } catch (error) {
      this.#fail(reasonOfMedia(error));
      return;
    }
    if (this.#hasEnded()) return;
    const request = this.#usage.dialog.createRequest('INVITE');
    this.#core.describe(request);
    request.setBody(sdpMediaType, offer);
    this.#core.send(request, this, this.#usage.dialog);
  }

  #restartLater(delayMs: number, isNew = false): void {
    this.#restart = 'waiting';
    this.#restartTimer = this.#core.runtime.timers.schedule(
      delayMs,
      isNew ? EstablishedSession.#restartAnew : EstablishedSession.#restartAgain,
      this,
    );
  }

  static readonly #restartAnew = (self: EstablishedSession): void => {
    void self.#tryRestart(true);
  };

  static readonly #restartAgain = (self: EstablishedSession): void => {
    void self.#tryRestart(false);
  };

  #cancelRestart(): void {
    this.#core.runtime.timers.cancel(this.#restartTimer);
    this.#restart = 'none';
  }

  #applyAnswer(answer: string): void {
    this.#media.applyAnswer(answer).catch((error: unknown) => this.#fail(reasonOfMedia(error)));
  }

  #withdrawOffer(): void {
    this.#media.withdraw().catch((error: unknown) => this.#fail(reasonOfMedia(error)));
  }

  #settleChange(outcome: ChangeOutcome): void {
    const change = this.#change;
    this.#change = undefined;
    change?.settle(outcome);
  }

  /** The call cannot go on. */
  #fail(why: EndReason): void {
    if (this.#isEnded) return;
    this.end();
    this.#onEnded(why);
  }

  #hasEnded(): boolean {
    return this.#isEnded;
  }

  #finish(): void {
    this.#isEnded = true;
    this.#cancelRestart();
    this.#settleChange({ kind: 'failed', why: { kind: 'hung-up', by: 'local' } });
    const incoming = this.#incoming;
    this.#incoming = undefined;
    // §15.1.2: what is pending in the dialog is answered 487.
    if (incoming !== undefined) incoming.respond(createResponse(incoming.request, 487));
  }
}

/** The session description that a message carries, perhaps as one part of several. */
export function sdpOf(message: SipMessage): string | undefined {
  const body = bodyPart(message, sdpMediaType);
  return body === undefined ? undefined : decodeUtf8(body);
}
