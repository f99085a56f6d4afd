import { accountDirectory, accountFromPassword, MemoryStore, SipServer } from '@sidetone/server';
import { type IncomingCall, parseUri, type SipUri, UserAgent } from '@sidetone/sip';
import { FakeMediaFactory, testRuntime, VirtualNetwork, type VirtualTransport } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { Gateway } from '../../src/gateway.ts';

// Two whole phones, the gateway and our server, on a network that loses, with sockets cut and the gateway restarted.

const WS = { host: '192.0.2.1', port: 80 };
const EDGE = { host: '192.0.2.1', port: 5060 };
const CORE = { host: '192.0.2.9', port: 5060 };
const DOMAIN = 'example.test';
const ROUNDS = 12;
const presence =
  '<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:bob@example.test">' +
  '<tuple id="a"><status><basic>open</basic></status></tuple></presence>';

function person(user: string): SipUri {
  const parsed = parseUri(`sip:${user}@${DOMAIN}`);
  if (!parsed.ok || !('host' in parsed.value)) throw new Error(user);
  return parsed.value;
}

interface Phone {
  readonly agent: UserAgent;
  readonly transport: VirtualTransport;
}

class Network {
  readonly net: VirtualNetwork;
  readonly #mtuBytes: number;
  readonly #runtime;
  #gateway: Gateway;
  #starts = 0;

  constructor(seed: number, loss: number, mtuBytes: number) {
    this.net = new VirtualNetwork({ seed });
    this.net.link({ loss, latencyMs: 5 }, ['edge', 'core']);
    this.#mtuBytes = mtuBytes;
    this.#runtime = testRuntime(this.net, 50);
    void new SipServer(this.#runtime, {
      transports: [this.net.attach('core', CORE, 'UDP'), this.net.attach('core', CORE, 'TCP')],
      domains: [DOMAIN],
      accounts: accountDirectory(['alice', 'bob'].map((user) => accountFromPassword(user, DOMAIN, user))),
      store: new MemoryStore(this.#runtime.clock),
      digest: ['SHA-256', 'MD5'],
      auth: 'digest',
      ringTimeoutSec: 60,
      trustedEdges: ({ host }) => host === EDGE.host,
      secret: new Uint8Array(32).fill(4),
      mtuBytes,
    });
    this.#gateway = this.#startGateway();
  }

  phone(user: string, seed: number): Phone {
    const transport = this.net.attach(user, { host: `198.51.100.${seed}`, port: 0 }, 'WS');
    const agent = new UserAgent(testRuntime(this.net, seed), {
      transport,
      outboundProxy: WS,
      aor: person(user),
      credentials: { username: user, password: user },
      instanceId: `urn:uuid:00000000-0000-1000-8000-00000000000${seed}`,
      regId: 1,
      media: new FakeMediaFactory(user),
      userAgentName: 'Test',
    });
    return { agent, transport };
  }

  async restartGateway(): Promise<void> {
    await this.#gateway.close();
    this.#gateway = this.#startGateway();
  }

  get gateway(): Gateway {
    return this.#gateway;
  }

  /** Lets time pass until it is so. */
  async until(what: string, isSo: () => boolean, withinMs = 60_000): Promise<void> {
    const end = this.net.clock.now() + withinMs;
    while (!isSo()) {
      if (this.net.clock.now() > end) throw new Error(`in vain: ${what}\n${String(this.net.ladder)}`);
      await new Promise<void>((resolve) => this.#runtime.timers.schedule(10, () => resolve(), undefined));
    }
  }

  #startGateway(): Gateway {
    this.#starts += 1;
    return new Gateway(testRuntime(this.net, 100 + this.#starts), {
      listener: this.net.attach('edge', WS, 'WS'),
      udp: this.net.attach('edge', EDGE, 'UDP'),
      tcp: this.net.attach('edge', EDGE, 'TCP'),
      upstream: { protocol: 'UDP', ...CORE },
      secret: new Uint8Array(32).fill(1),
      mtuBytes: this.#mtuBytes,
      mode: 'path',
    });
  }
}

const isRegistered = ({ agent }: Phone): boolean => agent.registration.state.kind === 'registered';

describe.each([
  { seed: 1, loss: 0.1, mtuBytes: 65_507 },
  { seed: 2, loss: 0.1, mtuBytes: 1_300 },
  // A REGISTER whose 2xx is lost for longer than the grace.
  { seed: 2, loss: 0.2, mtuBytes: 1_300 },
  { seed: 3, loss: 0.2, mtuBytes: 65_507 },
])('$loss of the datagrams lost, MTU $mtuBytes', ({ seed, loss, mtuBytes }) => {
  test('every call and message completes, whatever is cut or restarted', { timeout: 30_000 }, async () => {
    const network = new Network(seed, loss, mtuBytes);
    const { net } = network;
    const alice = network.phone('alice', 1);
    const bob = network.phone('bob', 2);
    let incoming: IncomingCall | undefined;
    bob.agent.onIncomingCall = (call) => {
      incoming = call;
      call.ring();
    };
    const messages: string[] = [];
    bob.agent.onMessage = ({ body }) => {
      messages.push(body);
      return 200;
    };
    const seen: string[] = [];
    await net.run(async () => {
      alice.agent.registration.register();
      bob.agent.registration.register();
      await network.until('registered', () => isRegistered(alice) && isRegistered(bob));
      alice.agent
        .subscribe(person('bob'), { event: 'presence', accept: ['application/pidf+xml'] })
        .on('notify', ({ body }) => seen.push(/<basic>(\w+)/.exec(body)?.[1] ?? ''));
      bob.agent.publish({ event: 'presence', contentType: 'application/pidf+xml', body: presence });
      await network.until('bob seen', () => seen.at(-1) === 'open');
      for (let round = 0; round < ROUNDS; round += 1) {
        const message = { contentType: 'text/plain', body: `message ${round}` };
        expect((await alice.agent.sendMessage(person('bob'), message)).kind).toBe('delivered');
        incoming = undefined;
        const outgoing = alice.agent.call(person('bob'), {
          media: { audio: true, video: true },
          lateOffer: round % 4 === 3,
        });
        await network.until('ringing', () => incoming !== undefined);
        const answered = incoming!;
        // Early media with its PRACK, and a change before the answer, by UPDATE.
        if (round % 2 === 1) await answered.progress({ audio: true, video: true });
        const changed = round % 4 === 1 ? await outgoing.setVideo(false) : { kind: 'done' };
        expect(changed).toEqual({ kind: 'done' });
        await answered.accept({ audio: true, video: true });
        await network.until('answered', () => [outgoing, answered].every(({ state }) => state.kind === 'confirmed'));
        const held = [outgoing, answered].map((call) => call.hold());
        if (round % 3 === 1) {
          for (const flow of bob.transport.flows) net.cut(flow);
          await network.until('bob gone', () => !isRegistered(bob));
        } else if (round % 3 === 2) {
          await network.restartGateway();
          await network.until('both gone', () => !isRegistered(alice) && !isRegistered(bob));
        }
        await network.until('back', () => isRegistered(alice) && isRegistered(bob));
        expect(await Promise.all(held)).toEqual([{ kind: 'done' }, { kind: 'done' }]);
        expect([outgoing.state, answered.state]).toMatchObject([{ hold: 'both' }, { hold: 'both' }]);
        const [first, other] = round % 2 === 0 ? [outgoing, answered] : [answered, outgoing];
        first.hangUp();
        await network.until('ended', () => other.state.kind === 'terminated');
        expect(other.state).toMatchObject({ why: { kind: 'hung-up', by: 'remote' } });
      }
      // bob's tab is killed: 10 s of grace, and the way of the de-registration.
      await bob.transport.close();
      await network.until('bob offline', () => seen.at(-1) === 'closed', 15_000);
    });
    expect(messages).toEqual(Array.from({ length: ROUNDS }, (_, round) => `message ${round}`));
    expect(net.ladder.entries.filter(({ isLost }) => isLost).length).toBeGreaterThan(10);
    // What is still on its way ends.
    await net.clock.advance(40_000);
    expect(network.gateway.inProgress).toBe(0);
  });
});
