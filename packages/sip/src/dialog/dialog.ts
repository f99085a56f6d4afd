import { type NameAddr, tag, withTag } from '../grammar/name-addr.ts';
import type { Uri } from '../grammar/uri.ts';
import { Contact, From, To } from '../message/headers/addresses.ts';
import { CSeq } from '../message/headers/cseq.ts';
import { MaxForwards } from '../message/headers/numbers.ts';
import { CallId } from '../message/headers/words.ts';
import type { SipMessage } from '../message/sip-message.ts';
import { createRequest, type SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import type { ServerTransaction } from '../transaction/transaction-user.ts';
import { RouteSet } from './route-set.ts';

/** Names a dialog at one end of it (RFC 3261 §12). A peer of RFC 2543 may have no tag: then it is ''. */
export interface DialogId {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
}

/** What a dialog is used for (RFC 5057 §2). Several usages may share one. */
export interface DialogUsage {
  /** Takes a request within the dialog and answers it. @returns false when the request is not for this usage */
  receive(request: SipRequest, transaction: ServerTransaction): boolean;
  /** The user agent has stopped: nothing can be sent any more. */
  onStopped?(): void;
  /** RFC 5057 §5.1: the other end is not to be found by this dialog any more, as the response to another usage says. */
  onDialogLost?(status: number): void;
}

interface DialogParts {
  readonly role: 'uac' | 'uas';
  readonly callId: string;
  readonly local: NameAddr;
  readonly remote: NameAddr;
  readonly routeSet: RouteSet;
  readonly remoteTarget: Uri;
  readonly localCSeq: number | undefined;
  readonly remoteCSeq: number | undefined;
}

/** A relationship between two user agents that lasts for some time (RFC 3261 §12). */
export class Dialog {
  readonly id: DialogId;
  /** Role in the request that made the dialog. The `uac` is the one who made the Call-ID. */
  readonly role: 'uac' | 'uas';
  /** This end with its tag, as it goes into From. */
  readonly local: NameAddr;
  /** The other end with its tag, as it goes into To. */
  readonly remote: NameAddr;
  readonly usages = new Set<DialogUsage>();
  #routeSet: RouteSet;
  #remoteTarget: Uri;
  #localCSeq: number | undefined;
  #remoteCSeq: number | undefined;

  private constructor(parts: DialogParts) {
    this.id = {
      callId: parts.callId,
      localTag: tag(parts.local) ?? '',
      remoteTag: tag(parts.remote) ?? '',
    };
    this.role = parts.role;
    this.local = parts.local;
    this.remote = parts.remote;
    this.#routeSet = parts.routeSet;
    this.#remoteTarget = parts.remoteTarget;
    this.#localCSeq = parts.localCSeq;
    this.#remoteCSeq = parts.remoteCSeq;
  }

  /** §12.1.2: the dialog that a response makes at the one who asked. Undefined when From, To, Call-ID or CSeq are unreadable. */
  static ofResponse(request: SipRequest, response: SipResponse): Dialog | undefined {
    return Dialog.#ofUac(request, response.get(To), response, RouteSet.ofUac(response), undefined);
  }

  /** §12.1.1: the dialog that a request makes at the one who answers with `localTag`. Undefined when Contact is missing. */
  static ofRequest(request: SipRequest, localTag: string): Dialog | undefined {
    const local = request.get(To);
    const remote = request.get(From);
    const callId = request.get(CallId);
    if (!local || !remote || !callId) return undefined;
    // Lenient: a client of RFC 2543, which has no tag, may say no Contact either, and is reached by its From.
    const isOld = !request.has(Contact) && tag(remote) === undefined;
    const remoteTarget = isOld ? remote.uri : contactUri(request);
    if (remoteTarget === undefined) return undefined;
    return new Dialog({
      role: 'uas',
      callId,
      local: withTag(local, localTag),
      remote,
      routeSet: RouteSet.ofUas(request),
      remoteTarget,
      localCSeq: undefined,
      remoteCSeq: request.get(CSeq)?.number,
    });
  }

  /** RFC 6665 §4.4.1: a NOTIFY makes the dialog, and it may come before the response to the SUBSCRIBE. */
  static ofNotify(subscribe: SipRequest, notify: SipRequest): Dialog | undefined {
    return Dialog.#ofUac(subscribe, notify.get(From), notify, RouteSet.ofUas(notify), notify.get(CSeq)?.number);
  }

  /** The dialog at the one who sent `request`, made by a message of the other end. */
  static #ofUac(
    request: SipRequest,
    remote: NameAddr | undefined,
    made: SipMessage,
    routeSet: RouteSet,
    remoteCSeq: number | undefined,
  ): Dialog | undefined {
    const local = request.get(From);
    const callId = request.get(CallId);
    const remoteTarget = contactUri(made) ?? requestTarget(request);
    if (!local || !remote || !callId || !remoteTarget) return undefined;
    const localCSeq = request.get(CSeq)?.number;
    return new Dialog({ role: 'uac', callId, local, remote, routeSet, remoteTarget, localCSeq, remoteCSeq });
  }

  get remoteTarget(): Uri {
    return this.#remoteTarget;
  }

  /** §13.2.2.4: the 2xx to the INVITE confirms an early dialog, with the route set and the target that it names. */
  confirm(response: SipResponse): void {
    this.#routeSet = RouteSet.ofUac(response);
    this.refreshTarget(response);
  }

  /**
   * The 2xx to the SUBSCRIBE of a dialog that a NOTIFY made. RFC 6665 §4.4.1 takes the route of the NOTIFY. Lenient: many
   * proxies record the route of the SUBSCRIBE alone and still want to be passed, so the longer route counts.
   */
  adoptRoute(response: SipResponse): void {
    const to = response.get(To);
    if (to === undefined || (tag(to) ?? '') !== this.id.remoteTag) return;
    const routeSet = RouteSet.ofUac(response);
    if (routeSet.routes.length > this.#routeSet.routes.length) this.#routeSet = routeSet;
  }

  /** §12.2.1.2, §12.2.2: a target refresh request or its 2xx says where the other end is now. */
  refreshTarget(message: SipMessage): void {
    this.#remoteTarget = contactUri(message) ?? this.#remoteTarget;
  }

  /**
   * §12.2.2: takes note of a request's sequence number.
   * @returns false when it is out of order, which is answered 500
   */
  acceptCSeq(request: SipRequest): boolean {
    const number = request.get(CSeq)?.number;
    if (number === undefined || (this.#remoteCSeq !== undefined && number < this.#remoteCSeq)) return false;
    this.#remoteCSeq = number;
    return true;
  }

  /** §12.2.1.1: the number of the next request. */
  nextCSeq(): number {
    this.#localCSeq = (this.#localCSeq ?? 0) + 1;
    return this.#localCSeq;
  }

  /** The request that made the dialog was sent again, as with credentials: numbers go on from there. */
  noteSent(request: SipRequest): void {
    this.#localCSeq = Math.max(this.#localCSeq ?? 0, request.get(CSeq)?.number ?? 0);
  }

  /** §12.2.1.1: a request within the dialog, without body, Contact and Via. */
  createRequest(method: string): SipRequest {
    return this.#create(method, this.nextCSeq());
  }

  /** §13.2.2.4: the ACK for a 2xx, with the sequence number of its INVITE. */
  createAck(inviteCSeq: number): SipRequest {
    return this.#create('ACK', inviteCSeq);
  }

  #create(method: string, number: number): SipRequest {
    const request = createRequest(method, this.#remoteTarget);
    this.#routeSet.applyTo(request, this.#remoteTarget);
    request.set(MaxForwards, 70);
    request.set(From, this.local);
    request.set(To, this.remote);
    request.set(CallId, this.id.callId);
    request.set(CSeq, { number, method });
    return request;
  }
}

function contactUri(message: SipMessage): Uri | undefined {
  const contact = message.get(Contact);
  return contact === undefined || contact === '*' ? undefined : contact.uri;
}

function requestTarget(request: SipRequest): Uri | undefined {
  const parsed = request.parsedUri();
  return parsed.ok ? parsed.value : undefined;
}
