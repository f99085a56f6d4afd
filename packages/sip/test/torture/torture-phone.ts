import {
  type HostPort,
  type IncomingCall,
  isSipUri,
  parseMessage,
  sipUri,
  type SipUri,
  type Transport,
  UserAgent,
  Via,
  type WireText,
} from '@sidetone/sip';
import { BrowserWebSocketTransport } from '@sidetone/sip/browser';
import { FakeMediaFactory, type TestRuntime, testRuntime, VirtualNetwork } from '@sidetone/testkit';

/** How a message gets in. */
export const CARRIAGES = ['datagram', 'text frame', 'binary frame'] as const;
export type Carriage = (typeof CARRIAGES)[number];

/** What a phone did with a message. */
export interface Outcome {
  /** The responses that it sent, other than 100, before anybody hung up. */
  readonly answers: readonly WireText[];
  /** The calls, messages and responses that came to the application, in words. */
  readonly delivered: readonly string[];
  /** Why messages were dropped. */
  readonly dropped: readonly string[];
  readonly defects: readonly string[];
}

const PEER: HostPort = { host: '192.0.2.250', port: 5060 };

/** The part of a WebSocket that the transport of a page uses. */
class Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string | ArrayBuffer }) => void) | null = null;
  onclose: unknown = null;
  binaryType = 'blob';
  readonly send = (): void => undefined;
  readonly close = (): void => undefined;
}

/** Gives one message to a user agent whom it names, and tells what comes of it. */
export async function tryMessage(wire: WireText, carriage: Carriage): Promise<Outcome> {
  const net = new VirtualNetwork();
  const runtime = testRuntime(net, 7);
  const { transport, deliver } =
    carriage === 'datagram' ? byDatagram(net, ownAddress(wire)) : byFrame(runtime, carriage === 'text frame');
  const agent = new UserAgent(runtime, {
    transport,
    aor: target(wire),
    instanceId: 'urn:uuid:00000000-0000-4000-8000-000000000000',
    regId: 1,
    media: new FakeMediaFactory('phone'),
    userAgentName: 'Sidetone/test',
    messageTypes: ['text/plain', 'text/html'],
  });
  const calls: IncomingCall[] = [];
  const messages: string[] = [];
  agent.onIncomingCall = (call) => {
    calls.push(call);
    call.ring();
  };
  agent.onMessage = ({ body }) => {
    messages.push(`message: ${body}`);
    return 200;
  };
  deliver(wire);
  await net.settle();
  const outcome = {
    answers: sent(runtime),
    delivered: [...calls.map(({ remote }) => `call: ${remote.displayName ?? ''}`), ...messages, ...notes(runtime)],
    dropped: runtime.trace.events().flatMap((event) => (event.kind === 'dropped' ? [event.reason] : [])),
    defects: net.takeDefects(),
  };
  for (const call of calls) call.hangUp();
  await net.run(() => agent.stop());
  await net.expectNothingLeft();
  return outcome;
}

function byDatagram(net: VirtualNetwork, own: HostPort): Deliverer {
  const transport = net.attach('phone', own, 'UDP');
  const peer = net.attach('peer', PEER, 'UDP');
  peer.start({ onWire: () => undefined, onFlowClosed: () => undefined });
  return { transport, deliver: (wire) => peer.flowTo(own).send(wire) };
}

interface Deliverer {
  readonly transport: Transport;
  readonly deliver: (wire: WireText) => void;
}

/** Through the transport of a page, as the browser would hand the frame over. */
function byFrame(runtime: TestRuntime, isText: boolean): Deliverer {
  const socket = new Socket();
  const transport = new BrowserWebSocketTransport(runtime, 'ws://gateway.test/sip', {
    openSocket: () => socket as unknown as WebSocket,
  });
  return {
    transport,
    deliver: (wire) => {
      transport.flowTo(PEER);
      socket.onopen?.();
      const bytes = Uint8Array.from(wire, (byte) => byte.charCodeAt(0));
      const text = (): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      socket.onmessage?.({ data: isText ? text() : bytes.buffer });
    },
  };
}

/** A request is for whom it names; a response is for whom its top Via names. */
function ownAddress(wire: WireText): HostPort {
  const parsed = parseMessage(wire);
  const via = parsed.ok && parsed.value.kind === 'response' ? parsed.value.get(Via) : undefined;
  return via === undefined ? { host: '192.0.2.7', port: 5060 } : { host: via.host, port: via.port ?? 5060 };
}

function target(wire: WireText): SipUri {
  const parsed = parseMessage(wire);
  const uri = parsed.ok && parsed.value.kind === 'request' ? parsed.value.parsedUri() : undefined;
  return uri?.ok === true && isSipUri(uri.value) ? uri.value : sipUri({ user: 'user', host: 'example.com' });
}

function sent(runtime: TestRuntime): WireText[] {
  return runtime.trace
    .events()
    .flatMap((event) => (event.kind === 'message' && event.direction === 'sent' ? [event.text] : []))
    .filter((text) => text.startsWith('SIP/2.0 ') && !text.startsWith('SIP/2.0 100'));
}

function notes(runtime: TestRuntime): string[] {
  return runtime.trace.events().flatMap((event) => (event.kind === 'note' ? [event.text] : []));
}
