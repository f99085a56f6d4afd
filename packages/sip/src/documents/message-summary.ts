import { err, ok, type Result } from '../runtime/result.ts';
import { type HeaderPair, headerValue, readHeaderBlock, writeHeaderBlock } from './header-block.ts';

/** Media type of message summaries (RFC 3842). */
export const MESSAGE_SUMMARY_TYPE = 'application/simple-message-summary';

/** What waits in a mailbox, RFC 3842 §5.2. */
export interface MessageSummary {
  readonly isWaiting: boolean;
  /** The URI of the mailbox. */
  readonly account?: string;
  readonly counts: readonly MessageCount[];
  /** Header fields of single new messages, such as From, Subject and Date. */
  readonly messages: readonly (readonly HeaderPair[])[];
}

/** How many messages of a kind there are. */
export interface MessageCount {
  /** In lower case: `voice-message`, `fax-message`, `video-message`, `text-message` … (RFC 3458). */
  readonly context: string;
  readonly newCount: number;
  readonly oldCount: number;
  /** Of the new and the old ones, those that are urgent. */
  readonly urgent?: { readonly newCount: number; readonly oldCount: number };
}

const ACCOUNT = 'message-account';
const WAITING = 'messages-waiting';

/** Parses a summary. The error says why it is none. Lenient: lines may come in any order, unknown ones are passed over. */
export function parseMessageSummary(text: string): Result<MessageSummary, string> {
  const block = readHeaderBlock(text);
  if (!block.ok) return block;
  const { headers } = block.value;
  const waiting = headerValue(headers, WAITING)?.toLowerCase();
  if (waiting !== 'yes' && waiting !== 'no') return err('No Messages-Waiting');
  const account = headerValue(headers, ACCOUNT);

  const messages: (readonly HeaderPair[])[] = [];
  for (let { next } = block.value; next !== undefined && next < text.length;) {
    const message = readHeaderBlock(text, next);
    if (!message.ok) return message;
    if (message.value.headers.length > 0) messages.push(message.value.headers);
    next = message.value.next;
  }
  return ok({
    isWaiting: waiting === 'yes',
    ...(account === undefined || account === '' ? {} : { account }),
    counts: headers.flatMap((pair) => readCount(pair) ?? []),
    messages,
  });
}

/** msg-summary-line = message-context-class HCOLON newmsgs SLASH oldmsgs [LPAREN new-urgentmsgs SLASH old-urgentmsgs RPAREN] */
function readCount([name, value]: HeaderPair): MessageCount | undefined {
  const counts = /^(\d{1,10})\s*\/\s*(\d{1,10})\s*(?:\(\s*(\d{1,10})\s*\/\s*(\d{1,10})\s*\))?$/.exec(value);
  if (counts === null) return undefined;
  const [newCount = 0, oldCount = 0, newUrgent = 0, oldUrgent = 0] = counts.slice(1).map(Number);
  const urgent = counts[3] === undefined ? {} : { urgent: { newCount: newUrgent, oldCount: oldUrgent } };
  return { context: name.toLowerCase(), newCount, oldCount, ...urgent };
}

/** @throws {RangeError} when something cannot stand in a line */
export function writeMessageSummary({ isWaiting, account, counts, messages }: MessageSummary): string {
  const lines: HeaderPair[] = [['Messages-Waiting', isWaiting ? 'yes' : 'no']];
  if (account !== undefined) lines.push(['Message-Account', account]);
  for (const { context, newCount, oldCount, urgent } of counts) {
    const more = urgent === undefined ? '' : ` (${urgent.newCount}/${urgent.oldCount})`;
    // RFC 3842 §5.2 writes them as `Voice-Message`.
    const name = context.replace(/(?:^|-)[a-z]/g, (letters) => letters.toUpperCase());
    lines.push([name, `${newCount}/${oldCount}${more}`]);
  }
  return [lines, ...messages].map(writeHeaderBlock).join('\r\n');
}
