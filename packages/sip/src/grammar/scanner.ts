import { DIGIT, isIn, isSpace, TOKEN } from './characters.ts';

/** Reads one value from left to right, within bounds. Every step is linear and none throws. */
export class Scanner {
  readonly text: string;
  readonly end: number;
  pos: number;

  constructor(text: string, start = 0, end = text.length) {
    this.text = text;
    while (start < end && isSpace(text.charCodeAt(start))) start++;
    while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
    this.pos = start;
    this.end = end;
  }

  get isAtEnd(): boolean {
    return this.pos >= this.end;
  }

  /** The code of the next character, or -1 at the end. */
  peek(): number {
    return this.pos < this.end ? this.text.charCodeAt(this.pos) : -1;
  }

  /** SWS = [LWS] */
  skipSpace(): void {
    while (this.pos < this.end && isSpace(this.text.charCodeAt(this.pos))) this.pos++;
  }

  /** SLASH, EQUAL, SEMI, COMMA, COLON …: SWS character SWS. Takes nothing when another character is next. */
  eat(code: number): boolean {
    const before = this.pos;
    this.skipSpace();
    if (this.peek() !== code) {
      this.pos = before;
      return false;
    }
    this.pos++;
    this.skipSpace();
    return true;
  }

  /** The longest run of characters of the given classes; '' when there is none. */
  run(bits: number): string {
    const start = this.pos;
    while (this.pos < this.end && isIn(this.text.charCodeAt(this.pos), bits)) this.pos++;
    return this.text.slice(start, this.pos);
  }

  /** Everything before the first character of the given classes, or up to the end. */
  until(bits: number): string {
    const start = this.pos;
    while (this.pos < this.end && !isIn(this.text.charCodeAt(this.pos), bits)) this.pos++;
    return this.text.slice(start, this.pos);
  }

  /** Everything before the next character with this code, or up to the end. */
  before(code: number): string {
    const start = this.pos;
    while (this.pos < this.end && this.text.charCodeAt(this.pos) !== code) this.pos++;
    return this.text.slice(start, this.pos);
  }

  /** token = 1*(alphanum / "-" / "." / "!" / "%" / "*" / "_" / "+" / "`" / "'" / "~"); '' when there is none. */
  token(): string {
    return this.run(TOKEN);
  }

  /** 1*DIGIT; -1 when there is none. A larger number than `highest` is read as `highest` + 1. */
  number(highest: number): number {
    const start = this.pos;
    let value = 0;
    while (this.pos < this.end) {
      const code = this.text.charCodeAt(this.pos);
      if (!isIn(code, DIGIT)) break;
      value = Math.min(value * 10 + code - 48, highest + 1);
      this.pos++;
    }
    return this.pos === start ? -1 : value;
  }

  /** quoted-string = SWS DQUOTE *(qdtext / quoted-pair) DQUOTE, without quotes and escapes; undefined when it has no end. */
  quotedString(): string | undefined {
    const { text, end } = this;
    let i = this.pos + 1;
    let from = i;
    let value = '';
    for (; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code === 34) {
        this.pos = i + 1;
        return unfold(value + text.slice(from, i));
      }
      if (code === 92) {
        value += text.slice(from, i);
        from = ++i;
      }
    }
    return undefined;
  }

  /** Everything up to the end, unfolded. */
  rest(): string {
    const value = unfold(this.text.slice(this.pos, this.end));
    this.pos = this.end;
    return value;
  }
}

/** Puts a folded value on one line: a line end and the white space after it are one space (§7.3.1). */
export function unfold(value: string): string {
  // Most values are on one line, and the search is quicker than the expression.
  return value.includes('\n') || value.includes('\r') ? value.replace(/[\r\n][ \t\r\n]*/g, ' ') : value;
}

/**
 * Bounds of the values in a comma list: start and end of each, in turn. Commas in quotes and in angle brackets
 * separate nothing; empty values are left out.
 */
export function splitCommas(text: string, start: number, end: number): number[] {
  return split(text, start, end, false);
}

/** The same for addresses. Lenient: a comma before the URI belongs to a display name without quotes. */
export function splitAddresses(text: string, start: number, end: number): number[] {
  return split(text, start, end, true);
}

function split(text: string, start: number, end: number, isAddresses: boolean): number[] {
  const bounds: number[] = [];
  let from = start;
  let isQuoted = false;
  let isBracketed = false;
  // Whether a comma ends the value, which it does not before the URI: that has a colon, or is the star of Contact.
  let isComplete = !isAddresses;
  for (let i = start; i <= end; i++) {
    const code = i === end ? 44 : text.charCodeAt(i);
    if (i < end) {
      if (isQuoted) {
        if (code === 92 && i + 1 < end) i++;
        else if (code === 34) isQuoted = false;
        continue;
      }
      if (isBracketed) {
        if (code === 62) isBracketed = false;
        continue;
      }
      if (code === 34) isQuoted = true;
      else if (code === 60) isBracketed = isComplete = true;
      else if (code === 58 || code === 42) isComplete = true;
    }
    if (code === 44 && (isComplete || i === end)) {
      while (from < i && isSpace(text.charCodeAt(from))) from++;
      let to = i;
      while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
      if (to > from) bounds.push(from, to);
      from = i + 1;
      isComplete = !isAddresses;
    }
  }
  return bounds;
}
