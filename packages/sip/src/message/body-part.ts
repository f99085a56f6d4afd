import type { WireText } from '../runtime/wire-text.ts';
import { asWire } from '../grammar/utf8.ts';
import { ContentType, readMediaType } from './headers/content.ts';
import type { HeaderLine } from './header-line.ts';
import { HeaderSection } from './header-section.ts';
import { readHeaderSection } from './read-header-section.ts';

/** One part of a multipart body (RFC 2046 §5.1): header fields of its own, read as those of a message, and a body. */
export class BodyPart extends HeaderSection {
  /** One character per byte. */
  readonly body: WireText;

  constructor(lines: HeaderLine[], body: WireText) {
    super(lines);
    this.body = body;
  }

  /**
   * A part to be sent.
   * @param contentType such as `application/sdp`
   * @param body one character per byte; `encodeUtf8` makes it from text
   * @throws {RangeError} when the type is none
   */
  static of(contentType: string, body: WireText): BodyPart {
    const part = new BodyPart([], asWire(body));
    part.set(ContentType, readMediaType(contentType));
    return part;
  }

  /** A part as it came. Lines that are no header fields are left out. */
  static parse(text: WireText): BodyPart {
    const { lines, bodyStart } = readHeaderSection(text, 0);
    return new BodyPart(lines, text.slice(bodyStart));
  }

  /** Header lines, empty line and body; lines that nobody touched byte for byte. */
  toWire(): WireText {
    let wire = '';
    for (const line of this.lines) wire += line.wire;
    return `${wire}\r\n${this.body}`;
  }
}
