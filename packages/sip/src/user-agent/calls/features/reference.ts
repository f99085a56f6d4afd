import { Dialog, type DialogUsage } from '../../../dialog/dialog.ts';
import { takeNotify } from '../../../dialog/subscription-usage.ts';
import { parseSipfrag, SIPFRAG_TYPE } from '../../../documents/sipfrag.ts';
import { tag } from '../../../grammar/name-addr.ts';
import type { Uri } from '../../../grammar/uri.ts';
import { createResponse } from '../../../message/create-response.ts';
import { From } from '../../../message/headers/addresses.ts';
import { ContentType } from '../../../message/headers/content.ts';
import { CSeq } from '../../../message/headers/cseq.ts';
import { Event, type SubscriptionStateValue } from '../../../message/headers/event.ts';
import { CallId, ReferSub } from '../../../message/headers/words.ts';
import type { SipRequest } from '../../../message/sip-request.ts';
import { Emitter } from '../../../runtime/emitter.ts';
import type { Timer } from '../../../runtime/timer-wheel.ts';
import type { ServerTransaction } from '../../../transaction/transaction-user.ts';
import type { EndReason } from '../../core/end-reason.ts';
import { requestFollowing } from '../../core/request-following.ts';
import { reasonOf, type RequestOutcome, successOf } from '../../core/request-outcome.ts';
import type { UserAgentCore } from '../../core/user-agent-core.ts';
import type { Transfer, TransferEvents, TransferState } from './transfer.ts';

/** When a NOTIFY does not say how long the subscription lasts. */
const DEFAULT_EXPIRES_SEC = 300;

/** RFC 3515 §3.4: nobody needs longer to call somebody. */
const MAX_EXPIRES_SEC = 3600;

/** More ends than these that one REFER was forked to are not listened to. */
const MAX_NOTIFIERS = 16;

/** A status line of whom the other end calls. */
interface Report {
  readonly status: number;
  readonly phrase: string;
}

/**
 * A REFER that this end has sent, and the subscription that it makes (RFC 3515 §2.4.4). It shares the dialog with a call, or
 * has dialogs of its own: one for each end that a REFER outside of a dialog was forked to.
 */
export class Reference implements Transfer, DialogUsage {
  readonly target: Uri;
  readonly #core: UserAgentCore;
  readonly #request: SipRequest;
  readonly #isShared: boolean;
  readonly #dialogs = new Set<Dialog>();
  /** Dialogs that there have been. */
  #joined = 0;
  readonly #onChanged: (reference: Reference) => void;
  readonly #emitter = new Emitter<TransferEvents>();
  /** Of the REFER as it was sent last; it names the subscription among those of a call (§2.4.6). */
  #number: number;
  #state: TransferState = { kind: 'asking' };
  /** However often the other end tells of progress. */
  readonly #untilMs: number;
  #timer: Timer | undefined;

  /**
   * @param request the REFER, complete
   * @param dialog that it is sent in; undefined when it makes one
   * @param onChanged called before the listeners
   */
  constructor(
    core: UserAgentCore,
    target: Uri,
    request: SipRequest,
    dialog: Dialog | undefined,
    onChanged: (reference: Reference) => void,
  ) {
    this.target = target;
    this.#core = core;
    this.#request = request;
    this.#isShared = dialog !== undefined;
    this.#onChanged = onChanged;
    this.#number = request.get(CSeq)?.number ?? 0;
    this.#untilMs = core.runtime.clock.now() + 1000 * MAX_EXPIRES_SEC;
    core.waiting.add(this);
    void this.#send(dialog).then((outcome) => this.#answered(outcome));
  }

  get state(): TransferState {
    return this.#state;
  }

  on<K extends keyof TransferEvents>(event: K, listener: (value: TransferEvents[K]) => void): () => void {
    return this.#emitter.on(event, listener);
  }

  receive(request: SipRequest, transaction: ServerTransaction): boolean {
    const event = request.get(Event);
    if (request.method !== 'NOTIFY' || event?.type.toLowerCase() !== 'refer') return false;
    // In a dialog of its own there is no other subscription.
    if (this.#isShared && event.id !== undefined && event.id !== String(this.#number)) return false;
    const known = this.#core.dialogs.find(request);
    if (known === undefined && this.#joined === MAX_NOTIFIERS) return false;
    const dialog = known ?? Dialog.ofNotify(this.#request, request);
    if (dialog === undefined) return false;
    const report = reportOf(request);
    if (report === undefined && request.get(ContentType)?.type === SIPFRAG_TYPE) {
      transaction.respond(createResponse(request, 400, 'The body does not begin with a status line'));
      return true;
    }
    const subscription = takeNotify(request, transaction, { event, accept: [SIPFRAG_TYPE] });
    if (subscription === undefined) return true;
    this.#join(dialog);
    dialog.refreshTarget(request);
    this.#notified(dialog, report, subscription);
    return true;
  }

  /** The user agent is closed. */
  stop(): void {
    this.#settle({ kind: 'failed', why: { kind: 'stopped' } });
  }

  #send(dialog: Dialog | undefined): Promise<RequestOutcome> {
    const core = this.#core;
    if (dialog === undefined) {
      core.dialogs.expect(...halfDialog(this.#request), this);
      return requestFollowing(core, this.#request);
    }
    this.#join(dialog);
    return core.request(this.#request, {
      nextCSeq: () => {
        this.#number = dialog.nextCSeq();
        return this.#number;
      },
    });
  }

  #answered(outcome: RequestOutcome): void {
    const response = successOf(outcome);
    if (response === undefined) {
      this.#settle({ kind: 'failed', why: reasonOf(outcome) });
    } else if (response.get(ReferSub) === false) {
      // RFC 4488 §4: there is no subscription, and nothing more to hear.
      this.#settle({ kind: 'done' });
    } else if (this.#state.kind === 'asking') {
      // RFC 6665 §4.1.2.4, timer N: the first NOTIFY must have come by then.
      this.#wait(64 * this.#core.timers.t1Ms);
      this.#become({ kind: 'trying' });
    }
  }

  #notified(dialog: Dialog, report: Report | undefined, subscription: SubscriptionStateValue): void {
    // Lenient: SIP.js says `terminated` with every status, and no reason. Other statuses follow.
    const isLast = subscription.state === 'terminated' && (subscription.reason !== undefined || report === undefined);
    const result = report === undefined || report.status < 200 ? undefined : resultOf(report);
    if (isLast || result !== undefined) this.#leave(dialog);
    if (result === undefined && !isLast) {
      this.#wait(1000 * (subscription.expiresSec ?? DEFAULT_EXPIRES_SEC));
      if (report !== undefined && report.status > 100) this.#become({ kind: 'progress', ...report });
      else if (this.#state.kind === 'asking') this.#become({ kind: 'trying' });
      return;
    }
    const end = result ?? endOf(subscription.reason?.toLowerCase());
    // Another end that the REFER was forked to may still get through (§3.9).
    if (end.kind === 'done' || this.#dialogs.size === 0) this.#settle(end);
  }

  #settle(state: TransferState): void {
    if (this.#isSettled) return;
    const { dialogs, runtime, waiting } = this.#core;
    waiting.delete(this);
    runtime.timers.cancel(this.#timer);
    if (!this.#isShared) dialogs.unexpect(...halfDialog(this.#request));
    for (const dialog of this.#dialogs) this.#leave(dialog);
    this.#become(state);
  }

  get #isSettled(): boolean {
    return this.#state.kind === 'done' || this.#state.kind === 'failed';
  }

  #become(state: TransferState): void {
    if (this.#isSettled) return;
    this.#state = state;
    this.#onChanged(this);
    this.#emitter.emit('changed', this);
  }

  #join(dialog: Dialog): void {
    if (!this.#dialogs.has(dialog)) this.#joined += 1;
    this.#dialogs.add(dialog);
    this.#core.dialogs.add(dialog, this);
  }

  #leave(dialog: Dialog): void {
    this.#dialogs.delete(dialog);
    this.#core.dialogs.remove(dialog, this);
  }

  #wait(ms: number): void {
    const { clock, timers } = this.#core.runtime;
    timers.cancel(this.#timer);
    const leftMs = Math.max(0, this.#untilMs - clock.now());
    this.#timer = timers.schedule(Math.min(ms, leftMs), Reference.#expired, this);
  }

  static readonly #expired = (self: Reference): void =>
    self.#settle({ kind: 'failed', why: { kind: 'timeout', waitedFor: 'answer' } });
}

/** The status line that the body of a NOTIFY begins with (§2.4.5). */
function reportOf(notify: SipRequest): Report | undefined {
  const fragment = parseSipfrag(notify.bodyText());
  const start = fragment.ok ? fragment.value.start : undefined;
  return start?.kind === 'status' ? { status: start.status, phrase: start.phrase } : undefined;
}

/** What a final status says. */
function resultOf({ status, phrase }: Report): TransferState {
  if (status < 300) return { kind: 'done' };
  const why: EndReason =
    status < 400
      ? { kind: 'redirected', status, phrase, contacts: [] }
      : { kind: 'rejected', by: 'remote', status, phrase };
  return { kind: 'failed', why };
}

/**
 * What the end of a subscription says that came before a final status. An end that holds no state ends it with its first
 * NOTIFY (§2.4.4): it has agreed, and tells no more.
 */
function endOf(reason = 'noresource'): TransferState {
  if (reason === 'noresource') return { kind: 'done' };
  const why: EndReason =
    reason === 'rejected'
      ? { kind: 'rejected', by: 'remote', status: 603, phrase: 'Decline' }
      : { kind: 'timeout', waitedFor: 'answer' };
  return { kind: 'failed', why };
}

/** Call-ID and tag of this end, by which a NOTIFY is known that makes the dialog. */
function halfDialog(request: SipRequest): [callId: string, localTag: string] {
  const from = request.get(From);
  return [request.get(CallId) ?? '', (from && tag(from)) ?? ''];
}
