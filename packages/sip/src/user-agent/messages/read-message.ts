import { decodeUtf8 } from '../../grammar/utf8.ts';
import { From, To } from '../../message/headers/addresses.ts';
import { ContentType } from '../../message/headers/content.ts';
import { Date as DateField } from '../../message/headers/notices.ts';
import { Expires } from '../../message/headers/numbers.ts';
import { CallId, Subject } from '../../message/headers/words.ts';
import { findPart } from '../../message/multipart.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { EpochMs } from '../../runtime/clock.ts';
import { err, ok, type Result } from '../../runtime/result.ts';
import type { MessageEnvelope, OpenedMessage } from './message-envelope.ts';
import type { IncomingMessage } from './message-types.ts';
import { MESSAGE_ID } from './send-message.ts';

/** Why a MESSAGE cannot be read. */
interface Unreadable {
  readonly status: 400 | 415;
  readonly phrase?: string;
}

/** How messages are read. */
export interface MessageReading {
  /** Media types that are understood, envelopes among them. */
  readonly types: readonly string[];
  readonly envelopes: readonly MessageEnvelope[];
  readonly now: EpochMs;
  /** Whether it came within a dialog of ours. */
  readonly isInDialog: boolean;
}

/** RFC 3428 §7: what a MESSAGE says. Its body has been found to be understood as far as Content-Type says. */
export function readMessage(request: SipRequest, reading: MessageReading): Result<IncomingMessage, Unreadable> {
  const from = request.get(From);
  const to = request.get(To);
  if (from === undefined || to === undefined) return err({ status: 400 });
  const content = readContent(request, reading);
  if (!content.ok) return content;
  const { id, sentAt = request.get(DateField), subject = request.get(Subject), ...opened } = content.value;
  const callId = request.get(CallId) ?? '';
  const expiresSec = request.get(Expires);
  return ok({
    ...opened,
    id: request.raw(MESSAGE_ID) ?? id ?? `${callId} ${request.raw('CSeq') ?? ''}`,
    from,
    to,
    sentAt,
    // §7: counted from Date, else from now.
    expiresAt: expiresSec === undefined ? undefined : (request.get(DateField) ?? reading.now) + expiresSec * 1000,
    subject,
    callId: reading.isInDialog ? callId : undefined,
  });
}

function readContent(request: SipRequest, { types, envelopes }: MessageReading): Result<OpenedMessage, Unreadable> {
  // Of several parts the one that can be read.
  const entity = findPart(request, ({ type }) => types.includes(type)) ?? request;
  const media = entity.get(ContentType);
  // RFC 3261 §7.4.1: other encodings than UTF-8 are said. One character per byte is Latin-1 already.
  const isLatin = /^(?:iso-8859-1|latin1)$/i.test(media?.params.get('charset') ?? '');
  const body = isLatin ? entity.body : decodeUtf8(entity.body);
  const envelope = envelopes.find(({ contentType }) => contentType === media?.type);
  if (envelope === undefined) {
    const contentType = entity.raw(ContentType) ?? 'text/plain';
    return ok({ contentType, body, id: undefined, sentAt: undefined, subject: undefined, cpim: undefined });
  }
  const opened = envelope.open(body);
  if (!opened.ok) return err({ status: 400, phrase: opened.error });
  return types.includes(typeOf(opened.value.contentType)) ? opened : err({ status: 415 });
}

/** Type and subtype. */
function typeOf(contentType: string): string {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
}
