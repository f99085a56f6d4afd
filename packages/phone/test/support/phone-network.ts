import { Gateway } from '@sidetone/gateway';
import { accountDirectory, accountFromPassword, MemoryStore, SipServer } from '@sidetone/server';
import { type Flow, type HostPort, sipUri, type SipUri, type TransportHandler, UserAgent } from '@sidetone/sip';
import { FakeMediaFactory, testRuntime, VirtualNetwork, type VirtualTransport } from '@sidetone/testkit';
import { createPhone } from '../../src/create-phone.ts';
import { sentenceText, type Sentence } from '../../src/outcomes/sentence.ts';
import type { Phone } from '../../src/phone.ts';
import type { PhoneTransport } from '../../src/phone-deps.ts';
import type { CallSnapshot } from '../../src/state/call-snapshot.ts';
import type { PhoneState } from '../../src/state/phone-state.ts';
import { MemoryStorage } from '../../src/storage/memory-storage.ts';
import { RenderedFakeMedia } from './rendered-fake-media.ts';

export const DOMAIN = 'example.test';
const PEOPLE = ['alice', 'bob', 'carol', 'dave'];
const WS: HostPort = { host: '192.0.2.1', port: 80 };
const EDGE: HostPort = { host: '192.0.2.1', port: 5060 };
const CORE: HostPort = { host: '192.0.2.9', port: 5060 };

/** A way to the one gateway there is, over the virtual network. */
class GatewayTransport implements PhoneTransport {
  readonly protocol = 'WS';
  readonly local: HostPort;
  readonly inner: VirtualTransport;
  probes = 0;

  constructor(inner: VirtualTransport) {
    this.inner = inner;
    this.local = { host: `${inner.name}.invalid`, port: 0 };
  }

  start(handler: TransportHandler): void {
    this.inner.start(handler);
  }

  flowTo(): Flow {
    return this.inner.flowTo(WS);
  }

  probe(): void {
    this.probes += 1;
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}

/** One phone, what it is made of, and shortcuts into its state. */
export class TestPhone {
  readonly name: string;
  readonly phone: Phone;
  readonly media: RenderedFakeMedia;
  readonly storage: MemoryStorage;
  readonly transports: GatewayTransport[] = [];

  constructor(net: VirtualNetwork, name: string, seed: number, storage = new MemoryStorage()) {
    this.name = name;
    this.media = new RenderedFakeMedia(`${name}-${seed}`);
    this.storage = storage;
    this.phone = createPhone({
      runtime: testRuntime(net, seed),
      media: this.media,
      storage,
      connect: (url) => {
        if (!url.startsWith('ws://gateway')) throw new TypeError(`${url} is refused`);
        const port = 40_000 + seed * 100 + this.transports.length;
        const transport = new GatewayTransport(net.attach(name, { host: '198.51.100.1', port }, 'WS'));
        this.transports.push(transport);
        return transport;
      },
    });
    this.phone.commands.describeServer({
      domain: DOMAIN,
      webSocketUrls: ['ws://gateway/sip'],
      demoAccounts: PEOPLE.map((user) => ({ user, password: `${user}-secret`, displayName: nameOf(user) })),
    });
  }

  get state(): PhoneState {
    return this.phone.store.getState();
  }

  get session(): PhoneState['session'] {
    return this.state.session;
  }

  /** The newest call. */
  get call(): CallSnapshot {
    const call = this.state.calls.at(-1);
    if (call === undefined) throw new Error(`${this.name} has no call`);
    return call;
  }

  /** How the newest call ended, in words. */
  get outcome(): string {
    const { state } = this.call;
    if (state.kind !== 'terminated') throw new Error(`the call of ${this.name} is ${state.kind}`);
    return sentenceText(state.outcome.sentence);
  }

  /** How somebody is, and what they say about it. */
  presence(user: string): string {
    const presence = this.state.roster.find(({ aor }) => aor === aorOf(user))?.presence;
    if (presence === undefined) throw new Error(`${user} is not in the list of ${this.name}`);
    if (presence.kind === 'withheld') return sentenceText(presence.why);
    return 'note' in presence && presence.note !== undefined ? `${presence.kind}: ${presence.note}` : presence.kind;
  }

  /** The chat with somebody, line by line. */
  chat(user: string): string[] {
    return (this.state.chats[aorOf(user)]?.messages ?? []).map((message) => {
      if (message.direction === 'incoming') return `< ${message.text}`;
      const { delivery } = message;
      return `> ${message.text} (${delivery.kind === 'failed' ? sentenceText(delivery.reason) : delivery.kind})`;
    });
  }

  get notices(): string[] {
    return this.state.notices.map(({ sentence }) => sentenceText(sentence));
  }
}

/** Phones - WebSocket - gateway - UDP - server, all of it real but the wires. */
export class PhoneNetwork {
  readonly net = new VirtualNetwork({ link: { latencyMs: 10 } });
  readonly phones: TestPhone[] = [];
  gateway: Gateway;
  server: SipServer;
  #seed = 100;
  #store = new MemoryStore(this.net.clock);

  constructor() {
    this.server = this.#startServer();
    this.gateway = this.#startGateway();
  }

  /** A phone that nobody is signed in on. */
  phone(name: string, storage?: MemoryStorage): TestPhone {
    this.#seed += 1;
    const phone = new TestPhone(this.net, name, this.#seed, storage);
    this.phones.push(phone);
    return phone;
  }

  /** A phone on which that person is signed in. */
  async signedIn(name: string, storage?: MemoryStorage): Promise<TestPhone> {
    const phone = this.phone(name, storage);
    phone.phone.commands.signInAsDemo(name);
    await this.advance(1_000);
    return phone;
  }

  /** A bare user agent without a browser, registered by UDP, as a SIP phone is. */
  async deskPhone(name: string): Promise<{ agent: UserAgent; media: FakeMediaFactory }> {
    this.#seed += 1;
    const media = new FakeMediaFactory(`desk-${name}`);
    const agent = new UserAgent(testRuntime(this.net, this.#seed), {
      transport: this.net.attach(`desk-${name}`, { host: `198.51.100.${this.#seed}`, port: 5060 }, 'UDP'),
      outboundProxy: CORE,
      aor: uriOf(name),
      credentials: { username: name, password: `${name}-secret` },
      instanceId: `urn:uuid:00000000-0000-4000-8000-0000000${String(this.#seed).padStart(5, '0')}`,
      regId: 1,
      media,
      userAgentName: 'desk',
    });
    agent.registration.register();
    await this.advance(1_000);
    return { agent, media };
  }

  advance(ms: number): Promise<void> {
    return this.net.clock.advance(ms);
  }

  /** Cuts the connection of a phone, as the network does. */
  async cut(phone: TestPhone): Promise<void> {
    for (const flow of phone.transports.at(-1)?.inner.flows ?? []) this.net.cut(flow);
    await this.net.settle();
  }

  async stopGateway(): Promise<void> {
    await this.gateway.close();
    await this.net.settle();
  }

  startGateway(): void {
    this.gateway = this.#startGateway();
  }

  async stopServer(): Promise<void> {
    await this.server.close();
    await this.net.settle();
  }

  /** The server again, with what it had stored. @param passwords of those whose password was changed */
  startServer(passwords: Readonly<Record<string, string>> = {}): void {
    this.server = this.#startServer(passwords);
  }

  /** The server again, without anything that it had stored. */
  startForgetfulServer(): void {
    this.#store = new MemoryStore(this.net.clock);
    this.server = this.#startServer();
  }

  async close(): Promise<void> {
    const closed = Promise.all(this.phones.map(({ phone }) => phone.close()));
    await this.advance(10_000);
    await closed;
    await this.gateway.close();
    await this.server.close();
  }

  #startServer(passwords: Readonly<Record<string, string>> = {}): SipServer {
    this.#seed += 1;
    return new SipServer(testRuntime(this.net, this.#seed), {
      transports: [this.net.attach('server', CORE, 'UDP')],
      domains: [DOMAIN],
      accounts: accountDirectory(
        PEOPLE.map((user) => accountFromPassword(user, DOMAIN, passwords[user] ?? `${user}-secret`)),
      ),
      store: this.#store,
      digest: ['SHA-256', 'MD5'],
      auth: 'digest',
      ringTimeoutSec: 60,
      trustedEdges: ({ host }) => host === EDGE.host,
      secret: new Uint8Array(32).fill(7),
      mtuBytes: 65_507,
    });
  }

  #startGateway(): Gateway {
    // Another seed each time: a new process draws new branches.
    this.#seed += 1;
    return new Gateway(testRuntime(this.net, this.#seed), {
      listener: this.net.attach('gateway', WS, 'WS'),
      udp: this.net.attach('gateway', EDGE, 'UDP'),
      upstream: { protocol: 'UDP', ...CORE },
      secret: new Uint8Array(32).fill(9),
      mtuBytes: 65_507,
      mode: 'path',
    });
  }
}

export function aorOf(user: string): string {
  return `sip:${user}@${DOMAIN}`;
}

function nameOf(user: string): string {
  return `${user.charAt(0).toUpperCase()}${user.slice(1)}`;
}

export function uriOf(user: string): SipUri {
  return sipUri({ user, host: DOMAIN });
}

/** What a command gave, when it was done. */
export function done<T>(result: { ok: true; value: T } | { ok: false; error: Sentence }): T {
  if (!result.ok) throw new Error(sentenceText(result.error));
  return result.value;
}

/** Why a command was not done, in words. */
export function refused(result: { ok: true } | { ok: false; error: Sentence }): string {
  if (result.ok) throw new Error('the command was done');
  return sentenceText(result.error);
}
