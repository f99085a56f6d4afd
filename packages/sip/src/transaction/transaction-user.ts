import type { ReasonValue } from '../message/headers/notices.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import type { Flow } from '../transport/transport.ts';
import type { InviteClientState } from './invite-client.ts';
import type { InviteServerState } from './invite-server.ts';
import type { NonInviteClientState } from './non-invite-client.ts';
import type { NonInviteServerState } from './non-invite-server.ts';

/** The core above the transactions: a user agent, a proxy, a registrar (RFC 3261 §5, "transaction user"). */
export interface TransactionUser {
  /** A new request; every method but ACK, and CANCEL only through `onCancel`. */
  onRequest(request: SipRequest, transaction: ServerTransaction): void;
  /** §9.2: an INVITE that has no final response yet is cancelled. The layer has answered the CANCEL with 200. */
  onCancel(transaction: ServerTransaction, cancel: SipRequest): void;
  /** An ACK for a 2xx. It comes again whenever it is retransmitted. */
  onAck(ack: SipRequest, flow: Flow): void;
  /** A response that matches no client transaction: §18.1.2 leaves it to the core. */
  onStrayResponse(response: SipResponse, flow: Flow): void;
  onFlowOpened?(flow: Flow): void;
  onFlowClosed?(flow: Flow, reason: string): void;
}

/** Why a transaction ended without a final response. */
export type TransactionFailure =
  /** Timer B, F or H (RFC 3261 table 4), or no final response within 64*T1 of a CANCEL (§9.1). */
  | { readonly kind: 'timeout' }
  /** §17.1.4, §17.2.4. */
  | { readonly kind: 'transport'; readonly reason: string };

/** Who sent a request. After `onFailure`, or after the final response to other methods than INVITE, nothing follows. */
export interface ClientObserver {
  /**
   * Every provisional response, and the final one. An INVITE may get several 2xx, from forks or retransmitted,
   * for 64*T1 after the first (RFC 6026 §8.4).
   */
  onResponse(response: SipResponse, transaction: ClientTransaction): void;
  onFailure(failure: TransactionFailure, transaction: ClientTransaction): void;
}

/** A request of ours that is under way (RFC 3261 §17.1). */
export interface ClientTransaction {
  /** The branch (§17.1.3). */
  readonly id: string;
  /** As it was sent, with our Via on top. */
  readonly request: SipRequest;
  /** What it was last sent on; undefined when it could not be sent. */
  readonly flow: Flow | undefined;
  readonly state: InviteClientState | NonInviteClientState;
  /** What the sender of the request has attached to it. */
  readonly subject: unknown;
  /**
   * §9.1: sends a CANCEL once a provisional response has come; does nothing after a final one or a second time.
   * @param reason goes into the CANCEL (RFC 3326)
   * @throws {InvalidStateError} when the request is no INVITE
   */
  cancel(reason?: ReasonValue): void;
}

/** Who answers a request. */
export interface ServerObserver {
  /** No ACK came for a final response other than 2xx, or a response could not be sent. */
  onFailure(failure: TransactionFailure, transaction: ServerTransaction): void;
  onTerminated?(transaction: ServerTransaction): void;
}

/** A request of somebody that is to be answered (RFC 3261 §17.2). */
export interface ServerTransaction {
  readonly id: string;
  readonly request: SipRequest;
  /** What the request came on. */
  readonly flow: Flow;
  readonly state: InviteServerState | NonInviteServerState;
  observer: ServerObserver | undefined;
  /**
   * Sends a response. What the transaction's state does not allow is not sent, and traced: a second final response,
   * and what RFC 4320 forbids to methods other than INVITE (408, 101–199, an early 100 over UDP).
   * An INVITE's 2xx may be given again and is sent again (RFC 6026 §8.5): retransmitting it is the user's task.
   */
  respond(response: SipResponse): void;
}

/** How a request is sent. */
export interface SendOptions {
  readonly subject?: unknown;
  /** Put at the end of the branch: a proxy's loop hash (§16.6 step 8). A token. */
  readonly branchSuffix?: string;
}
