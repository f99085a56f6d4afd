import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SipUri } from '@sidetone/sip';
import { uriHost } from '../domains.ts';
import type { SourceAddress } from '../source-address.ts';

/** What a Record-Route of ours vouches for: one dialog, and the way to that end of it. */
export interface RouteClaim {
  readonly callId: string;
  /** The From tag of the request that was record-routed. */
  readonly fromTag: string;
  /** Where that end is reached if not by its Contact: a connection, or the outside of a NAT (RFC 5626 §5.1 as a proxy). */
  readonly flow?: SourceAddress;
}

const SIGNATURE = 'sig';
const FLOW = 'flow';

/**
 * Signs the URIs that this server puts into Record-Route, so that in-dialog requests are relayed only along a route
 * that we made for this very dialog (DESIGN D14). Servers that share the secret accept each other's routes.
 */
export class RouteSigner {
  readonly #key: Uint8Array;

  /** @param secret at least 16 random bytes */
  constructor(secret: Uint8Array) {
    if (secret.length < 16) throw new RangeError('the secret needs 16 bytes');
    // A key of its own: the secret has other uses.
    this.#key = createHmac('sha256', secret).update('record-route').digest();
  }

  /** The parameters for a Record-Route URI of ours, with the leading semicolon. */
  sign(claim: RouteClaim): string {
    const flow = claim.flow === undefined ? '' : flowText(claim.flow);
    const signature = this.#digest(claim.callId, claim.fromTag, flow).toString('base64url');
    return flow === '' ? `;${SIGNATURE}=${signature}` : `;${FLOW}=${flow};${SIGNATURE}=${signature}`;
  }

  /** Whether a URI has the marks of a Record-Route of ours, valid or not. */
  isMarked(uri: SipUri): boolean {
    return uri.params.has(SIGNATURE);
  }

  /** Whether we made this URI for a dialog with that Call-ID and one of these two tags. */
  verify(uri: SipUri, callId: string, tags: readonly string[]): { readonly flow?: SourceAddress } | undefined {
    const signature = uri.params.get(SIGNATURE);
    if (signature === undefined) return undefined;
    const given = Buffer.from(signature, 'base64url');
    const flow = uri.params.get(FLOW) ?? '';
    for (const tag of tags) {
      const made = this.#digest(callId, tag, flow);
      if (given.length !== made.length || !timingSafeEqual(given, made)) continue;
      const address = flow === '' ? undefined : parseFlow(flow);
      return address === undefined ? {} : { flow: address };
    }
    return undefined;
  }

  #digest(callId: string, fromTag: string, flow: string): Buffer {
    return createHmac('sha256', this.#key).update(`${callId}\n${fromTag}\n${flow}`).digest().subarray(0, 16);
  }
}

/** `UDP:192.0.2.1:5060`: characters that a URI parameter may have. */
function flowText({ protocol, host, port }: SourceAddress): string {
  return `${protocol}:${uriHost(host)}:${port}`;
}

/** Reads what `flowText` wrote; only called on signed text. */
function parseFlow(text: string): SourceAddress | undefined {
  const first = text.indexOf(':');
  const last = text.lastIndexOf(':');
  const protocol = text.slice(0, first);
  const port = Number(text.slice(last + 1));
  if (first < 0 || last <= first || (protocol !== 'UDP' && protocol !== 'TCP' && protocol !== 'TLS')) return undefined;
  const host = text.slice(first + 1, last);
  return { protocol, host: host.startsWith('[') ? host.slice(1, -1) : host, port };
}
