import { createRequest, CSeq, From, type SipRequest, type SipResponse, To } from '@sidetone/sip';

/** The BYE that an element would send at the wrong time, made of a response that it sends to an INVITE. */
export function byeFrom(response: SipResponse): SipRequest {
  const bye = createRequest('BYE', 'sip:somebody@bakeoff.invalid');
  bye.addRaw('Via', 'SIP/2.0/UDP bakeoff.invalid;branch=z9hG4bKtooearly');
  bye.addRaw('Max-Forwards', '70');
  const [from, to] = [response.get(To), response.get(From)];
  if (from !== undefined) bye.set(From, from);
  if (to !== undefined) bye.set(To, to);
  bye.copyLines(response, 'Call-ID');
  bye.set(CSeq, { number: 1, method: 'BYE' });
  return bye;
}
