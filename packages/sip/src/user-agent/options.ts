import { NO_PARAMS } from '../grammar/parameters.ts';
import type { Uri } from '../grammar/uri.ts';
import { Accept } from '../message/headers/content.ts';
import { Allow, AllowEvents, Supported } from '../message/headers/words.ts';
import { sdpMediaType } from '../sdp/session-description.ts';
import type { ServerTransaction } from '../transaction/transaction-user.ts';
import type { OptionsOutcome } from './options-outcome.ts';
import { reasonOf, successOf } from './core/request-outcome.ts';
import type { UserAgentCore } from './core/user-agent-core.ts';

/**
 * RFC 3261 §11.2: answers what this user agent can do.
 * @param status that an INVITE would get
 */
export function answerOptions(core: UserAgentCore, transaction: ServerTransaction, status: number): void {
  core.respond(transaction, status, (response) => {
    core.describe(response);
    response.setAll(
      Accept,
      [sdpMediaType, ...core.capabilities.messageTypes].map((type) => ({ type, params: NO_PARAMS })),
    );
    // Bodies as they are, and reason phrases in English.
    response.addRaw('Accept-Encoding', 'identity');
    response.addRaw('Accept-Language', 'en');
  });
}

/** RFC 3261 §11.1: asks what another one can do. */
export async function askOptions(core: UserAgentCore, to: Uri): Promise<OptionsOutcome> {
  const request = core.createRequest('OPTIONS', to);
  core.describe(request);
  request.set(Accept, { type: sdpMediaType, params: NO_PARAMS });
  const outcome = await core.request(request);
  const response = successOf(outcome);
  if (response === undefined) return { kind: 'failed', why: reasonOf(outcome) };
  return {
    kind: 'answered',
    allow: response.all(Allow),
    supported: response.all(Supported),
    accept: response.all(Accept).map(({ type }) => type),
    events: response.all(AllowEvents),
  };
}
