import { type NameAddr, nameAddr, withTag } from '../../grammar/name-addr.ts';
import { NO_PARAMS, type Params } from '../../grammar/parameters.ts';
import { isSipUri, parseUri, type SipUri, sipUri, type Uri } from '../../grammar/uri.ts';
import { uriEquals } from '../../grammar/uri-equality.ts';
import type { Random } from '../../runtime/random.ts';
import type { Transport } from '../../transport/transport.ts';
import { featureParams } from './contact-features.ts';
import type { UserAgentOptions } from './user-agent-options.ts';

/** Names of this very device that others can use as long as it is registered (RFC 5627). */
export interface Gruus {
  /** Says whose device it is. */
  readonly public: SipUri;
  /** Says nothing: for those who want to stay unknown. */
  readonly temporary?: SipUri;
}

/** What a registration may be made with. */
export interface RegistrationTerms {
  readonly expiresSec: number;
  /** What only RFC 5626 knows. */
  readonly regId: number | undefined;
  /** The instance is what RFC 5626 and RFC 5627 tell devices apart by. */
  readonly isInstance: boolean;
}

/** Temporary GRUUs that still lead here: each REGISTER gives another one (RFC 5627 §3.1.2). */
const MAX_TEMPORARY = 32;

const OB: [string, string | undefined] = ['ob', undefined];

/** Who this user agent is, and where it says that it can be reached. */
export class Identity {
  readonly aor: SipUri;
  readonly registrar: SipUri | string;
  readonly #options: UserAgentOptions;
  /** The same for the life of the user agent and on all its flows, so that dialogs outlive a connection (RFC 5626 §4.2). */
  readonly #user: string;
  /** RFC 7118 B.1: who cannot be connected to names a host that nobody can resolve. */
  readonly #anonymousHost: string;
  readonly #features: Params;
  #gruus: Gruus | undefined;
  #temporary: readonly SipUri[] = [];

  constructor(options: UserAgentOptions, random: Random) {
    this.#options = options;
    this.aor = options.aor;
    this.registrar = options.registrar ?? sipUri({ scheme: options.aor.scheme, host: options.aor.host });
    this.#user = random.token(64);
    this.#anonymousHost = `${random.token(64)}.invalid`;
    this.#features = options.capabilities === undefined ? NO_PARAMS : featureParams(options.capabilities);
  }

  get gruus(): Gruus | undefined {
    return this.#gruus;
  }

  /** From of a new request (RFC 3261 §8.1.1.3). */
  from(tag: string): NameAddr {
    return withTag(nameAddr(this.aor, this.#options.displayName), tag);
  }

  /** Where this user agent is reached over a transport. `ob`: RFC 5626 §4.3. */
  contactUri({ protocol, local }: Transport): SipUri {
    const { scheme } = this.aor;
    const user = this.#user;
    const params = new Map([OB]);
    if (protocol === 'WS' || protocol === 'WSS') {
      return sipUri({ scheme, user, host: this.#anonymousHost, params: new Map([['transport', 'ws'], OB]) });
    }
    if (protocol !== 'UDP') params.set('transport', protocol.toLowerCase());
    const host = local.host.includes(':') ? `[${local.host}]` : local.host;
    return sipUri({ scheme, user, host, ...(local.port > 0 ? { port: local.port } : {}), params });
  }

  /**
   * Contact of what makes a dialog or refreshes its target: a GRUU where there is one (RFC 5627 §4.3), else the address.
   * @param local who we are there: nobody, or whoever a temporary GRUU means, gets no name of ours beside it
   */
  contact(address: SipUri, local: Uri | undefined): NameAddr {
    const gruu = local !== undefined && this.#hides(local) ? this.#gruus?.temporary : this.#gruus?.public;
    return nameAddr(gruu ?? address, undefined, this.#features);
  }

  /** Contact of REGISTER (RFC 5626 §4.2.1, RFC 5627 §4.1, RFC 3840 §6). */
  registrationContact(address: SipUri, { expiresSec, regId, isInstance }: RegistrationTerms): NameAddr {
    const params = new Map(this.#features);
    if (isInstance) params.set('+sip.instance', `<${this.#options.instanceId}>`);
    if (regId !== undefined) params.set('reg-id', String(regId));
    if (this.#options.q !== undefined && expiresSec > 0) params.set('q', String(this.#options.q));
    params.set('expires', String(expiresSec));
    return nameAddr(address, undefined, params);
  }

  /** RFC 5627 §4.2: what the registrar says in our own Contact of its 2xx. */
  learnGruus({ params }: NameAddr): void {
    const [pub, temporary] = ['pub-gruu', 'temp-gruu'].map((name) => gruuOf(params.get(name)));
    if (temporary !== undefined) this.#temporary = [temporary, ...this.#temporary].slice(0, MAX_TEMPORARY);
    this.#gruus = pub && { public: pub, ...(temporary === undefined ? {} : { temporary }) };
  }

  /** The registration has ended, and with it the GRUUs (RFC 5627 §4.2). */
  forgetGruus(): void {
    this.#gruus = undefined;
    this.#temporary = [];
  }

  /** Whether a URI is one that we have given ourselves: a contact or a GRUU. */
  isOwnName(uri: Uri): boolean {
    const gruus = this.#gruus === undefined ? [] : [this.#gruus.public, ...this.#temporary];
    return this.isOurs(uri) || gruus.some((gruu) => uriEquals(gruu, uri));
  }

  /** Whether a contact is ours, also after an edge wrote its own host into it. */
  isOurs(uri: Uri): boolean {
    return isSipUri(uri) && uri.user === this.#user;
  }

  /** Whether a Request-URI is for this user agent (RFC 3261 §8.2.2.1): its contact, a GRUU, or its user by any domain. */
  isTarget(uri: Uri): boolean {
    return (
      this.isOurs(uri) ||
      (isSipUri(uri) && uri.user === this.aor.user) ||
      this.#temporary.some((gruu) => uriEquals(gruu, uri))
    );
  }

  /** RFC 3323 §4.1.1.3, RFC 5627 §4.3. */
  #hides(local: Uri): boolean {
    if (isSipUri(local) && local.host === 'anonymous.invalid') return true;
    return this.#temporary.some((gruu) => uriEquals(gruu, local));
  }
}

function gruuOf(text: string | undefined): SipUri | undefined {
  const uri = text === undefined ? undefined : parseUri(text);
  return uri?.ok === true && isSipUri(uri.value) ? uri.value : undefined;
}
