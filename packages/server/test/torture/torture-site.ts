import { readFileSync } from 'node:fs';
import { fromBytes, type HostPort, parseMessage, silentLogger, Via, type WireText } from '@sidetone/sip';
import { testRuntime, VirtualNetwork, type VirtualTransport } from '@sidetone/testkit';
import { accountDirectory, accountFromPassword, everybody } from '../../src/accounts.ts';
import { defaultPolicy } from '../../src/policy.ts';
import { SipServer } from '../../src/sip-server.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';

/** Every domain that a torture message names, so that all its users are ours. */
const DOMAINS = [
  'example.com',
  'example.net',
  'example.org',
  'company.com',
  'chair-dnrc.example.com',
  'registrar.example.com',
  'ift.client.example.net',
  'host.example.net',
  'east.example.com',
  '[2001:db8::10]',
  '[2001:db8::10:5070]',
  '[2001:db8::192.0.2.1]',
];
const SENDER: HostPort = { host: '192.0.2.250', port: 5060 };
const DEVICE: HostPort = { host: '192.0.2.251', port: 5060 };

/** A message of the RFC, as it was published. */
export function published(rfc: 4475 | 5118, name: string): WireText {
  return fromBytes(readFileSync(new URL(`../../../sip/test/torture/rfc${rfc}/${name}.dat`, import.meta.url)));
}

export interface ServerOutcome {
  /** Responses to the sender of the message, other than 100. */
  readonly answers: readonly WireText[];
  /** What came to the device of the user whom the message names. */
  readonly forwarded: readonly WireText[];
  /** What went anywhere else. */
  readonly elsewhere: readonly WireText[];
  readonly dropped: readonly string[];
  readonly errors: readonly string[];
}

/** Gives one message to a server that is responsible for whom it names; that user has one device. */
export async function tryAtServer(wire: WireText, options: { auth?: 'digest' | 'none' } = {}): Promise<ServerOutcome> {
  const net = new VirtualNetwork();
  const errors: string[] = [];
  const runtime = {
    ...testRuntime(net, 99),
    log: { ...silentLogger, error: (message: string) => void errors.push(message) },
  };
  const own = ownAddress(wire);
  const auth = options.auth ?? 'none';
  const server = new SipServer(runtime, {
    transports: [net.attach('server', own, 'UDP'), net.attach('server', own, 'TCP')],
    domains: DOMAINS,
    accounts: auth === 'none' ? everybody : accountDirectory([accountFromPassword('user', 'example.com', 'x')]),
    store: new MemoryStore(net.clock),
    digest: ['SHA-256', 'MD5'],
    auth,
    ringTimeoutSec: 60,
    trustedEdges: () => false,
    secret: new Uint8Array(32).fill(7),
    mtuBytes: 65_507,
    policy: defaultPolicy,
  });
  await server.ready;
  const device = listen(net, 'device', DEVICE);
  const sender = listen(net, 'sender', SENDER);
  const user = calledUser(wire);
  if (auth === 'none' && user !== undefined) {
    device.flowTo(own).send(registration(user));
    await net.settle();
  }
  const before = net.ladder.entries.length;
  sender.flowTo(own).send(wire);
  await net.settle();
  const sent = net.ladder.entries.slice(before).filter(({ from }) => from === 'server');
  // Responses go to the port that the Via says, where nobody may listen.
  const isToSender = ({ to }: { to: string }): boolean => to === 'sender' || to.startsWith(`${SENDER.host}:`);
  const wires = (entries: typeof sent): WireText[] => entries.map((entry) => entry.wire);
  const outcome = {
    answers: wires(sent.filter(isToSender)).filter((text) => !text.startsWith('SIP/2.0 100')),
    forwarded: wires(sent.filter(({ to }) => to === 'device')),
    elsewhere: wires(sent.filter((entry) => !isToSender(entry) && entry.to !== 'device')),
    dropped: runtime.trace.events().flatMap((event) => (event.kind === 'dropped' ? [event.reason] : [])),
    errors,
  };
  await server.close();
  return outcome;
}

function listen(net: VirtualNetwork, name: string, address: HostPort): VirtualTransport {
  const transport = net.attach(name, address, 'UDP');
  transport.start({ onWire: () => undefined, onFlowClosed: () => undefined });
  return transport;
}

/** A response is for whom its top Via names. */
function ownAddress(wire: WireText): HostPort {
  const parsed = parseMessage(wire);
  const via = parsed.ok && parsed.value.kind === 'response' ? parsed.value.get(Via) : undefined;
  return via === undefined ? { host: '192.0.2.10', port: 5060 } : { host: via.host, port: via.port ?? 5060 };
}

/** The user part of the Request-URI, as it is written. */
function calledUser(wire: WireText): string | undefined {
  return /^\S+ +<?sips?:([^@ >]+)@/.exec(wire)?.[1];
}

function registration(user: string): WireText {
  return [
    'REGISTER sip:example.com SIP/2.0',
    `Via: SIP/2.0/UDP ${DEVICE.host};branch=z9hG4bKdevice`,
    `From: <sip:${user}@example.com>;tag=device`,
    `To: <sip:${user}@example.com>`,
    'Call-ID: device',
    'CSeq: 1 REGISTER',
    `Contact: <sip:device@${DEVICE.host}>`,
    '',
    '',
  ].join('\r\n');
}
