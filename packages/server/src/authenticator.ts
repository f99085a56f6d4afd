import {
  From,
  isSipUri,
  userText,
  type DigestVerifier,
  type Random,
  type ServerTransaction,
  type SipRequest,
} from '@sidetone/sip';
import type { AccountDirectory } from './accounts.ts';
import type { Domains } from './domains.ts';
import { ownResponse, refusal, refuse, type Refusal } from './refusal.ts';

/** How callers prove who they are. */
export type Authentication =
  | { readonly kind: 'digest'; readonly verifier: DigestVerifier }
  /** The From of the request is believed (§10.3 step 3): only where every listener is on loopback. */
  | { readonly kind: 'none' };

/**
 * Finds out which local account sent a request (§22). The answer to an unknown user, a wrong password and no
 * credentials at all is the same.
 */
export class Authenticator {
  readonly #random: Random;
  readonly #authentication: Authentication;
  readonly #accounts: AccountDirectory;
  readonly #domains: Domains;

  constructor(random: Random, authentication: Authentication, accounts: AccountDirectory, domains: Domains) {
    this.#random = random;
    this.#authentication = authentication;
    this.#accounts = accounts;
    this.#domains = domains;
  }

  /**
   * The name of the account that sent the request. When there is none, the request has been answered: 401 where we are
   * its user agent server (`www`), 407 where we are a proxy (`proxy`), 403 when From names somebody else.
   */
  authenticate(transaction: ServerTransaction, kind: 'www' | 'proxy'): string | undefined {
    const { request } = transaction;
    const username = this.#verify(transaction, kind);
    if (username === undefined) return undefined;
    // Who is private keeps its name from the others only (RFC 3323 §4.1.1.3).
    if (this.#fromUser(request) === username || (kind === 'proxy' && isAnonymous(request))) return username;
    refuse(this.#random, transaction, refusal(403, 'From is not the authenticated user'));
    return undefined;
  }

  #verify(transaction: ServerTransaction, kind: 'www' | 'proxy'): string | undefined {
    const { request } = transaction;
    if (this.#authentication.kind === 'none') {
      const user = this.#fromUser(request);
      if (user !== undefined && this.#accounts.exists(user)) return user;
      this.#refuse(transaction, refusal(403, 'From is not a user of this server'));
      return undefined;
    }
    const verdict = this.#authentication.verifier.verify(request, kind);
    switch (verdict.kind) {
      case 'authenticated':
        return verdict.username;
      case 'challenge': {
        const response = ownResponse(this.#random, request, kind === 'www' ? 401 : 407);
        verdict.apply(response);
        transaction.respond(response);
        return undefined;
      }
      case 'malformed':
        this.#refuse(transaction, refusal(400, verdict.reason));
        return undefined;
    }
  }

  /** The local user that From names; undefined when it names somebody elsewhere. */
  #fromUser(request: SipRequest): string | undefined {
    const uri = request.get(From)?.uri;
    return uri !== undefined && isSipUri(uri) && this.#domains.isOurs(uri) ? userText(uri) : undefined;
  }

  #refuse(transaction: ServerTransaction, refusal: Refusal): void {
    refuse(this.#random, transaction, refusal);
  }
}

/** RFC 3323 §4.1.1.3: an address that says nobody in particular. */
function isAnonymous(request: SipRequest): boolean {
  const uri = request.get(From)?.uri;
  return uri !== undefined && isSipUri(uri) && uri.host === 'anonymous.invalid';
}
