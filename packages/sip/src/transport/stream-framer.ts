import type { WireText } from '../runtime/wire-text.ts';

/** What a framer finds in a stream. */
export interface FrameSink {
  /** One whole message. */
  onMessage(wire: WireText): void;
  /** A double CRLF between messages: to be answered with a single one (RFC 5626 §3.5.1). */
  onPing(): void;
  /** A CRLF between messages: the answer to a ping, or the first half of one. */
  onPong?(): void;
  /** A message is too large; nothing more is read. `head` is its beginning. */
  onOversized(head: WireText): void;
  /** The stream cannot be read on; nothing more is. */
  onBroken(reason: string): void;
}

const CR = 13;
const LF = 10;

/** A method, anything, a version; or a version first. Lenient: the parser judges the rest. */
const START_LINE = /^(?:SIP\/\d|[!-~]+ .*SIP\/\d)/i;
/** Each Content-Length of a header section, in both forms, perhaps folded (§18.3, §20.14). */
const CONTENT_LENGTH = /^(?:content-length|l)[ \t]*:[ \t]*(?:\r?\n[ \t]+)?([^\r\n]*)/gim;

type State =
  /** Between messages, or in a header section. `newlines` counts those that follow each other. */
  | { readonly kind: 'head'; newlines: number }
  /** The body, until `length` bytes of the message are there. */
  | { readonly kind: 'body'; readonly length: number }
  | { readonly kind: 'stopped' };

/**
 * Cuts a stream into messages by their Content-Length (§18.3). A message without one ends with its header section.
 * Each byte is looked at once, however it is chopped.
 */
export class StreamFramer {
  readonly #sink: FrameSink;
  readonly #limitBytes: number;
  #state: State = { kind: 'head', newlines: 0 };
  /** What has come of the message so far. */
  #chunks: WireText[] = [];
  #bytes = 0;

  /** @param limitBytes largest message */
  constructor(sink: FrameSink, limitBytes: number) {
    this.#sink = sink;
    this.#limitBytes = limitBytes;
  }

  /** Takes what the stream brings next. */
  push(chunk: WireText): void {
    let rest = chunk;
    while (rest !== '' && this.#state.kind !== 'stopped') {
      rest = this.#state.kind === 'head' ? this.#readHead(rest, this.#state) : this.#readBody(rest, this.#state.length);
    }
  }

  /** @returns what follows the header section */
  #readHead(text: WireText, state: { newlines: number }): WireText {
    const start = this.#bytes === 0 ? this.#skipKeepAlives(text, state) : 0;
    for (let i = start; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code === LF) state.newlines += 1;
      else if (code !== CR) state.newlines = 0;
      if (state.newlines === 2) {
        this.#keep(text.slice(start, i + 1));
        this.#headComplete();
        return text.slice(i + 1);
      }
      // The first line shows early whether this is SIP at all.
      if (code === LF && state.newlines === 1 && this.#chunks.length === 0 && !START_LINE.test(text.slice(start, i))) {
        return this.#breakAt(text.slice(start));
      }
    }
    if (start < text.length) this.#keep(text.slice(start));
    if (this.#bytes > this.#limitBytes) this.#stop(() => this.#sink.onOversized(this.#chunks.join('')));
    return '';
  }

  /** Where the message begins. §7.5: CRLFs before it are ignored. */
  #skipKeepAlives(text: WireText, state: { newlines: number }): number {
    let i = 0;
    for (; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code === LF) {
        state.newlines += 1;
        if (state.newlines === 1) {
          this.#sink.onPong?.();
        } else {
          state.newlines = 0;
          this.#sink.onPing();
        }
      } else if (code !== CR) {
        state.newlines = 0;
        break;
      }
    }
    return i;
  }

  #headComplete(): void {
    const head = this.#chunks.join('');
    this.#chunks = [head];
    const lineEnd = head.indexOf('\n');
    if (!START_LINE.test(head.slice(0, lineEnd))) {
      this.#deliverAndBreak(head, 'what came is not SIP');
      return;
    }
    const bodyBytes = contentLength(head);
    if (bodyBytes === undefined) {
      // RFC 4475 §3.1.2.3, §3.3.9: nothing that follows can be told apart.
      this.#deliverAndBreak(head, 'the Content-Length is no number or several, so the end of the message is not known');
      return;
    }
    const length = head.length + bodyBytes;
    if (length > this.#limitBytes) this.#stop(() => this.#sink.onOversized(head));
    else if (length === head.length) this.#complete(head);
    else this.#state = { kind: 'body', length };
  }

  /** @returns what follows the body */
  #readBody(text: WireText, length: number): WireText {
    const missing = length - this.#bytes;
    this.#keep(text.slice(0, missing));
    if (this.#bytes === length) this.#complete(this.#chunks.join(''));
    return text.slice(missing);
  }

  #keep(text: WireText): void {
    this.#chunks.push(text);
    this.#bytes += text.length;
  }

  #complete(message: WireText): void {
    this.#chunks = [];
    this.#bytes = 0;
    this.#state = { kind: 'head', newlines: 0 };
    this.#sink.onMessage(message);
  }

  /** The first line is not SIP. With the whole header section at hand the peer may still be told; else there is no use. */
  #breakAt(text: WireText): WireText {
    const end = /\r?\n\r?\n/.exec(text);
    const reason = 'what came is not SIP';
    if (end === null) this.#stop(() => this.#sink.onBroken(reason));
    else this.#deliverAndBreak(text.slice(0, end.index + end[0].length), reason);
    return '';
  }

  #deliverAndBreak(message: WireText, reason: string): void {
    this.#stop(() => {
      this.#sink.onMessage(message);
      this.#sink.onBroken(reason);
    });
  }

  #stop(report: () => void): void {
    this.#state = { kind: 'stopped' };
    report();
    this.#chunks = [];
  }
}

/** What a header section says of the length of its body; undefined when it says nothing that can be relied on. */
function contentLength(head: WireText): number | undefined {
  let length = 0;
  let isFirst = true;
  for (const [, written = ''] of head.matchAll(CONTENT_LENGTH)) {
    const digits = written.trim();
    if (!/^\d{1,10}$/.test(digits) || (!isFirst && Number(digits) !== length)) return undefined;
    length = Number(digits);
    isFirst = false;
  }
  return length;
}
