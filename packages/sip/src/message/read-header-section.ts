import { isIn, TOKEN } from '../grammar/characters.ts';
import { parseError, type SipParseError } from '../grammar/parse-error.ts';
import { Scanner } from '../grammar/scanner.ts';
import { HeaderLine } from './header-line.ts';
import { compactId, hashStep } from './header-name.ts';

const CR = 13;
const LF = 10;

/** What stands between the start line and the body, or on top of a part of a multipart body. */
export interface Section {
  readonly lines: HeaderLine[];
  /** Past the empty line. */
  readonly bodyStart: number;
  /** Whether the empty line is missing. */
  readonly isUnended: boolean;
  /** The first line that is no header, if any. */
  readonly error: SipParseError | undefined;
}

/** *( message-header ) CRLF. A line that is no header is an error; the lines after it are still read. */
export function readHeaderSection(text: string, sectionStart: number): Section {
  const lines: HeaderLine[] = [];
  let error: SipParseError | undefined;
  let pos = sectionStart;
  // The next CR, searched again only once it is passed.
  let nextReturn = 0;
  while (pos < text.length) {
    const first = text.charCodeAt(pos);
    if (first === LF) return { lines, bodyStart: pos + 1, isUnended: false, error };
    if (first === CR && text.charCodeAt(pos + 1) === LF) return { lines, bodyStart: pos + 2, isUnended: false, error };

    // message-header = field-name HCOLON field-value CRLF
    let hash = 0;
    let nameEnd = pos;
    for (let code = first; isIn(code, TOKEN); code = text.charCodeAt(++nameEnd)) hash = hashStep(hash, code);
    let colon = nameEnd;
    while (text.charCodeAt(colon) === 32 || text.charCodeAt(colon) === 9) colon++;
    const hasName = nameEnd > pos && text.charCodeAt(colon) === 58;

    let lineFeed = text.indexOf('\n', nameEnd);
    let isFolded = false;
    while (lineFeed >= 0 && (text.charCodeAt(lineFeed + 1) === 32 || text.charCodeAt(lineFeed + 1) === 9)) {
      lineFeed = text.indexOf('\n', lineFeed + 1);
      isFolded = true;
    }
    const end = lineFeed < 0 ? text.length : lineFeed + 1;
    if (!hasName) {
      error ??= parseError(pos, 'message-header', 'Malformed header line');
    } else {
      if (nextReturn >= 0 && nextReturn < nameEnd) nextReturn = text.indexOf('\r', nameEnd);
      const id = nameEnd - pos === 1 ? compactId(hash) : hash;
      if (nextReturn === end - 2 && !isFolded && lineFeed >= 0) {
        lines.push(new HeaderLine(id, text, pos, nameEnd, colon, end));
      } else if (/\r(?!\n)/.test(text.slice(colon, end))) {
        error ??= parseError(pos, 'message-header', 'Carriage return inside a header line');
      } else {
        lines.push(tidyLine(text, pos, nameEnd, colon, end, id));
      }
    }
    pos = end;
  }
  return { lines, bodyStart: text.length, isUnended: true, error };
}

/** Folded lines, and lines that do not end in CRLF, get a text of their own in which they do. */
function tidyLine(text: string, start: number, nameEnd: number, colon: number, end: number, id: number): HeaderLine {
  const value = text.slice(colon + 1, end);
  if (value.endsWith('\r\n') && !/(?<!\r)\n/.test(value)) return new HeaderLine(id, text, start, nameEnd, colon, end);
  const source = `${text.slice(start, colon + 1)} ${new Scanner(value).rest()}\r\n`;
  return new HeaderLine(id, source, 0, nameEnd - start, colon - start, source.length);
}
