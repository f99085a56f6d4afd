import type { WireText } from './wire-text.ts';

const MASK = '***';

/** Most messages have no such line. */
const CREDENTIAL_HINT = /auth/i;

/** Lines that carry credentials, with their folded continuations. The name ends at the colon, so the scan is linear. */
const CREDENTIAL_LINE =
  /^((?:Proxy-)?Authorization|Authentication-Info|Proxy-Authentication-Info)[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)/gim;

/** Digest parameters from which a password can be guessed or a request replayed. */
const SECRET_PARAMETER = /\b(response|cnonce|rspauth|nextnonce)([ \t]*=[ \t]*)("[^"]*"?|[^\s,"]*)/gi;

/** `sip:user:password@`. Both parts are bounded, so that hostile text costs linear time. */
const URI_PASSWORD = /\b(sips?:[^\s:@;?<>"]{1,64}):[^\s@<>"]{1,64}@/gi;

function maskLine(_line: string, name: string, value: string): string {
  const scheme = /^\s*([A-Za-z][\w-]*)\s/.exec(value)?.[1];
  // Digest is masked by parameter, so that the trace still shows realm, algorithm and nonce count.
  if (name.toLowerCase().endsWith('info') || scheme?.toLowerCase() === 'digest') {
    return `${name}:${value.replace(SECRET_PARAMETER, `$1$2"${MASK}"`)}`;
  }
  return `${name}: ${scheme === undefined ? '' : `${scheme} `}${MASK}`;
}

/**
 * The text as a trace may show it: digest responses, other credentials and passwords in URIs are replaced by `***`.
 * A text without any is returned as it is.
 */
export function maskCredentials(text: WireText): WireText {
  const masked = CREDENTIAL_HINT.test(text) ? text.replace(CREDENTIAL_LINE, maskLine) : text;
  return masked.includes('@') ? masked.replace(URI_PASSWORD, `$1:${MASK}@`) : masked;
}
