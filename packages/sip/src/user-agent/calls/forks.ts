import { Dialog } from '../../dialog/dialog.ts';
import { InviteUsage } from '../../dialog/invite-usage.ts';
import { tag } from '../../grammar/name-addr.ts';
import { To } from '../../message/headers/addresses.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import type { Timer } from '../../runtime/timer-wheel.ts';
import { sdpOf } from './sdp-of.ts';
import { type FirstOffer, Session, type SessionOwner } from './session.ts';

/** More early dialogs than these are not kept for one INVITE. */
const MAX_EARLY = 32;

/** The ends that answer one INVITE of ours: a dialog and a session for each To tag (RFC 3261 §12.1.2, §13.2.2.4). */
export class Forks {
  readonly #owner: SessionOwner;
  readonly #firstOffer: FirstOffer;
  readonly #minSessionSec: number | undefined;
  readonly #sessions = new Map<string, Session>();
  /** The fork whose early media is played (D10). */
  #rendered: Session | undefined;
  #expiry: Timer | undefined;

  constructor(owner: SessionOwner, firstOffer: FirstOffer, minSessionSec: number | undefined) {
    this.#owner = owner;
    this.#firstOffer = firstOffer;
    this.#minSessionSec = minSessionSec;
  }

  /** The fork that is heard now, or was. */
  get rendered(): Session | undefined {
    return this.#rendered;
  }

  /**
   * A provisional response with a To tag: it makes an early dialog, or belongs to one.
   * @returns its session; undefined when the response is to be passed over
   */
  receiveProvisional(response: SipResponse, request: SipRequest): Session | undefined {
    const session = this.#sessions.get(toTag(response)) ?? this.#open(response, request);
    if (session === undefined) return undefined;
    if (this.#rendered === undefined && sdpOf(response) !== undefined) this.#render(session);
    if (!session.receiveProvisional(response)) return undefined;
    // RFC 6228 §4: this fork has failed; others go on.
    if (response.status === 199) this.drop(session);
    return session;
  }

  /**
   * A 2xx. Each is acknowledged on its own dialog; one that is repeated is acknowledged again.
   * @returns the session that it confirms for the first time
   */
  receiveAnswer(response: SipResponse, request: SipRequest): Session | undefined {
    const session = this.#sessions.get(toTag(response)) ?? this.#open(response, request, true);
    if (session === undefined) {
      this.#owner.core.note('a 2xx without From, To, Call-ID or CSeq cannot be acknowledged');
      return undefined;
    }
    return session.usage.takeAnswer(response, request) ? session : undefined;
  }

  /** One has answered: the media of the call is its own. @returns whether that is not bound to another one */
  choose(session: Session): boolean {
    const isFree = this.#rendered === undefined || this.#rendered === session;
    for (const other of this.#sessions.values()) other.isRendered = other === session;
    this.#rendered = session;
    this.#expireLater();
    return isFree;
  }

  /** A fork has failed or ended: its dialog goes. The media that it was rendered with stays bound to it. */
  drop(session: Session): void {
    session.end();
    for (const [key, known] of this.#sessions) if (known === session) this.#sessions.delete(key);
  }

  /** What is still early is waited for as long as a 2xx may come (§13.2.2.4). */
  #expireLater(): void {
    const { runtime, timers } = this.#owner.core;
    this.#expiry ??= runtime.timers.schedule(64 * timers.t1Ms, Forks.#expire, this);
  }

  /** The INVITE has failed, or the call is over: all early dialogs end (§12.3). A 2xx that comes again is still known. */
  close(): void {
    this.#owner.core.runtime.timers.cancel(this.#expiry);
    for (const session of this.#sessions.values()) if (session.usage.state === 'early') this.drop(session);
  }

  static readonly #expire = (self: Forks): void => self.close();

  #open(response: SipResponse, request: SipRequest, isAnswer = false): Session | undefined {
    if (!isAnswer && this.#sessions.size >= MAX_EARLY) return undefined;
    const dialog = Dialog.ofResponse(request, response);
    if (dialog === undefined) return undefined;
    const usage = new InviteUsage(this.#owner.core.inviteContext, dialog);
    const session = new Session(this.#owner, usage, this.#firstOffer, this.#minSessionSec);
    this.#sessions.set(toTag(response), session);
    return session;
  }

  #render(session: Session): void {
    this.#rendered = session;
    session.isRendered = true;
  }
}

/** @returns '' for a peer of RFC 2543 that has none */
function toTag(response: SipResponse): string {
  const to = response.get(To);
  return (to && tag(to)) ?? '';
}
