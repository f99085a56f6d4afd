import {
  Date as DateField,
  Path,
  Require,
  Supported,
  type Runtime,
  type SipRequest,
  type SipResponse,
} from '@sidetone/sip';
import type { Binding } from '../location/binding.ts';
import { ownResponse } from '../refusal.ts';
import type { RegistrationInput } from './decide-registration.ts';
import { FLOW_HEADER } from './edge-deregistration.ts';

/** A binding with what is left of its lifetime. */
export interface CurrentContact {
  readonly binding: Binding;
  readonly expiresSec: number;
}

/** §10.3 step 8: all current bindings with what is left of each, Date, and what Path and outbound ask to be echoed. */
export function registrationResponse(
  runtime: Runtime,
  request: SipRequest,
  contacts: readonly CurrentContact[],
  input: RegistrationInput | undefined,
): SipResponse {
  const response = ownResponse(runtime.random, request, 200);
  for (const { binding, expiresSec } of contacts) {
    response.addRaw('Contact', `<${binding.contact}>${binding.params};expires=${expiresSec}`);
  }
  response.set(DateField, runtime.clock.epoch());
  response.setAll(Supported, ['path', 'outbound']);
  if (input === undefined) return response;
  // RFC 3327 §5.3: the user agent learns which way its requests will come.
  response.copyLines(request, Path);
  // The trusted edge learns that it may remove this binding when the flow closes (DESIGN D2).
  if (input.path.flowName !== undefined) response.addRaw(FLOW_HEADER, input.path.flowName);
  const usesOutbound = contacts.some(
    ({ binding }) => binding.outbound !== undefined && binding.callId === input.callId && binding.cseq === input.cseq,
  );
  // RFC 5626 §6: outbound was applied to this registration.
  if (usesOutbound) response.set(Require, 'outbound');
  return response;
}
