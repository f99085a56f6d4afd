import {
  type IncomingCall,
  type MediaWant,
  parseUri,
  type SipUri,
  type TransportProtocol,
  type Uri,
  UserAgent,
  type UserAgentOptions,
} from '@sidetone/sip';
import {
  FakeMediaFactory,
  type TestRuntime,
  testRuntime,
  type VirtualNetwork,
  type VirtualTransport,
} from '@sidetone/testkit';

export const AUDIO: MediaWant = { audio: true, video: false };

/** A user agent on the virtual network, and what came to it. */
export interface Phone {
  readonly name: string;
  readonly runtime: TestRuntime;
  readonly transport: VirtualTransport;
  readonly agent: UserAgent;
  readonly media: FakeMediaFactory;
  readonly calls: IncomingCall[];
  readonly uri: SipUri;
}

export interface PhoneSettings extends Partial<Omit<UserAgentOptions, 'transport' | 'aor'>> {
  readonly protocol?: TransportProtocol;
  /** Name of the end that all requests go to. */
  readonly towards: string;
}

const HOSTS = new Map<string, number>();

/** The address of an end of that name, the same each time. A name with a dot stands for itself. */
export function addressOf(name: string): { host: string; port: number } {
  if (name.includes('.')) return { host: name, port: 5060 };
  if (!HOSTS.has(name)) HOSTS.set(name, HOSTS.size + 1);
  return { host: `10.0.0.${HOSTS.get(name) ?? 0}`, port: 5060 };
}

/** The end at that host; undefined when there is none. */
export function nameAt(host: string): string | undefined {
  for (const [name, number] of HOSTS) if (host === `10.0.0.${number}`) return name;
  return undefined;
}

export function uri(text: string): Uri {
  const parsed = parseUri(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.reason}`);
  return parsed.value;
}

/** A phone of `name@biloxi.test`. Incoming calls are kept in `calls`; nothing else happens to them. */
export function phone(net: VirtualNetwork, name: string, settings: PhoneSettings): Phone {
  const { protocol = 'UDP', towards, ...options } = settings;
  const runtime = testRuntime(net, Number.parseInt(name, 36) % 2 ** 32);
  const media = new FakeMediaFactory(name);
  const aor = uri(`sip:${name}@biloxi.test`) as SipUri;
  const transport = net.attach(name, addressOf(name), protocol);
  const agent = new UserAgent(runtime, {
    transport,
    outboundProxy: addressOf(towards),
    aor,
    displayName: name,
    instanceId: `urn:uuid:00000000-0000-4000-8000-${name.padEnd(12, '0').slice(0, 12)}`,
    regId: 1,
    media,
    userAgentName: 'Sidetone/test',
    ...options,
  });
  const calls: IncomingCall[] = [];
  agent.onIncomingCall = (call) => void calls.push(call);
  return { name, runtime, transport, agent, media, calls, uri: aor };
}

/** Two phones that send to each other without anybody in between. */
export function pair(net: VirtualNetwork, settings: Partial<PhoneSettings> = {}): { alice: Phone; bob: Phone } {
  return {
    alice: phone(net, 'alice', { towards: 'bob', ...settings }),
    bob: phone(net, 'bob', { towards: 'alice', ...settings }),
  };
}
