import {
  type Call,
  type IncomingCall,
  isSipUri,
  type MediaEndpointFactory,
  type MediaWant,
  parseUri,
  type SipUri,
  UserAgent,
} from '@sidetone/sip';
import { createNodeRuntime, WebSocketTransport } from '@sidetone/sip/node';
import { FakeMediaEndpoint } from '@sidetone/testkit';

/** A phone in Node on our own stack, over WebSocket: a browser's signalling without a browser. It answers every call. */
export interface NodePhone {
  readonly agent: UserAgent;
  readonly calls: IncomingCall[];
  readonly messages: string[];
}

export async function startNodePhone(options: {
  gatewayPort: number;
  user: string;
  password: string;
}): Promise<NodePhone> {
  const runtime = createNodeRuntime();
  const url = `ws://127.0.0.1:${options.gatewayPort}/sip`;
  const agent = new UserAgent(runtime, {
    transport: new WebSocketTransport(runtime, { url, origin: `http://127.0.0.1:${options.gatewayPort}` }),
    aor: addressOf(options.user),
    credentials: { username: options.user, password: options.password },
    instanceId: `urn:uuid:${crypto.randomUUID()}`,
    regId: 1,
    media: new SizedMedia(),
    userAgentName: 'Sidetone test',
  });
  const phone: NodePhone = { agent, calls: [], messages: [] };
  agent.onIncomingCall = (call) => {
    phone.calls.push(call);
    call.ring();
    void call.accept(call.offered);
  };
  agent.onMessage = (message) => {
    phone.messages.push(message.body);
    return 200;
  };
  await new Promise<void>((resolve, reject) => {
    agent.registration.on('changed', (state) => {
      if (state.kind === 'registered') resolve();
      if (state.kind === 'failed' && state.retryAt === undefined) reject(new Error(JSON.stringify(state)));
    });
    agent.registration.register();
  });
  return phone;
}

export function addressOf(user: string): SipUri {
  const parsed = parseUri(`sip:${user}@localhost`);
  if (!parsed.ok || !isSipUri(parsed.value)) throw new Error(`no SIP URI can be made of ${user}`);
  return parsed.value;
}

/** Settles when the call is in that state; rejects when it ends before, or after `limitMs`. */
export function reached(call: Call, kind: 'confirmed' | 'terminated', limitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = call.on('changed', () => look());
    const timer = setTimeout(
      () => settle(() => reject(new Error(`still ${call.state.kind} after ${limitMs} ms`))),
      limitMs,
    );
    const settle = (act: () => void) => {
      clearTimeout(timer);
      stop();
      act();
    };
    const look = () => {
      const { state } = call;
      if (state.kind === kind) settle(resolve);
      else if (state.kind === 'terminated') settle(() => reject(new Error(`ended: ${JSON.stringify(state.why)}`)));
    };
    look();
  });
}

/** With video, descriptions as large as Chrome's, so that an INVITE is well over 1300 bytes; with audio alone, small ones. */
class SizedMedia implements MediaEndpointFactory {
  #opened = 0;

  open({ video }: MediaWant): Promise<FakeMediaEndpoint> {
    this.#opened += 1;
    const name = `e2e-${this.#opened}`;
    const endpoint = new FakeMediaEndpoint(name);
    if (video) endpoint.ballast = browserLines;
    return Promise.resolve(endpoint);
  }
}

const browserLines = Array.from(
  { length: 80 },
  (_, index) => `a=extmap:${index + 1} urn:example:params:rtp-hdrext:extension-number-${index + 1}\r\n`,
).join('');
