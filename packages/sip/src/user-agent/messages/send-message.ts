import { Date as DateField } from '../../message/headers/notices.ts';
import { Expires } from '../../message/headers/numbers.ts';
import { Subject } from '../../message/headers/words.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { CSeqCounter } from '../core/request-exchange.ts';
import { requestFollowing } from '../core/request-following.ts';
import { reasonOf, successOf } from '../core/request-outcome.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';
import type { MessageOutcome, OutgoingMessage } from './message-types.ts';

/** Names a message across retries. */
export const MESSAGE_ID = 'Message-ID';

/**
 * Fills a MESSAGE and sends it (RFC 3428 §4): without Contact. Never rejects.
 * @param counter of the dialog that it is sent in
 */
export async function sendMessage(
  core: UserAgentCore,
  request: SipRequest,
  message: OutgoingMessage,
  counter?: CSeqCounter,
): Promise<MessageOutcome> {
  const { runtime } = core;
  const { id = runtime.random.token(), subject, expiresSec, headers = [] } = message;
  request.addRaw(MESSAGE_ID, id);
  request.set(DateField, runtime.clock.epoch());
  if (expiresSec !== undefined) request.set(Expires, expiresSec);
  if (subject !== undefined) request.set(Subject, subject);
  for (const [name, value] of headers) request.addRaw(name, value);
  request.setBody(message.contentType, message.body);
  const outcome = await (counter === undefined ? requestFollowing(core, request) : core.request(request, counter));
  const success = successOf(outcome);
  if (success === undefined) return { kind: 'failed', id, why: reasonOf(outcome) };
  // §4: 202 says that it is stored and not that it arrived.
  return { kind: success.status === 202 ? 'accepted' : 'delivered', id };
}
