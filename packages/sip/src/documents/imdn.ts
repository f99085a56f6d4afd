import type { Result } from '../runtime/result.ts';
import { xmlDocument } from './xml-document.ts';
import { text, time, word } from './scalars.ts';
import { child, first, leaf, mark, need, shape, variants } from './xml-shape.ts';

/** Media type of notifications about messages (RFC 5438). */
export const IMDN_TYPE = 'message/imdn+xml';
/** The namespace of header fields in CPIM, such as Message-ID and Disposition-Notification (RFC 5438 §6). */
export const IMDN_NAMESPACE = 'urn:ietf:params:imdn';

/** What became of a message, RFC 5438 §7. */
export interface Imdn {
  /** The Message-ID of the message. */
  readonly messageId: string;
  /** Its DateTime, in milliseconds since 1970. */
  readonly dateTime: number;
  readonly recipientUri?: string;
  readonly originalRecipientUri?: string;
  readonly subject?: string;
  readonly notification: ImdnNotification;
}

/** What became of a message (RFC 5438 §7). */
export type ImdnNotification =
  | { readonly kind: 'delivery-notification'; readonly status: 'delivered' | 'failed' | 'forbidden' | 'error' }
  | { readonly kind: 'display-notification'; readonly status: 'displayed' | 'forbidden' | 'error' }
  | {
      readonly kind: 'processing-notification';
      readonly status: 'processed' | 'stored' | 'forbidden' | 'error';
    };

const imdn = /* @__PURE__ */ xmlDocument<Imdn>('imdn', { '': IMDN_NAMESPACE }, () =>
  shape<Imdn>({
    messageId: need(leaf('message-id', word)),
    dateTime: need(leaf('datetime', time)),
    recipientUri: leaf('recipient-uri', word),
    originalRecipientUri: leaf('original-recipient-uri', word),
    subject: leaf('subject', text),
    notification: need(
      first(
        'notification',
        variants<ImdnNotification>({
          'delivery-notification': status('delivered', 'failed', 'forbidden', 'error'),
          'display-notification': status('displayed', 'forbidden', 'error'),
          'processing-notification': status('processed', 'stored', 'forbidden', 'error'),
        }),
      ),
    ),
  }),
);

function status<S extends string>(...words: readonly S[]) {
  return shape<{ readonly status: S }>({ status: need(child('status', mark(...words))) });
}

/** Parses a disposition notification (RFC 5438). The error says why it is none. */
export function parseImdn(xml: string): Result<Imdn, string> {
  return imdn.parse(xml);
}

/** Writes a notification about a message (RFC 5438 §7). */
export function writeImdn(notification: Imdn): string {
  return imdn.write(notification);
}
