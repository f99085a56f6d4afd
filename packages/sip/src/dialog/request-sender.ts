import type { ReasonValue } from '../message/headers/notices.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import type { TransactionFailure } from '../transaction/transaction-user.ts';
import type { AuthenticationFailure } from './authentication-failure.ts';
import type { Dialog } from './dialog.ts';

/** Why a request got no response that its sender can use. */
export type RequestFailure =
  | TransactionFailure
  | { readonly kind: 'authentication'; readonly why: AuthenticationFailure };

/** Who waits for the responses to a request. */
export interface RequestObserver {
  /**
   * Every provisional and final response but a challenge that is answered by itself, and every repeated 2xx to INVITE.
   * @param request as it was sent last, with its credentials and sequence number
   */
  onResponse(response: SipResponse, request: SipRequest): void;
  onFailure(failure: RequestFailure): void;
}

/** A request that is under way. */
export interface SentRequest {
  /** Cancels an INVITE (RFC 3261 §9.1). Without effect after a final response. */
  cancel(reason?: ReasonValue): void;
}

/** What dialog usages need of the user agent core (RFC 3261 §8.1). */
export interface RequestSender {
  /** Sends a request, and again with credentials when it is challenged. @param dialog numbers a repeated request */
  send(request: SipRequest, observer: RequestObserver, dialog?: Dialog): SentRequest;
  /** Sends the ACK for a 2xx. It may be sent again. */
  sendAck(ack: SipRequest): void;
}
