import { checkedToken, checkedWord } from '../grammar/checked.ts';
import type { SipParseError } from '../grammar/parse-error.ts';
import { formatUri, parseUri, type Uri } from '../grammar/uri.ts';
import { asWire } from '../grammar/utf8.ts';
import type { WireText } from '../runtime/wire-text.ts';
import type { Result } from '../runtime/result.ts';
import type { HeaderLine } from './header-line.ts';
import { MessageBase, type MessageText, NO_TEXT } from './message-base.ts';

/** A request, §7.1. */
export class SipRequest extends MessageBase {
  readonly kind = 'request';
  readonly method: string;
  #uri: WireText;
  #isOwn: boolean;
  #parsed: Result<Uri, SipParseError> | undefined;

  constructor(method: string, uri: WireText, origin: MessageText, lines: HeaderLine[], isOwn: boolean) {
    super(origin, lines);
    this.method = method;
    this.#uri = uri;
    this.#isOwn = isOwn;
  }

  /** The Request-URI as it is written. */
  get uri(): WireText {
    return this.#uri;
  }

  /** @throws {RangeError} when the text has a space or a line end, or is empty */
  set uri(uri: WireText) {
    this.#uri = checkedUri(uri);
    this.#isOwn = true;
    this.#parsed = undefined;
  }

  /** The Request-URI as a value, remembered. */
  parsedUri(): Result<Uri, SipParseError> {
    this.#parsed ??= parseUri(this.#uri);
    return this.#parsed;
  }

  /** A copy that can be edited on its own; the text and the lines are shared. */
  clone(): SipRequest {
    const copy = new SipRequest(this.method, this.#uri, this.origin, this.lines.slice(), this.#isOwn);
    copy.#parsed = this.#parsed;
    return this.shareWith(copy);
  }

  protected override ownStartLine(): WireText | undefined {
    return this.#isOwn ? `${this.method} ${this.#uri} SIP/2.0\r\n` : undefined;
  }
}

/**
 * A request without header fields.
 * @throws {RangeError} when the method is no token, or the URI's text has a space or a line end
 */
export function createRequest(method: string, uri: string | Uri): SipRequest {
  const text = checkedUri(typeof uri === 'string' ? uri : formatUri(uri));
  return new SipRequest(checkedToken(method, 'method'), text, NO_TEXT, [], true);
}

function checkedUri(uri: string): WireText {
  return checkedWord(asWire(uri), 'Request-URI');
}
