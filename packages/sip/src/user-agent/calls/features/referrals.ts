import { Dialog } from '../../../dialog/dialog.ts';
import { NotifierUsage } from '../../../dialog/notifier-usage.ts';
import { SIPFRAG_TYPE, writeSipfrag } from '../../../documents/sipfrag.ts';
import type { NameAddr } from '../../../grammar/name-addr.ts';
import { NO_PARAMS, withoutParams } from '../../../grammar/parameters.ts';
import { isSipUri, isTelUri, type Uri } from '../../../grammar/uri.ts';
import { requestTarget } from '../../../grammar/uri-headers.ts';
import { From, ReferredBy, ReferTo } from '../../../message/headers/addresses.ts';
import { CSeq } from '../../../message/headers/cseq.ts';
import type { EventValue } from '../../../message/headers/event.ts';
import { ReferSub } from '../../../message/headers/words.ts';
import { reasonPhrase } from '../../../message/reason-phrases.ts';
import type { SipRequest } from '../../../message/sip-request.ts';
import { InvalidStateError } from '../../../runtime/invalid-state-error.ts';
import type { Timer } from '../../../runtime/timer-wheel.ts';
import type { ServerTransaction } from '../../../transaction/transaction-user.ts';
import type { UserAgentCore } from '../../core/user-agent-core.ts';
import type { Call, OutgoingCall } from '../call.ts';
import type { CallOptions } from '../call-options.ts';
import type { IncomingReferral } from './incoming-referral.ts';
import { writeRefer } from './refer.ts';
import { Reference } from './reference.ts';
import { reportOf } from './referral-report.ts';
import type { Transfer, TransferOptions } from './transfer.ts';

/** RFC 3515 §3.4: longer than an outgoing call rings. */
const MARGIN_SEC = 60;

/** RFC 3515 §3.10 */
const MIN_INTERVAL_MS = 1000;

/** What referrals need of the calls of the user agent. */
export interface ReferralCalls {
  place(to: Uri, options: CallOptions): OutgoingCall;
  /** The call that uses a dialog. */
  callOf(dialog: Dialog): Call | undefined;
}

/** Takes REFERs, within calls and outside of them (RFC 3515 §2.4.2). */
export class Referrals {
  onReferral: ((referral: IncomingReferral) => void) | undefined;
  readonly #core: UserAgentCore;
  readonly #calls: ReferralCalls;
  /** Dialogs that have had a REFER: the next ones need names for their subscriptions (§2.4.6). */
  readonly #referred = new WeakSet<Dialog>();

  constructor(core: UserAgentCore, calls: ReferralCalls) {
    this.#core = core;
    this.#calls = calls;
  }

  /** Asks somebody, outside of a call, to call somebody else. */
  refer(to: Uri, target: Uri, options: TransferOptions): Transfer {
    const core = this.#core;
    const request = writeRefer(core, core.createRequest('REFER', to), target, options);
    return new Reference(core, requestTarget(target), request, undefined, () => undefined);
  }

  /** @param shared the dialog that the REFER came in */
  receive(request: SipRequest, transaction: ServerTransaction, shared?: Dialog): void {
    const core = this.#core;
    const targets = request.all(ReferTo);
    const [target] = targets;
    const dialog = shared ?? Dialog.ofRequest(request, core.runtime.random.token(64));
    if (target === undefined || targets.length > 1 || request.count(ReferTo) > 1 || dialog === undefined) {
      core.respond(transaction, 400);
    } else if (this.onReferral === undefined || !isCallable(target.uri)) {
      // §2.4.2: what it is asked for is refused, not how. A 4xx might end the dialog (RFC 5057 §5.1).
      core.respond(transaction, 603);
    } else {
      const isFirst = !this.#referred.has(dialog);
      this.#referred.add(dialog);
      const call = shared && this.#calls.callOf(shared);
      this.onReferral(new Referral(core, this.#calls, transaction, { dialog, call, isFirst }, target.uri));
    }
  }
}

/** Whether a URI asks for a call. REFER may ask for other requests; this end makes no others for strangers. */
function isCallable(uri: Uri): boolean {
  if (isSipUri(uri)) return (uri.params.get('method') ?? 'INVITE').toUpperCase() === 'INVITE';
  return isTelUri(uri);
}

/** Where a REFER came in. */
interface Place {
  readonly dialog: Dialog;
  readonly call: Call | undefined;
  /** Whether it is the first REFER in its dialog. */
  readonly isFirst: boolean;
}

type Decision =
  /** The REFER waits for its answer, until the timer fires at the latest. */
  | { readonly kind: 'open'; readonly timer: Timer }
  /** It was answered 202 before there was a decision. */
  | { readonly kind: 'answered' }
  | { readonly kind: 'made' };

/** One REFER that came in, until the call that it asked for has an answer. */
class Referral implements IncomingReferral {
  readonly call: Call | undefined;
  readonly by: NameAddr;
  readonly to: Uri;
  readonly isAttended: boolean;
  readonly #core: UserAgentCore;
  readonly #calls: ReferralCalls;
  readonly #transaction: ServerTransaction;
  readonly #dialog: Dialog;
  readonly #event: EventValue;
  #decision: Decision;
  /** The implicit subscription; none when there is to be none (RFC 4488). */
  #notifier: NotifierUsage | undefined;

  constructor(
    core: UserAgentCore,
    calls: ReferralCalls,
    transaction: ServerTransaction,
    { dialog, call, isFirst }: Place,
    to: Uri,
  ) {
    const { request } = transaction;
    this.#core = core;
    this.#calls = calls;
    this.#transaction = transaction;
    this.#dialog = dialog;
    this.call = call;
    this.to = to;
    this.by = request.get(ReferredBy) ?? request.get(From) ?? dialog.remote;
    this.isAttended = isSipUri(to) && /(?:^|&)replaces=/i.test(to.headers ?? '');
    const number = request.get(CSeq)?.number ?? 0;
    this.#event = { type: 'refer', ...(isFirst ? {} : { id: String(number) }), params: NO_PARAMS };
    // §2.4.2: an answer must be there before the other end gives up, which it does after 64*T1.
    const timer = core.runtime.timers.schedule(32 * core.timers.t1Ms, Referral.#answerUndecided, this);
    this.#decision = { kind: 'open', timer };
    core.waiting.add(this);
  }

  accept(options: Partial<CallOptions> = {}): OutgoingCall {
    if (this.#decision.kind === 'made') throw new InvalidStateError('the referral was decided before');
    this.#answer();
    this.#decide();
    const by = this.#transaction.request.get(ReferredBy);
    const call = this.#calls.place(this.to, {
      // RFC 3892 §2.2: as it came. A token that it names is not passed on.
      ...(by === undefined ? {} : { referredBy: { ...by, params: withoutParams(by.params, 'cid') } }),
      ...options,
      media: options.media ?? mediaOf(this.call),
    });
    const unsubscribe = call.on('changed', () => {
      this.#report(call);
      if (call.state.kind === 'terminated') unsubscribe();
    });
    this.#report(call);
    return call;
  }

  reject(status = 603): void {
    if (!Number.isInteger(status) || status < 400 || status > 699)
      throw new InvalidStateError(`not a refusal: ${status}`);
    const decision = this.#decision;
    if (decision.kind === 'made') return;
    this.#decide();
    if (decision.kind === 'open') {
      this.#core.runtime.timers.cancel(decision.timer);
      this.#core.respond(this.#transaction, status);
    } else {
      this.#notifier?.terminate('noresource', { content: statusLine(status, reasonPhrase(status)) });
    }
  }

  /** The user agent is stopped: nobody decides any more. */
  stop(): void {
    this.reject(480);
  }

  #decide(): void {
    this.#decision = { kind: 'made' };
    this.#core.waiting.delete(this);
  }

  /** Answers the REFER, and tells that it is being tried (§2.4.4). */
  #answer(): void {
    if (this.#decision.kind !== 'open') return;
    const core = this.#core;
    core.runtime.timers.cancel(this.#decision.timer);
    const isSilent = this.#transaction.request.get(ReferSub) === false;
    core.respond(
      this.#transaction,
      isSilent ? 200 : 202,
      (response) => {
        core.describe(response, this.#transaction.request);
        // RFC 4488 §4
        if (isSilent) response.set(ReferSub, false);
      },
      this.#dialog.id.localTag,
    );
    if (isSilent) return;
    const expiresSec = (core.options.ringTimeoutSec ?? 180) + MARGIN_SEC;
    this.#notifier = new NotifierUsage(core, this.#dialog, {
      event: this.#event,
      expiresSec,
      lifetime: { defaultSec: expiresSec, minSec: 0, maxSec: 3600 },
      minIntervalMs: MIN_INTERVAL_MS,
    });
    this.#notifier.confirm(statusLine(100, reasonPhrase(100)));
  }

  #report(call: Call): void {
    const { status, phrase } = reportOf(call.state);
    if (status === 100) return;
    const content = statusLine(status, phrase);
    if (status < 200) this.#notifier?.notify(content);
    else this.#notifier?.terminate('noresource', { content });
  }

  static readonly #answerUndecided = (self: Referral): void => {
    self.#answer();
    self.#decision = { kind: 'answered' };
  };
}

/** §2.4.5 */
function statusLine(status: number, phrase: string): { contentType: string; body: string } {
  const start = { kind: 'status', status, phrase } as const;
  return { contentType: SIPFRAG_TYPE, body: writeSipfrag({ start, headers: [] }) };
}

function mediaOf(call: Call | undefined): CallOptions['media'] {
  if (call === undefined) return { audio: true, video: false };
  const { audio, video } = call.sending;
  return { audio, video };
}
