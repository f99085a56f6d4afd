import type { SipRequest } from './sip-request.ts';
import type { SipResponse } from './sip-response.ts';

/** A message is its text plus an index; `kind` tells requests from responses. */
export type SipMessage = SipRequest | SipResponse;
