import { type Credentials, DigestClient, parseMessage, type SipRequest } from '@sidetone/sip';
import { NodeRandom } from '@sidetone/sip/node';

/** What a challenge is answered for; the nonce does not depend on it. */
function plainRequest(): SipRequest | undefined {
  const parsed = parseMessage(
    'REGISTER sip:localhost SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@localhost>;tag=1\r\n' +
      'To: <sip:a@localhost>\r\nCall-ID: 1\r\nCSeq: 1 REGISTER\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n',
  );
  return parsed.ok && parsed.value.kind === 'request' ? parsed.value : undefined;
}

/** Credentials that a server accepts, for messages that are to come further than the challenge. */
export class Login {
  readonly #digest: DigestClient;
  #challenges = 0;

  constructor(credentials: Credentials) {
    this.#digest = new DigestClient(new NodeRandom(), credentials, () => true);
  }

  /** Takes the nonce of a challenge: of the first ones, and of some later ones, since nonces grow old. */
  learn(wire: string): void {
    if (!/^SIP\/2\.0 40[17] /.test(wire)) return;
    this.#challenges += 1;
    if (this.#challenges > 20 && this.#challenges % 100 !== 0) return;
    const response = parseMessage(wire);
    const request = plainRequest();
    if (request !== undefined && response.ok && response.value.kind === 'response')
      this.#digest.answer(request, response.value);
  }

  /** The same request with credentials for all nonces that are known. */
  authorized(wire: string): string {
    const request = parseMessage(wire);
    if (!request.ok || request.value.kind !== 'request') return wire;
    this.#digest.preauthorize(request.value);
    return request.value.toWire();
  }
}
