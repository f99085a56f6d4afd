import { NO_PARAMS } from '../grammar/parameters.ts';
import type { Uri } from '../grammar/uri.ts';
import { Accept } from '../message/headers/content.ts';
import { Allow, Supported } from '../message/headers/words.ts';
import { sdpMediaType } from '../sdp/session-description.ts';
import type { ServerTransaction } from '../transaction/transaction-user.ts';
import type { OptionsOutcome } from './options-outcome.ts';
import { reasonOfFailure, reasonOfResponse } from './reason-of.ts';
import type { UserAgentCore } from './user-agent-core.ts';

/** RFC 3261 §11.2: answers what this user agent can do. */
export function answerOptions(core: UserAgentCore, transaction: ServerTransaction): void {
  core.respond(transaction, 200, (response) => {
    core.describe(response);
    response.setAll(
      Accept,
      [sdpMediaType, 'text/plain'].map((type) => ({ type, params: NO_PARAMS })),
    );
  });
}

/** RFC 3261 §11.1: asks what another one can do. */
export async function askOptions(core: UserAgentCore, to: Uri): Promise<OptionsOutcome> {
  const request = core.createRequest('OPTIONS', to);
  core.describe(request);
  request.set(Accept, { type: sdpMediaType, params: NO_PARAMS });
  const outcome = await core.request(request);
  if (outcome.kind === 'failed') return { kind: 'failed', why: reasonOfFailure(outcome.failure) };
  const { response } = outcome;
  if (response.status >= 300) return { kind: 'failed', why: reasonOfResponse(response) };
  return {
    kind: 'answered',
    allow: response.all(Allow),
    supported: response.all(Supported),
    accept: response.all(Accept).map(({ type }) => type),
  };
}
