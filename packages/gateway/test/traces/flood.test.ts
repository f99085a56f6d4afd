import { defaultPolicy, accountDirectory, accountFromPassword, MemoryStore, SipServer } from '@sidetone/server';
import { SeededRandom, type TestRuntime, testRuntime, VirtualNetwork, type VirtualTransport } from '@sidetone/testkit';
import { expect, test } from 'vitest';
import { Gateway } from '../../src/gateway.ts';
import { ScriptedEnd } from '../scripted-end.ts';

// Messages that were valid once, many of them, to the gateway and the server together, behind credentials too.

const WS = { host: '192.0.2.1', port: 80 };
const EDGE = { host: '192.0.2.1', port: 5060 };
const CORE = { host: '192.0.2.9', port: 5060 };
const STRANGER = { host: '203.0.113.7', port: 5060 };
const MESSAGES = 10_000;
const BATCH = 200;

const short = { defaultSec: 30, minSec: 1, maxSec: 30 };
const policy = {
  ...defaultPolicy,
  registration: { ...defaultPolicy.registration, ...short },
  publication: { ...defaultPolicy.publication, ...short },
  subscription: { ...defaultPolicy.subscription, ...short },
};

const METHODS = ['REGISTER', 'INVITE', 'ACK', 'CANCEL', 'BYE', 'MESSAGE', 'SUBSCRIBE', 'NOTIFY', 'PUBLISH', 'OPTIONS'];
const URIS = [
  'sip:bob@example.test',
  'sip:alice@example.test',
  'sip:example.test',
  'sip:bob@192.0.2.9',
  'sip:x@192.0.2.1',
];
const CHARACTERS = ['\r\n', '\r\n ', '\n', ';', ',', '<', '>', '"', '@', ':', '=', '*', '%', '\0', '\xff', '\\', ' '];
const WORDS = [
  '99999999999',
  '-1',
  '0',
  '%00',
  '__proto__',
  'sip:',
  'tel:+1',
  'SIP/2.0',
  ';lr',
  ';tag=x',
  ';maddr=1.2.3.4',
];
const PIECES = [...CHARACTERS, ...WORDS];
const PIDF =
  '<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:alice@example.test">' +
  '<tuple id="a"><status><basic>open</basic></status></tuple></presence>';

/** Answers that only come when a request was understood. */
const DEEP = {
  none: ['200', '400', '403', '404', '415', '480', '481', '489', '500'],
  digest: ['200', '400', '401', '403', '404', '407', '416', '481'],
};

class Flood {
  readonly #random = new SeededRandom(20_261_121);

  /** A request, or a response now and then, with up to four places overwritten, cut or doubled. */
  next(number: number, via: string): string {
    const method = this.#pick(METHODS);
    const isResponse = this.#chance(0.08);
    const start = isResponse
      ? `SIP/2.0 ${this.#pick(['180', '200', '401', '486', '603'])} X`
      : `${method} ${this.#pick(URIS)} SIP/2.0`;
    // Few dialogs and branches, so that messages meet each other.
    const dialog = this.#below(40);
    let wire = [
      start,
      `Via: ${via};branch=z9hG4bK${this.#chance(0.3) ? dialog : number}`,
      `From: "Al \\" ice" <sip:alice@example.test>;tag=f${dialog}`,
      `To: <${this.#pick(URIS)}>${this.#chance(0.3) ? `;tag=t${dialog}` : ''}`,
      `Call-ID: ${dialog}`,
      `CSeq: ${1 + this.#below(4)} ${method}`,
      'Max-Forwards: 70',
      `Contact: <sip:alice@alice.invalid;transport=ws>;+sip.instance="<urn:uuid:${dialog % 5}>";reg-id=1;expires=20`,
      'Supported: outbound, path',
      'Event: presence',
      `Expires: ${this.#below(40)}`,
      ...(this.#chance(0.2) ? [`Route: <sip:192.0.2.1:5060;lr>, <sip:192.0.2.9;lr>`] : []),
      ...(this.#chance(0.1) ? ['X-Sidetone-Flow: oAAAA', 'Path: <sip:evil@203.0.113.9;lr;ob>'] : []),
      method === 'PUBLISH' ? 'Content-Type: application/pidf+xml' : 'Content-Type: text/plain',
      '',
      method === 'PUBLISH' ? PIDF : 'hello',
    ].join('\r\n');
    for (let edits = this.#below(5); edits > 0; edits -= 1) {
      const at = this.#below(wire.length);
      const put = this.#chance(0.2) ? wire.slice(at, at + 30) : this.#pick(PIECES);
      wire = wire.slice(0, at) + put + wire.slice(at + this.#below(8));
    }
    return wire;
  }

  #below(limit: number): number {
    return Math.floor(this.#random.fraction() * limit);
  }

  #chance(probability: number): boolean {
    return this.#random.fraction() < probability;
  }

  #pick<T>(values: readonly T[]): T {
    return values[this.#below(values.length)]!;
  }
}

class Site {
  readonly net = new VirtualNetwork({ seed: 3 });
  readonly runtime: TestRuntime = testRuntime(this.net, 51);
  readonly server: SipServer;
  readonly gateway: Gateway;
  readonly #phones: VirtualTransport;

  constructor(auth: 'digest' | 'none') {
    this.server = new SipServer(testRuntime(this.net, 50), {
      transports: [this.net.attach('core', CORE, 'UDP'), this.net.attach('core', CORE, 'TCP')],
      domains: ['example.test'],
      accounts: accountDirectory(['alice', 'bob'].map((user) => accountFromPassword(user, 'example.test', user))),
      store: new MemoryStore(this.net.clock),
      digest: ['SHA-256', 'MD5'],
      auth,
      ringTimeoutSec: 20,
      trustedEdges: ({ host }) => host === EDGE.host,
      secret: new Uint8Array(32).fill(4),
      mtuBytes: 1300,
      policy,
    });
    this.gateway = new Gateway(this.runtime, {
      listener: this.net.attach('edge', WS, 'WS'),
      udp: this.net.attach('edge', EDGE, 'UDP'),
      tcp: this.net.attach('edge', EDGE, 'TCP'),
      upstream: { protocol: 'UDP', ...CORE },
      secret: new Uint8Array(32).fill(5),
      mtuBytes: 1300,
      mode: 'path',
    });
    this.#phones = this.net.attach('phone', { host: '198.51.100.1', port: 40_000 }, 'WS');
  }

  /** A phone that answers what it is asked with 200, and so keeps what it gets going. */
  phone(): ScriptedEnd {
    const end = new ScriptedEnd(testRuntime(this.net, 52), 'phone', [this.#phones], { sentBy: 'phone.invalid' });
    end.use(this.#phones.flowTo(WS));
    return end;
  }
}

test.each(['none', 'digest'] as const)(
  'ten thousand mutated messages, with authentication %s: alive, and nothing is left over',
  { timeout: 120_000 },
  async (auth) => {
    const { net, server, gateway, phone } = bind(new Site(auth));
    const alice = phone();
    const stranger = net.attach('stranger', STRANGER, 'UDP');
    stranger.start({ onWire: () => undefined, onFlowClosed: () => undefined });
    const { target } = alice;
    if (!('flow' in target)) throw new Error('the phone has no flow');
    const flood = new Flood();
    for (let number = 0; number < MESSAGES; number += 1) {
      const ways = [
        () => target.flow.send(flood.next(number, 'SIP/2.0/WS alice.invalid')),
        () => stranger.flowTo(EDGE).send(flood.next(number, 'SIP/2.0/UDP 203.0.113.7:5060;rport')),
        () => stranger.flowTo(CORE).send(flood.next(number, 'SIP/2.0/UDP 203.0.113.7:5060;rport')),
      ];
      ways[number % 3]!();
      if (number % BATCH === 0) await net.clock.advance(500);
    }
    let status = 0;
    await net.run(async () => {
      const request = alice.request('OPTIONS', 'sip:example.test', {
        from: 'sip:alice@example.test',
        to: 'sip:example.test',
      });
      status = (await alice.send(request)).status;
    });
    expect(status).toBe(200);
    // They came further than the parser.
    const statuses = new Set(net.ladder.entries.map(({ wire }) => /^SIP\/2.0 (\d+)/.exec(wire)?.[1]));
    expect([...statuses]).toEqual(expect.arrayContaining(DEEP[auth]));
    await net.clock.advance(400_000);
    expect(gateway.inProgress).toBe(0);
    expect(server.counters.received).toBeGreaterThan(MESSAGES / 3);
    await server.close();
    await gateway.close();
    await net.expectNothingLeft();
  },
);

function bind(site: Site) {
  return { net: site.net, server: site.server, gateway: site.gateway, phone: () => site.phone() };
}
