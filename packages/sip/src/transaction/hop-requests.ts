import { From, Route, To } from '../message/headers/addresses.ts';
import { Authorization, ProxyAuthorization } from '../message/headers/authentication.ts';
import { CSeq } from '../message/headers/cseq.ts';
import { Reason, type ReasonValue } from '../message/headers/notices.ts';
import { MaxForwards } from '../message/headers/numbers.ts';
import { Via } from '../message/headers/via.ts';
import { CallId } from '../message/headers/words.ts';
import { createRequest, type SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import { InvalidStateError } from '../runtime/invalid-state-error.ts';

const MAX_FORWARDS = 70;

/** §17.1.1.3: the ACK for a final response other than 2xx. It goes one hop, in the transaction of the INVITE. */
export function createHopAck(invite: SipRequest, response: SipResponse): SipRequest {
  const ack = sameTransaction(invite, 'ACK', response);
  // §22.1: nobody can challenge an ACK.
  ack.copyLines(invite, Authorization);
  ack.copyLines(invite, ProxyAuthorization);
  return ack;
}

/** §9.1: the CANCEL of an INVITE. It goes one hop, with the branch of the INVITE. */
export function createCancel(invite: SipRequest, reason: ReasonValue | undefined): SipRequest {
  const cancel = sameTransaction(invite, 'CANCEL', invite);
  if (reason !== undefined) cancel.append(Reason, reason);
  return cancel;
}

function sameTransaction(invite: SipRequest, method: 'ACK' | 'CANCEL', toFrom: SipRequest | SipResponse): SipRequest {
  const via = invite.get(Via);
  const cseq = invite.get(CSeq);
  if (via === undefined || cseq === undefined) throw new InvalidStateError('the INVITE has no Via or CSeq');
  const request = createRequest(method, invite.uri);
  request.append(Via, via);
  request.append(MaxForwards, MAX_FORWARDS);
  request.copyLines(invite, Route);
  request.copyLines(invite, From);
  request.copyLines(toFrom, To);
  request.copyLines(invite, CallId);
  request.append(CSeq, { number: cseq.number, method });
  return request;
}
