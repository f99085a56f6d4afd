import { parseUri, type SipUri, type Uri } from './uri.ts';

/**
 * The URI of an address that the program itself writes down. What a person typed goes through `parseUri`, whose error says
 * what is wrong with it.
 * @throws {SyntaxError} when the text is no URI
 */
export function uriOf(text: `sip:${string}` | `sips:${string}`): SipUri;
export function uriOf(text: string): Uri;
export function uriOf(text: string): Uri {
  const parsed = parseUri(text);
  if (!parsed.ok) throw new SyntaxError(`${text} is no URI: ${parsed.error.reason}`);
  return parsed.value;
}
