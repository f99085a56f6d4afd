import { Dialog } from '../../dialog/dialog.ts';
import { RELIABLE } from '../../dialog/reliable-responses.ts';
import { decideSessionTimer } from '../../dialog/session-timer.ts';
import { NO_PARAMS } from '../../grammar/parameters.ts';
import type { Uri } from '../../grammar/uri.ts';
import { type MediaEndpointFactory, MediaError } from '../../media/media-endpoint.ts';
import { PAssertedIdentity, ReferredBy } from '../../message/headers/addresses.ts';
import { MinSE } from '../../message/headers/session-timer.ts';
import { Require } from '../../message/headers/words.ts';
import { supports } from '../../message/option-tags.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import { parseSessionDescription } from '../../sdp/session-description.ts';
import type { ServerTransaction } from '../../transaction/transaction-user.ts';
import type { Call, IncomingCall as IncomingCallInterface } from './call.ts';
import type { CallBase } from './call-base.ts';
import { claimOf, type DialogClaim, EndedDialogs } from './features/dialog-claim.ts';
import { sdpOf } from './sdp-of.ts';
import { IncomingCall } from './incoming-call.ts';
import type { CallOptions } from './call-options.ts';
import { OutgoingCall } from './outgoing-call.ts';
import { sessionTimerSettings } from './session-timer-settings.ts';
import type { Refusal } from '../core/inspect-request.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';

type ClaimedDialog = Extract<DialogClaim, { dialog: Dialog }>;

/** Without media a call fails in words rather than by an exception. */
const noMedia: MediaEndpointFactory = {
  open: () => Promise.reject(new MediaError('failed', 'the user agent has no media')),
};

/** The calls of a user agent that have not ended. */
export class CallList {
  onIncomingCall: ((call: IncomingCallInterface) => void) | undefined;
  readonly #core: UserAgentCore;
  readonly #factory: MediaEndpointFactory | undefined;
  readonly #calls = new Set<CallBase>();
  readonly #ended = new EndedDialogs();

  constructor(core: UserAgentCore) {
    this.#core = core;
    this.#factory = core.options.media;
  }

  get size(): number {
    return this.#calls.size;
  }

  /** RFC 3261 §11.2: what the next call gets before anybody is asked; 200 when somebody would be. */
  get statusOfNext(): number {
    if (this.#factory === undefined) return 488;
    if (this.#isFull) return 486;
    return this.onIncomingCall === undefined ? 480 : 200;
  }

  get #isFull(): boolean {
    return this.#calls.size >= (this.#core.options.callLimit ?? Infinity);
  }

  place(to: Uri, options: CallOptions): OutgoingCall {
    const call = new OutgoingCall(this.#core, this.#factory ?? noMedia, to, options, (ended) => this.#forget(ended));
    this.#calls.add(call);
    return call;
  }

  /** RFC 3261 §13.3.1: an INVITE outside a dialog. */
  receive(transaction: ServerTransaction): void {
    const { request } = transaction;
    const core = this.#core;
    if (this.#factory === undefined) {
      core.respond(transaction, 488);
      return;
    }
    const claim = claimOf(request, { dialogs: core.dialogs, calls: this.#calls, ended: this.#ended });
    if (claim.kind === 'refused') {
      core.respond(transaction, claim.status);
      return;
    }
    if (claim.kind !== 'none' && !this.#isAuthorized(claim, transaction)) {
      core.note(`an INVITE that ${claim.kind} a call came from where it may not`);
      core.respond(transaction, 403);
      return;
    }
    // One that takes the place of another is not one more.
    if (claim.kind !== 'replaces' && this.#isFull) {
      core.respond(transaction, 486);
      return;
    }
    const { onIncomingCall } = this;
    if (onIncomingCall === undefined) {
      core.respond(transaction, 480);
      return;
    }
    const refusal = this.#inspectSession(request);
    if (refusal !== undefined) {
      core.respond(transaction, refusal.status, refusal.edit);
      return;
    }
    const sdp = sdpOf(request);
    const offer = sdp === undefined ? undefined : parseSessionDescription(sdp);
    const dialog = Dialog.ofRequest(request, core.runtime.random.token(64));
    if (dialog === undefined || offer?.ok === false) {
      core.respond(transaction, 400);
      return;
    }
    const claimed = claim.kind === 'none' ? {} : { [claim.kind]: claim.call };
    const call = new IncomingCall(core, this.#factory, transaction, dialog, offer?.value, claimed, (ended) =>
      this.#forget(ended),
    );
    this.#calls.add(call);
    onIncomingCall(call);
    if (claim.kind === 'replaces') takePlace(call, claim.call);
  }

  /** The call that uses a dialog. */
  callOf(dialog: Dialog): Call | undefined {
    for (const call of this.#calls) if (call.dialog === dialog) return call;
    return undefined;
  }

  /** Goes on with what a lost connection interrupted. */
  flowRestored(): void {
    for (const call of this.#calls) call.flowRestored();
  }

  stop(): void {
    for (const call of this.#calls) call.leave({ kind: 'stopped' });
  }

  /** RFC 3891 §3: who names a dialog has yet to be one who may take its place. */
  #isAuthorized({ kind: wish, dialog }: ClaimedDialog, { request: invite, flow }: ServerTransaction): boolean {
    const { flows, options } = this.#core;
    const isFromProxy = flows.isOfProxy(flow);
    if (options.mayReplace === undefined) return isFromProxy;
    return options.mayReplace({
      wish,
      invite,
      dialogId: dialog.id,
      remote: dialog.remote,
      isFromProxy,
      assertedIdentity: invite.all(PAssertedIdentity),
      referredBy: invite.get(ReferredBy),
    });
  }

  /** What the first INVITE asks for, or lacks, as to session timers and reliable provisional responses. */
  #inspectSession(invite: SipRequest): Refusal | undefined {
    const { options } = this.#core;
    const timer = decideSessionTimer(invite, sessionTimerSettings(options));
    if (timer.kind === 'too-small') {
      // RFC 4028 §9
      return { status: 422, edit: (response) => response.set(MinSE, { sec: timer.minSec, params: NO_PARAMS }) };
    }
    // RFC 3261 §21.4.21
    const isLacking = options.reliableProvisionals === 'required' && !supports(invite, RELIABLE);
    return isLacking ? { status: 421, edit: (response) => response.append(Require, RELIABLE) } : undefined;
  }

  #forget(ended: Call): void {
    for (const call of this.#calls) {
      if (call !== ended) continue;
      this.#calls.delete(call);
      if (call.dialogId !== undefined) this.#ended.add(call.dialogId);
    }
  }
}

/**
 * RFC 3891 §3: nobody is asked again, since the person talks already. The old call ends when the new one is answered. The new
 * one sends no more than the old one: who held it or muted the microphone has not changed their mind.
 */
function takePlace(call: IncomingCall, replaced: CallBase): void {
  const unsubscribe = call.on('changed', ({ state: { kind } }) => {
    if (kind !== 'confirmed' && kind !== 'terminated') return;
    unsubscribe();
    if (kind === 'confirmed') replaced.leave({ kind: 'replaced' });
  });
  for (const kind of replaced.muted) call.setMuted(kind, true);
  void call.accept(replaced.mediaSession.want);
}
