import { decodeUtf8, encodeUtf8, fromBytes, toBytes } from '../grammar/utf8.ts';
import type { WireText } from '../runtime/wire-text.ts';
import { ContentLength, ContentType, readMediaType } from './headers/content.ts';
import type { HeaderLine } from './header-line.ts';
import { HeaderSection } from './header-section.ts';

/** Where a parsed message stands in its text. A message that was made here has an empty text. */
export interface MessageText {
  readonly text: WireText;
  /** Past the CRLF of the start line. */
  readonly startLineEnd: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

export const NO_TEXT: MessageText = { text: '', startLineEnd: 0, bodyStart: 0, bodyEnd: 0 };

/** What requests and responses share: their text, the table of header lines, and the body. */
export abstract class MessageBase extends HeaderSection {
  readonly #origin: MessageText;
  /** Set when the body is no longer that of the text. */
  #ownBody: WireText | undefined;

  constructor(origin: MessageText, lines: HeaderLine[]) {
    super(lines);
    this.#origin = origin;
  }

  /** The start line with its CRLF; undefined while that of the text stands. */
  protected abstract ownStartLine(): WireText | undefined;

  /** The body, one character per byte. */
  get body(): WireText {
    const { text, bodyStart, bodyEnd } = this.#origin;
    return this.#ownBody ?? text.slice(bodyStart, bodyEnd);
  }

  bodyBytes(): Uint8Array<ArrayBuffer> {
    return toBytes(this.body);
  }

  /** The body decoded from UTF-8. */
  bodyText(): string {
    return decodeUtf8(this.body);
  }

  /**
   * Replaces the body, and Content-Type and Content-Length with it.
   * @param contentType such as `text/plain;charset=UTF-8`; undefined takes Content-Type away
   * @param body a string is encoded as UTF-8
   */
  setBody(contentType: string | undefined, body: string | Uint8Array): void {
    this.#ownBody = typeof body === 'string' ? encodeUtf8(body) : fromBytes(body);
    if (contentType === undefined) this.remove(ContentType);
    else this.set(ContentType, readMediaType(contentType));
    this.set(ContentLength, this.#ownBody.length);
  }

  /** The whole message as it travels. Lines that nobody touched are slices of the text it came in. */
  toWire(): WireText {
    const { text, startLineEnd, bodyStart, bodyEnd } = this.#origin;
    const body = this.#ownBody;
    const length = body === undefined ? bodyEnd - bodyStart : body.length;
    const ownStart = this.ownStartLine();
    let wire = ownStart ?? '';
    // The run of lines that follow each other in one source and are not written yet.
    let source = text;
    let from = 0;
    let to = ownStart === undefined ? startLineEnd : 0;
    let hasLength = false;
    for (const line of this.lines) {
      if (line.isOf(ContentLength)) {
        // A wrong or second one is left out, and one that others could read in another way: on a stream the next message
        // begins where it says.
        if (hasLength || !saysJust(line, length)) continue;
        hasLength = true;
      }
      if (line.start === to && line.source === source) {
        to = line.end;
        continue;
      }
      if (to > from) wire += source.slice(from, to);
      ({ source, start: from, end: to } = line);
    }
    if (hasLength && body === undefined && source === text && to === bodyStart - 2) {
      return from === 0 && wire === '' && bodyEnd === text.length ? text : wire + text.slice(from, bodyEnd);
    }
    if (to > from) wire += source.slice(from, to);
    if (!hasLength) wire += `Content-Length: ${length}\r\n`;
    return `${wire}\r\n${body ?? text.slice(bodyStart, bodyEnd)}`;
  }

  /** Makes `copy` a copy of this: the lines are shared, the table is not. */
  protected shareWith<T extends MessageBase>(copy: T): T {
    copy.#ownBody = this.#ownBody;
    return copy;
  }

  protected get origin(): MessageText {
    return this.#origin;
  }
}

/** Whether the value is that number and nothing else. */
function saysJust({ source, colon, end }: HeaderLine, length: number): boolean {
  const digits = String(length);
  let i = end - 2 - digits.length;
  if (i <= colon || !source.startsWith(digits, i)) return false;
  while (--i > colon) if (source.charCodeAt(i) !== 32) return false;
  return true;
}
