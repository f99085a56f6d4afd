import { type NameAddr, nameAddr, withTag } from '../../grammar/name-addr.ts';
import { withParam } from '../../grammar/parameters.ts';
import { isSipUri, type SipUri, sipUri, type Uri } from '../../grammar/uri.ts';
import type { Random } from '../../runtime/random.ts';
import type { UserAgentOptions } from './user-agent-options.ts';

/** Who this user agent is, and where it says that it can be reached. */
export class Identity {
  readonly aor: SipUri;
  readonly registrar: SipUri | string;
  /** The same for the life of the user agent, so that dialogs outlive a connection (RFC 5626 §4.2). */
  readonly contact: NameAddr;
  readonly #options: UserAgentOptions;

  constructor(options: UserAgentOptions, random: Random) {
    this.#options = options;
    this.aor = options.aor;
    this.registrar = options.registrar ?? sipUri({ scheme: options.aor.scheme, host: options.aor.host });
    this.contact = nameAddr(contactUri(options, random));
  }

  /** From of a new request (RFC 3261 §8.1.1.3). */
  from(tag: string): NameAddr {
    return withTag(nameAddr(this.aor, this.#options.displayName), tag);
  }

  /** Contact of REGISTER (RFC 5626 §4.2.1). @param isOutbound false leaves out what only RFC 5626 knows */
  registrationContact(expiresSec: number, isOutbound: boolean): NameAddr {
    let params = this.contact.params;
    if (isOutbound) {
      params = withParam(params, '+sip.instance', `<${this.#options.instanceId}>`);
      params = withParam(params, 'reg-id', String(this.#options.regId));
    }
    return { ...this.contact, params: withParam(params, 'expires', String(expiresSec)) };
  }

  /** Whether a contact is ours, also after an edge wrote its own host into it. */
  isOurs(uri: Uri): boolean {
    return isSipUri(uri) && isSipUri(this.contact.uri) && uri.user === this.contact.uri.user;
  }

  /** Whether a Request-URI is for this user agent (RFC 3261 §8.2.2.1): its contact, or its user by any domain. */
  isTarget(uri: Uri): boolean {
    return this.isOurs(uri) || (isSipUri(uri) && uri.user === this.aor.user);
  }
}

/** RFC 7118 §5.1: who cannot be connected to names a host that nobody can resolve. `ob`: RFC 5626 §4.2. */
function contactUri({ transport, aor }: UserAgentOptions, random: Random): SipUri {
  const user = random.token(64);
  const { scheme } = aor;
  switch (transport.protocol) {
    case 'WS':
    case 'WSS':
      return sipUri({ scheme, user, host: `${random.token(64)}.invalid`, params: new Map([['transport', 'ws'], OB]) });
    case 'UDP':
    case 'TCP':
    case 'TLS': {
      const { host, port } = transport.local;
      const params = new Map([OB]);
      if (transport.protocol !== 'UDP') params.set('transport', transport.protocol.toLowerCase());
      return sipUri({
        scheme,
        user,
        host: host.includes(':') ? `[${host}]` : host,
        ...(port > 0 ? { port } : {}),
        params,
      });
    }
  }
}

const OB: [string, string | undefined] = ['ob', undefined];
