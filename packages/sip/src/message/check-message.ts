import { parseError, type SipParseError } from '../grammar/parse-error.ts';
import { isSipUri, isTelUri } from '../grammar/uri.ts';
import type { HeaderField } from './header-field.ts';
import { CallId } from './headers/words.ts';
import { CSeq } from './headers/cseq.ts';
import { From, To } from './headers/addresses.ts';
import { MaxForwards } from './headers/numbers.ts';
import { Via } from './headers/via.ts';
import type { SipMessage } from './sip-message.ts';
import type { SipRequest } from './sip-request.ts';

const MANDATORY: readonly HeaderField<unknown>[] = [Via, From, To, CallId, CSeq];
const ONCE: readonly HeaderField<unknown>[] = [From, To, CallId, CSeq, MaxForwards];

/** The methods of SIP, in the order of the documents that brought them. */
const METHODS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  'INVITE ACK BYE CANCEL OPTIONS REGISTER INFO PRACK UPDATE MESSAGE REFER SUBSCRIBE NOTIFY PUBLISH'.split(' '),
);

/**
 * Whether a message has what every message must have, well formed (§8.1.1, §16.3 step 1). Lenient: a request without
 * Max-Forwards passes, as §16.3 step 3 says.
 * @returns undefined when it has
 */
export function checkMessage(message: SipMessage): SipParseError | undefined {
  for (const field of MANDATORY) {
    if (!message.has(field)) return parseError(0, field.name, `Missing ${field.name}`);
    const error = message.malformed(field);
    if (error !== undefined) return error;
  }
  for (const field of ONCE) {
    if (message.count(field) > 1) return parseError(0, field.name, `More than one ${field.name}`);
  }
  return message.kind === 'request' ? checkRequest(message) : undefined;
}

function checkRequest(request: SipRequest): SipParseError | undefined {
  const maxForwards = request.malformed(MaxForwards);
  if (maxForwards !== undefined) return maxForwards;
  // §8.1.1.5
  if (request.get(CSeq)?.method !== request.method) {
    const reason = 'CSeq method differs from the request';
    // RFC 4475 §3.1.2.18: a method that nobody knows is the first thing to tell.
    return METHODS.has(request.method) ? parseError(0, 'CSeq', reason) : parseError(0, 'Method', reason, 501);
  }
  const uri = request.parsedUri();
  if (!uri.ok) return parseError(request.method.length + 1, 'Request-URI', 'Malformed Request-URI');
  // §19.1.1: the Request-URI has no headers.
  if (isSipUri(uri.value)) {
    return uri.value.headers === undefined
      ? undefined
      : parseError(request.method.length + 1, 'Request-URI', 'Headers in the Request-URI');
  }
  // §8.2.2.1
  if (!isTelUri(uri.value)) return parseError(request.method.length + 1, 'Request-URI', 'Unsupported URI Scheme', 416);
  return undefined;
}
