import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * A flow token: the user part of the gateway's Path and Record-Route URIs (RFC 5626 §5.2).
 * 29 characters of `A–Z a–z 0–9 - _`: the kind, a 96-bit name and a 72-bit proof that this gateway made it.
 */
export type FlowToken = string & { readonly brand: 'FlowToken' };

/**
 * What a token names.
 * `outbound`: AOR, instance and reg-id. `instance`: AOR and instance, without reg-id. `connection`: one connection, which
 * cannot come back.
 */
export type FlowTokenKind = 'outbound' | 'instance' | 'connection';

/** What a phone registers under: the parts of a flow's name that survive a reconnect. */
export interface RegistrationName {
  readonly addressOfRecord: string;
  /** Value of `+sip.instance` (RFC 5626 §4.1), without quotes. */
  readonly instance: string;
  readonly regId: number | undefined;
}

const kinds: Readonly<Record<string, FlowTokenKind>> = { o: 'outbound', i: 'instance', c: 'connection' };
const shape = /^[oic][A-Za-z0-9_-]{28}$/;
const nameLength = 16;
const nameBytes = 12;
const proofBytes = 9;

/** Makes and checks flow tokens. The same secret gives the same tokens: after a restart, and on several gateways. */
export class FlowTokens {
  readonly #secret: Uint8Array;

  /** @param secret at least 16 bytes, kept across restarts */
  constructor(secret: Uint8Array) {
    if (secret.length < 16) throw new RangeError('the flow token secret must have at least 16 bytes');
    this.#secret = secret;
  }

  forRegistration({ addressOfRecord, instance, regId }: RegistrationName): FlowToken {
    const kind = regId === undefined ? 'i' : 'o';
    return this.#make(kind, `${addressOfRecord}\0${instance}\0${regId ?? ''}`);
  }

  /** @param id unique to the connection, across restarts too */
  forConnection(id: string): FlowToken {
    return this.#make('c', id);
  }

  /** Whether `text` is a token made with this secret. Takes the same time for every forgery. */
  isOurs(text: string): text is FlowToken {
    if (!shape.test(text)) return false;
    const body = text.slice(0, 1 + nameLength);
    const proof = Buffer.from(text.slice(1 + nameLength), 'base64url');
    return timingSafeEqual(proof, this.#hmac(`token\0${body}`, proofBytes));
  }

  /** Signature of a Record-Route URI: the token may be used within the dialog of this Call-ID. */
  signDialog(token: FlowToken, callId: string): string {
    return this.#hmac(`dialog\0${token}\0${callId}`, proofBytes).toString('base64url');
  }

  isDialogSignature(signature: string, token: FlowToken, callId: string): boolean {
    const given = Buffer.from(signature, 'base64url');
    return given.length === proofBytes && timingSafeEqual(given, this.#hmac(`dialog\0${token}\0${callId}`, proofBytes));
  }

  #make(kind: string, name: string): FlowToken {
    const body = kind + this.#hmac(`name\0${kind}\0${name}`, nameBytes).toString('base64url');
    return (body + this.#hmac(`token\0${body}`, proofBytes).toString('base64url')) as FlowToken;
  }

  #hmac(text: string, bytes: number): Buffer {
    return createHmac('sha256', this.#secret).update(text, 'utf8').digest().subarray(0, bytes);
  }
}

export function kindOf(token: FlowToken): FlowTokenKind {
  return kinds[token[0] ?? ''] ?? 'connection';
}
