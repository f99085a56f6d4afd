import { createRequest, CSeq, type SipRequest, type SipResponse, Via } from '@sidetone/sip';

/** The ACK for a refusal: same branch, same Request-URI (RFC 3261 §17.1.1.3). */
export function ackOf(invite: SipRequest, refusal: SipResponse): SipRequest {
  return hopRequest('ACK', invite, refusal);
}

/** The CANCEL of a request: same branch, same Request-URI (RFC 3261 §9.1). */
export function cancelOf(request: SipRequest): SipRequest {
  return hopRequest('CANCEL', request, request);
}

function hopRequest(method: string, of: SipRequest, toFrom: SipRequest | SipResponse): SipRequest {
  const made = createRequest(method, of.uri);
  const via = of.get(Via);
  if (via !== undefined) made.set(Via, via);
  made.addRaw('Max-Forwards', '70');
  made.copyLines(of, 'Route');
  made.copyLines(of, 'From');
  made.copyLines(toFrom, 'To');
  made.copyLines(of, 'Call-ID');
  made.set(CSeq, { number: of.get(CSeq)?.number ?? 1, method });
  return made;
}
