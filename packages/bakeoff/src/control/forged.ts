import { createRequest, CSeq, type SipMessage, type SipRequest, Via } from '@sidetone/sip';

export interface ForgedOptions {
  /** Request-URI; that of the message, or of its To, when left out. */
  readonly uri?: string;
  /** How much more its CSeq number is; 1 when left out. */
  readonly cseqBy?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A request that an element sends though it should not, for controls. It is made of a request that the element has sent, or of
 * a response to one, and belongs to the same call.
 */
export function forged(of: SipMessage, method: string, options: ForgedOptions = {}): SipRequest {
  const { cseqBy = 1, headers = {} } = options;
  const uri = options.uri ?? (of.kind === 'request' ? of.uri : (/<([^>]*)>/.exec(of.raw('To') ?? '')?.[1] ?? ''));
  const request = createRequest(method, uri);
  const via = of.get(Via);
  const number = (of.get(CSeq)?.number ?? 0) + cseqBy;
  if (via !== undefined) request.set(Via, { ...via, branch: `${via.branch ?? ''}-${method}-${number}` });
  request.addRaw('Max-Forwards', '70');
  for (const name of ['From', 'To', 'Call-ID']) request.addRaw(name, of.raw(name) ?? '');
  request.set(CSeq, { number, method });
  for (const [name, value] of Object.entries(headers)) request.addRaw(name, value);
  return request;
}
