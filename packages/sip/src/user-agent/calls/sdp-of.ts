import { decodeUtf8 } from '../../grammar/utf8.ts';
import { bodyPart } from '../../message/multipart.ts';
import type { SipMessage } from '../../message/sip-message.ts';
import { sdpMediaType } from '../../sdp/session-description.ts';

/** The session description that a message carries, alone or as a part. */
export function sdpOf(message: SipMessage): string | undefined {
  const part = bodyPart(message, sdpMediaType);
  return part === undefined ? undefined : decodeUtf8(part);
}
