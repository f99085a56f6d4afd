import type { Dialog } from '../../dialog/dialog.ts';
import { InviteUsage, type InviteUsageEnd, type InviteUsageOwner } from '../../dialog/invite-usage.ts';
import { type MediaEndpointFactory, MediaError, type MediaWant } from '../../media/media-endpoint.ts';
import { createResponse } from '../../message/create-response.ts';
import { Contact } from '../../message/headers/addresses.ts';
import { Reason, type ReasonValue, RetryAfter } from '../../message/headers/notices.ts';
import { RecvInfo } from '../../message/headers/named.ts';
import { Expires } from '../../message/headers/numbers.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import { InvalidStateError } from '../../runtime/invalid-state-error.ts';
import type { Timer } from '../../runtime/timer-wheel.ts';
import { sdpMediaType, sends, type SessionDescription } from '../../sdp/session-description.ts';
import type { ServerTransaction } from '../../transaction/transaction-user.ts';
import type { Call, CallDetails, IncomingCall as IncomingCallInterface, RejectOptions } from './call.ts';
import { CallBase } from './call-base.ts';
import { readCallDetails } from './features/call-headers.ts';
import { writeRecvInfo } from './features/info-packages.ts';
import type { EndReason } from '../core/end-reason.ts';
import { sdpOf } from './established-session.ts';
import { reasonOfCancel, reasonOfMedia } from '../core/reason-of.ts';
import type { CancelListener, UserAgentCore } from '../core/user-agent-core.ts';

/** A caller that never cancels is not waited for longer than this. */
const DEFAULT_RING_TIMEOUT_SEC = 180;

/** A call that someone else places to this user agent (RFC 3261 §13.3). */
export class IncomingCall extends CallBase implements IncomingCallInterface, InviteUsageOwner, CancelListener {
  readonly direction = 'incoming';
  readonly details: CallDetails;
  readonly offered: MediaWant;
  readonly #invite: SipRequest;
  readonly #transaction: ServerTransaction;
  readonly #usage: InviteUsage;
  readonly #ringTimer: Timer;

  /**
   * @param dialog made of the INVITE; its local tag goes into every response
   * @param offer what the INVITE offers; undefined when the answer is to carry the offer
   */
  constructor(
    core: UserAgentCore,
    factory: MediaEndpointFactory,
    transaction: ServerTransaction,
    dialog: Dialog,
    offer: SessionDescription | undefined,
    onTerminated: (call: Call) => void,
  ) {
    super(core, factory, dialog.remote, { kind: 'trying' }, onTerminated);
    this.#invite = transaction.request;
    this.#transaction = transaction;
    this.#usage = new InviteUsage(core.inviteContext, dialog, this);
    this.details = readCallDetails(this.#invite);
    this.features.info.learn(this.#invite);
    this.offered = {
      audio: offer === undefined || sends(offer, 'audio'),
      video: offer === undefined || sends(offer, 'video'),
    };
    core.invites.set(transaction, this);
    const ringSec = this.#invite.get(Expires) ?? core.options.ringTimeoutSec ?? DEFAULT_RING_TIMEOUT_SEC;
    this.#ringTimer = core.runtime.timers.schedule(ringSec * 1000, IncomingCall.#expire, this);
  }

  ring(): void {
    if (this.state.kind !== 'trying') return;
    this.#respond(180);
    this.become({ kind: 'early', status: 180, phrase: 'Ringing', earlyMedia: 'none' });
  }

  async accept(want: MediaWant): Promise<void> {
    if (this.state.kind !== 'trying' && this.state.kind !== 'early') return;
    this.become({ kind: 'answering' });
    const offer = sdpOf(this.#invite);
    let description: string;
    try {
      await this.mediaSession.open(want);
      description = await (offer === undefined ? this.mediaSession.offer() : this.mediaSession.answer(offer));
    } catch (error) {
      // §21.4.18: no device, here and now. §21.4.26: the descriptions do not fit.
      const isIncompatible = error instanceof MediaError && error.kind === 'incompatible';
      this.#refuse(isIncompatible ? 488 : 480, reasonOfMedia(error));
      return;
    }
    if (this.isOver) return;
    this.#settle();
    const response = createResponse(this.#invite, 200, undefined, this.#usage.dialog.id.localTag);
    this.core.describe(response);
    if (this.#invite.has(RecvInfo)) writeRecvInfo(response, this.core.capabilities.infoPackages);
    response.setBody(sdpMediaType, description);
    this.establish(this.#usage);
    this.#usage.answer(this.#transaction, response);
    this.confirm();
  }

  reject(status = 486, options: RejectOptions = {}): void {
    if (!Number.isInteger(status) || status < 300 || status > 699)
      throw new InvalidStateError(`not a refusal: ${status}`);
    const { reason: phrase } = createResponse(this.#invite, status);
    this.#refuse(status, { kind: 'rejected', by: 'local', status, phrase }, options);
  }

  hangUp(reason?: ReasonValue): void {
    if (this.session === undefined) this.reject(603, reason && { reason });
    else this.#end({ kind: 'hung-up', by: 'local' }, reason);
  }

  stop(): void {
    if (this.session === undefined) this.#refuse(480, { kind: 'stopped' });
    else this.#end({ kind: 'stopped' });
  }

  /** §9.2: the caller gave up, or another device answered. */
  onCancel(cancel: SipRequest): void {
    this.#refuse(487, reasonOfCancel(cancel));
  }

  /** §14.2: the first INVITE is not answered yet. */
  onReinvite(request: SipRequest, transaction: ServerTransaction): void {
    const response = createResponse(request, 500);
    response.set(RetryAfter, { delaySec: Math.floor(this.core.runtime.random.fraction() * 11) });
    transaction.respond(response);
  }

  onAck(): void {
    throw new InvalidStateError('an ACK for a 2xx that was never sent');
  }

  /** §15: the caller may end an early dialog with BYE. */
  onEnded(_end: InviteUsageEnd): void {
    this.#refuse(487, { kind: 'cancelled', by: 'remote' });
  }

  static readonly #expire = (self: IncomingCall): void => {
    self.#refuse(480, { kind: 'timeout', waitedFor: 'answer' });
  };

  #refuse(status: number, why: EndReason, options: RejectOptions = {}): void {
    if (this.isOver || this.session !== undefined) return;
    this.#settle();
    this.#respond(status, options);
    this.#usage.close();
    this.terminate(why);
  }

  /** The INVITE gets its final response. */
  #settle(): void {
    this.core.runtime.timers.cancel(this.#ringTimer);
    this.core.invites.delete(this.#transaction);
  }

  #end(why: EndReason, reason?: ReasonValue): void {
    this.session?.end(reason);
    this.terminate(why);
  }

  #respond(status: number, { reason, contacts, retryAfterSec }: RejectOptions = {}): void {
    const response = createResponse(this.#invite, status, undefined, this.#usage.dialog.id.localTag);
    if (status < 300) this.core.describe(response);
    if (reason !== undefined) response.set(Reason, reason);
    if (contacts !== undefined) response.setAll(Contact, contacts);
    if (retryAfterSec !== undefined) response.set(RetryAfter, { delaySec: retryAfterSec });
    this.#transaction.respond(response);
  }
}
