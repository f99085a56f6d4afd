import type { SipRequest } from '../../../message/sip-request.ts';
import type { ServerTransaction } from '../../../transaction/transaction-user.ts';

/** A part of a call that takes requests within its dialog: INFO, REFER, NOTIFY. */
export interface RequestReceiver {
  /** Takes a request and answers it. @returns false when the request is not for this part */
  receive(request: SipRequest, transaction: ServerTransaction): boolean;
}
