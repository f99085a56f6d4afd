import {
  Contact,
  createResponse,
  formatUri,
  type NameAddr,
  nameAddr,
  parseUri,
  type Random,
  type ServerTransaction,
  type SipRequest,
  TransactionLayer,
  type TransactionUser,
  TransportLayer,
  uriEquals,
} from '@sidetone/sip';
import { testRuntime, VirtualNetwork } from '@sidetone/testkit';
import type { BrokenEnd } from '../../src/control/broken-end.ts';
import { breakable, DOMAIN, type House, TARGET_ADDRESS, virtualVenue } from './house.ts';

const MOVED = `sip:moved@${DOMAIN}`;

/** Who is to be found where, by their URIs. */
const TABLE: Readonly<Record<string, readonly string[]>> = {
  [MOVED]: [`sip:desk@office.test;transport=tcp`, `sip:phone@192.0.2.66:5066`],
};

/** A redirecting end made of our own transactions and transport (RFC 3261 §8.3). Our server has no such role. */
export function redirectHouse(broken?: BrokenEnd): House {
  const net = new VirtualNetwork();
  const runtime = testRuntime(net, 97);
  const transports = (['UDP', 'TCP'] as const).map((protocol) =>
    breakable(net.attach('target', TARGET_ADDRESS, protocol), broken, net),
  );
  const transport = new TransportLayer(runtime, { transports, mtuBytes: 65_507 });
  const transactions = new TransactionLayer(runtime, transport, new RedirectServer(runtime.random));
  return {
    net,
    venue: virtualVenue(net),
    target: {
      name: 'our redirecting end',
      roles: ['redirect'],
      address: (protocol) => (protocol === 'UDP' || protocol === 'TCP' ? TARGET_ADDRESS : undefined),
      uri: MOVED,
      domain: DOMAIN,
      accounts: [],
      operator: {},
    },
    expectIdle: async () => {
      await net.clock.advance(100_000);
      if (transactions.liveCount > 0) throw new Error(`left at the target: ${transactions.liveCount} transactions`);
      await transport.close();
    },
  };
}

class RedirectServer implements TransactionUser {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  onRequest(request: SipRequest, transaction: ServerTransaction): void {
    const places = placesFor(request);
    const status = request.method === 'CANCEL' ? 481 : places.length > 1 ? 300 : places.length === 1 ? 302 : 404;
    const response = createResponse(request, status, undefined, this.#random.token(64));
    if (status < 400) response.setAll(Contact, places);
    transaction.respond(response);
  }

  /** Every INVITE has its final response at once, so there is nothing to cancel; the layer has answered. */
  onCancel(): void {}

  onAck(): void {}

  onStrayResponse(): void {}
}

/** Where a request is sent on; never to the URI that it asked for. */
function placesFor(request: SipRequest): readonly NameAddr[] {
  const asked = request.parsedUri();
  if (!asked.ok) return [];
  return (TABLE[formatUri(asked.value)] ?? []).flatMap((text) => {
    const uri = parseUri(text);
    return uri.ok && !uriEquals(uri.value, asked.value) ? [nameAddr(uri.value)] : [];
  });
}
