import { isSipUri, isTelUri } from '../../grammar/uri.ts';
import { Join, Replaces } from '../../message/headers/dialog-reference.ts';
import { Allow, Require, Unsupported } from '../../message/headers/words.ts';
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

/** RFC 3891 §3, RFC 3911 §4: only a call takes the place of a call. */
export function inspectClaims(request: SipRequest): Refusal | undefined {
  const isMisplaced = request.method !== 'INVITE' && (request.has(Replaces) || request.has(Join));
  return isMisplaced ? { status: 400 } : undefined;
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
