import { receivedId } from '../dialog/dialog-table.ts';
import { InviteUsage } from '../dialog/invite-usage.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import type { ServerTransaction, TransactionUser } from '../transaction/transaction-user.ts';
import type { Flow } from '../transport/transport.ts';
import type { CallList } from './calls/call-list.ts';
import type { Referrals } from './calls/features/referrals.ts';
import { inspectContent } from './core/inspect-content.ts';
import { inspectClaims, inspectMethod, inspectRequire, inspectTarget, type Refusal } from './core/inspect-request.ts';
import { isSecured, sipsNotAllowed } from './core/secured.ts';
import { MergedRequests } from './core/merged-requests.ts';
import type { Messenger } from './messages/messenger.ts';
import { answerOptions } from './options.ts';
import type { ServedPackages } from './events/served-packages.ts';
import type { UserAgentCore } from './core/user-agent-core.ts';

const MAKES_DIALOG: ReadonlySet<string> = new Set(['INVITE', 'SUBSCRIBE', 'REFER']);

/** Who takes what comes in. */
export interface Recipients {
  readonly calls: CallList;
  readonly messenger: Messenger;
  readonly served: ServedPackages;
  readonly referrals: Referrals;
  flowClosed(flow: Flow, reason: string): void;
}

/** The general behaviour of a UAS (RFC 3261 §8.2): inspects what comes in, and hands it to the part that it is for. */
export class RequestDispatcher implements TransactionUser {
  readonly #core: UserAgentCore;
  readonly #recipients: Recipients;
  readonly #merged: MergedRequests;

  constructor(core: UserAgentCore, recipients: Recipients) {
    this.#core = core;
    this.#recipients = recipients;
    this.#merged = new MergedRequests(core.runtime.clock);
  }

  onRequest(request: SipRequest, transaction: ServerTransaction): void {
    this.#core.noteArrival(request, transaction.flow);
    const { capabilities } = this.#core;
    const isInDialog = receivedId(request) !== undefined;
    const refusal =
      inspectMethod(request, capabilities) ??
      (isInDialog ? undefined : this.#inspectNew(request, transaction)) ??
      inspectRequire(request, capabilities) ??
      inspectClaims(request) ??
      inspectContent(request, capabilities);
    if (refusal !== undefined) this.#core.respond(transaction, refusal.status, refusal.edit);
    else if (isInDialog) this.#receiveInDialog(request, transaction);
    else this.#receiveNew(request, transaction);
  }

  onCancel(transaction: ServerTransaction, cancel: SipRequest): void {
    this.#core.invites.get(transaction)?.onCancel(cancel, transaction);
  }

  onAck(ack: SipRequest): void {
    for (const usage of this.#core.dialogs.find(ack)?.usages ?? []) {
      if (usage instanceof InviteUsage) usage.onAck(ack);
    }
  }

  /** A transaction that ended has nobody who could use it. */
  onStrayResponse(response: SipResponse): void {
    this.#core.note(`a ${response.status} came to no request of ours`);
  }

  onFlowClosed(flow: Flow, reason: string): void {
    this.#recipients.flowClosed(flow, reason);
  }

  #inspectNew(request: SipRequest, transaction: ServerTransaction): Refusal | undefined {
    const refusal = inspectTarget(request, this.#core.identity);
    if (refusal !== undefined) return refusal;
    if (MAKES_DIALOG.has(request.method) && isSecured(request) && !this.#core.flows.areSecure) return sipsNotAllowed;
    return this.#merged.isMerged(request, transaction) ? { status: 482 } : undefined;
  }

  #receiveNew(request: SipRequest, transaction: ServerTransaction): void {
    switch (request.method) {
      case 'INVITE':
        this.#recipients.calls.receive(transaction);
        return;
      case 'MESSAGE':
        this.#recipients.messenger.receive(request, transaction, false);
        return;
      case 'OPTIONS':
        answerOptions(this.#core, transaction, this.#recipients.calls.statusOfNext);
        return;
      case 'SUBSCRIBE':
        this.#recipients.served.receive(request, transaction);
        return;
      case 'REFER':
        this.#recipients.referrals.receive(request, transaction);
        return;
      default:
        // BYE and NOTIFY belong to a dialog (§15.1.2, RFC 6665 §4.1.3).
        this.#core.respond(transaction, 481);
    }
  }

  /** §12.2.2 */
  #receiveInDialog(request: SipRequest, transaction: ServerTransaction): void {
    const { dialogs } = this.#core;
    const dialog = dialogs.find(request);
    if (dialog === undefined) {
      if (dialogs.findExpecting(request)?.receive(request, transaction) !== true) this.#core.respond(transaction, 481);
      return;
    }
    if (!dialog.acceptCSeq(request)) {
      this.#core.respond(transaction, 500);
      return;
    }
    for (const usage of dialog.usages) if (usage.receive(request, transaction)) return;
    switch (request.method) {
      case 'OPTIONS':
        answerOptions(this.#core, transaction, 200);
        return;
      case 'MESSAGE':
        this.#recipients.messenger.receive(request, transaction, true);
        return;
      case 'SUBSCRIBE':
        this.#recipients.served.receive(request, transaction, dialog);
        return;
      case 'REFER':
        this.#recipients.referrals.receive(request, transaction, dialog);
        return;
      default:
        this.#core.respond(transaction, 481);
    }
  }
}
