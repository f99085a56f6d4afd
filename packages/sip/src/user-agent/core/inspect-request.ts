import { sdpMediaType } from '../../sdp/session-description.ts';
import { isSipUri, isTelUri } from '../../grammar/uri.ts';
import { Accept, ContentType } from '../../message/headers/content.ts';
import { Allow, Require, Unsupported } from '../../message/headers/words.ts';
import { NO_PARAMS } from '../../grammar/parameters.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import { type Capabilities, KNOWN_METHODS } from './capabilities.ts';
import type { Identity } from './identity.ts';

/** Why a request is refused before anybody looks at what it wants. */
export interface Refusal {
  readonly status: number;
  /** Adds what the status asks for. */
  readonly edit?: (response: SipResponse) => void;
}

/** RFC 3261 §8.2.1: the method. */
export function inspectMethod(request: SipRequest, { methods }: Capabilities): Refusal | undefined {
  if (methods.includes(request.method)) return undefined;
  return {
    status: KNOWN_METHODS.has(request.method) ? 405 : 501,
    edit: (response) => response.setAll(Allow, methods),
  };
}

/** §8.2.2.1: the Request-URI of a request outside a dialog. */
export function inspectTarget(request: SipRequest, identity: Identity): Refusal | undefined {
  const uri = request.parsedUri();
  if (!uri.ok) return { status: 400 };
  if (isTelUri(uri.value)) return { status: 404 };
  if (!isSipUri(uri.value)) return { status: 416 };
  return identity.isTarget(uri.value) ? undefined : { status: 404 };
}

/** §8.2.2.3: extensions that the request needs. */
export function inspectRequire(request: SipRequest, { optionTags }: Capabilities): Refusal | undefined {
  const unsupported = request.all(Require).filter((option) => !optionTags.includes(option.toLowerCase()));
  if (unsupported.length === 0) return undefined;
  return { status: 420, edit: (response) => response.setAll(Unsupported, unsupported) };
}

/** §8.2.3: the body. */
export function inspectContent(request: SipRequest): Refusal | undefined {
  if (request.body === '') return undefined;
  const encoding = request.raw('Content-Encoding')?.toLowerCase();
  if (encoding !== undefined && encoding !== 'identity') {
    return { status: 415, edit: (response) => response.addRaw('Accept-Encoding', 'identity') };
  }
  const accepted = ACCEPTED[request.method];
  const type = request.get(ContentType)?.type;
  if (accepted === undefined || (type !== undefined && accepted.pattern.test(type))) return undefined;
  return { status: 415, edit: (response) => response.set(Accept, { type: accepted.type, params: NO_PARAMS }) };
}

/** The body types that methods take; NOTIFY is judged by who subscribed. */
const ACCEPTED: Readonly<Record<string, { readonly type: string; readonly pattern: RegExp }>> = {
  INVITE: { type: sdpMediaType, pattern: /^application\/sdp$/ },
  MESSAGE: { type: 'text/plain', pattern: /^text\// },
};
