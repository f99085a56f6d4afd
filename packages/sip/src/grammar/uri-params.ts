import { isIn, toLower, URI_PARAM } from './characters.ts';
import { canonicalEscapes } from './escapes.ts';
import { NO_PARAMS, type Params } from './parameters.ts';
import type { Scanner } from './scanner.ts';

/** Parameters of a URI by lower-case name; a flag such as `lr` is present with `undefined`. In canonical escaped form. */
export type UriParams = Params;

/** uri-parameters = *(";" uri-parameter); other-param = pname ["=" pvalue] */
export function readUriParams(scanner: Scanner): UriParams {
  if (scanner.peek() !== 59) return NO_PARAMS;
  const { text } = scanner;
  const params = new Map<string, string | undefined>();
  while (scanner.peek() === 59) {
    const start = ++scanner.pos;
    let equals = -1;
    let isPlain = true;
    for (let code = scanner.peek(); code !== -1 && code !== 59 && code !== 63; code = scanner.peek()) {
      if (code === 61 && equals < 0) equals = scanner.pos;
      else if (!isIn(code, URI_PARAM)) isPlain = false;
      scanner.pos++;
    }
    const name = part(text.slice(start, equals < 0 ? scanner.pos : equals), isPlain);
    const key = toLower(name);
    // Lenient: an empty parameter is skipped, and the first of two with one name counts.
    if (key === '' || params.has(key)) continue;
    params.set(key, equals < 0 ? undefined : part(text.slice(equals + 1, scanner.pos), isPlain));
  }
  return params;
}

function part(text: string, isPlain: boolean): string {
  return isPlain ? text : canonicalEscapes(text, URI_PARAM);
}

export function formatUriParams(params: UriParams): string {
  let text = '';
  for (const [name, value] of params) {
    text += `;${canonicalEscapes(name, URI_PARAM)}`;
    if (value !== undefined) text += `=${canonicalEscapes(value, URI_PARAM)}`;
  }
  return text;
}
