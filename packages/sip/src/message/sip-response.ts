import { checkedInteger } from '../grammar/checked.ts';
import { withoutControls } from '../grammar/parameters.ts';
import { decodeUtf8, encodeUtf8 } from '../grammar/utf8.ts';
import type { WireText } from '../runtime/wire-text.ts';
import type { HeaderLine } from './header-line.ts';
import { MessageBase, type MessageText, NO_TEXT } from './message-base.ts';
import { reasonPhrase } from './reason-phrases.ts';

/** A response, §7.2. */
export class SipResponse extends MessageBase {
  readonly kind = 'response';
  /** 100 to 699. */
  readonly status: number;
  readonly #reason: WireText;
  readonly #isOwn: boolean;

  constructor(status: number, reason: WireText, origin: MessageText, lines: HeaderLine[], isOwn: boolean) {
    super(origin, lines);
    this.status = status;
    this.#reason = reason;
    this.#isOwn = isOwn;
  }

  /** The reason phrase as a person reads it. */
  get reason(): string {
    return decodeUtf8(this.#reason);
  }

  /** A copy that can be edited on its own; the text and the lines are shared. */
  clone(): SipResponse {
    return this.shareWith(new SipResponse(this.status, this.#reason, this.origin, this.lines.slice(), this.#isOwn));
  }

  protected override ownStartLine(): WireText | undefined {
    return this.#isOwn ? `SIP/2.0 ${this.status} ${this.#reason}\r\n` : undefined;
  }
}

/**
 * A response without header fields; `createResponse` makes the answer to a request.
 * @throws {RangeError} when the status is not an integer from 100 to 699
 */
export function bareResponse(status: number, reason = reasonPhrase(status)): SipResponse {
  const phrase = withoutControls(encodeUtf8(reason));
  return new SipResponse(checkedInteger(status, 'status', 699, 100), phrase, NO_TEXT, [], true);
}
