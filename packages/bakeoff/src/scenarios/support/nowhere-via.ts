import { type SipRequest, Via } from '@sidetone/sip';

/** A name that leads nowhere. */
const NOWHERE = 'host-of-alice.invalid';

/** The request with a Via whose sent-by is a name that does not tell where its sender is, and without rport. */
export function fromNowhere(request: SipRequest): SipRequest {
  const via = request.get(Via);
  if (via === undefined) return request;
  const { rport: _rport, ...rest } = via;
  request.replaceFirst(Via, { ...rest, host: NOWHERE });
  return request;
}
