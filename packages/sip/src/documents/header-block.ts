import { err, ok, type Result } from '../runtime/result.ts';

/** A header line of a text that is no SIP message: its name as written, and its value on one line. */
export type HeaderPair = readonly [name: string, value: string];

export interface HeaderBlock {
  readonly headers: readonly HeaderPair[];
  /** Where the text goes on behind the empty line; undefined when there is none. */
  readonly next: number | undefined;
}

/**
 * Reads header lines up to an empty line or the end of the text. Linear. Lenient: line ends may be LF alone, a line may
 * go on in the next one when that begins with white space.
 */
export function readHeaderBlock(text: string, start = 0): Result<HeaderBlock, string> {
  const headers: [name: string, value: string][] = [];
  for (let pos = start; pos < text.length;) {
    const lineFeed = text.indexOf('\n', pos);
    const end = lineFeed < 0 ? text.length : lineFeed;
    const line = text.slice(pos, text[end - 1] === '\r' && end > pos ? end - 1 : end);
    pos = end + 1;
    if (line === '') return ok({ headers, next: Math.min(pos, text.length) });
    const last = headers.at(-1);
    if ((line[0] === ' ' || line[0] === '\t') && last !== undefined) {
      const more = line.trim();
      last[1] += last[1] === '' || more === '' ? more : ` ${more}`;
      continue;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trimEnd();
    if (!isHeaderName(name)) return err(`No header line: ${line.slice(0, 40)}`);
    headers.push([name, line.slice(colon + 1).trim()]);
  }
  return ok({ headers, next: undefined });
}

/** @throws {RangeError} when a name is no token or a value has a line end */
export function writeHeaderBlock(headers: readonly HeaderPair[]): string {
  return headers
    .map(([name, value]) => {
      if (!isHeaderName(name) || /[\r\n]/.test(value)) throw new RangeError(`${name} cannot be a header line`);
      return `${name}: ${value}\r\n`;
    })
    .join('');
}

function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+\-.^_`|~\w]+$/.test(name);
}

/** The value of the first line of this name, in any case. */
export function headerValue(headers: readonly HeaderPair[], name: string): string | undefined {
  const lower = name.toLowerCase();
  return headers.find((pair) => pair[0].toLowerCase() === lower)?.[1];
}
