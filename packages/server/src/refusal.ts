import {
  createResponse,
  To,
  tag,
  type Random,
  type ServerTransaction,
  type SipRequest,
  type SipResponse,
} from '@sidetone/sip';

/** Why a request is not done, as data: a final status with its reason phrase and header lines. */
export interface Refusal {
  readonly status: number;
  /** A sentence for people; the default phrase of the status when absent. */
  readonly reason?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A decision that can say no. */
export type Decision<T> =
  | { readonly kind: 'accepted'; readonly value: T }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export function accepted<T>(value: T): Decision<T> {
  return { kind: 'accepted', value };
}

export function refused(status: number, reason?: string, headers?: Readonly<Record<string, string>>): Decision<never> {
  return { kind: 'refused', refusal: refusal(status, reason, headers) };
}

export function refusal(status: number, reason?: string, headers?: Readonly<Record<string, string>>): Refusal {
  return { status, ...(reason === undefined ? {} : { reason }), ...(headers === undefined ? {} : { headers }) };
}

/** §8.2.6.2: a response of our own; every one but 100 has a To tag. */
export function ownResponse(random: Random, request: SipRequest, status: number, reason?: string): SipResponse {
  const to = request.get(To);
  const isTagged = status === 100 || (to !== undefined && tag(to) !== undefined);
  return createResponse(request, status, reason, isTagged ? undefined : random.token(64));
}

export function refuse(random: Random, transaction: ServerTransaction, { status, reason, headers }: Refusal): void {
  const response = ownResponse(random, transaction.request, status, reason);
  for (const name in headers) response.addRaw(name, headers[name] ?? '');
  transaction.respond(response);
}
