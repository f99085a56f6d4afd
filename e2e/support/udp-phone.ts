import { type Call, type IncomingCall, UserAgent } from '@sidetone/sip';
import { createNodeRuntime, openUdp } from '@sidetone/sip/node';
import { addressOf } from './node-phone.ts';
import { PlainRtpMedia } from './plain-rtp.ts';

/** A phone on our own stack over UDP, with the descriptions of a phone that knows plain RTP. */
export interface UdpPhone {
  readonly agent: UserAgent;
  /** Newest last; none is answered by itself. */
  readonly calls: IncomingCall[];
  readonly messages: string[];
}

export async function startUdpPhone(options: { sipPort: number; user: string; password: string }): Promise<UdpPhone> {
  const runtime = createNodeRuntime();
  const agent = new UserAgent(runtime, {
    transport: await openUdp({ host: '127.0.0.1', port: 0 }),
    outboundProxy: { host: '127.0.0.1', port: options.sipPort },
    aor: addressOf(options.user),
    credentials: { username: options.user, password: options.password },
    instanceId: `urn:uuid:${crypto.randomUUID()}`,
    regId: 1,
    media: new PlainRtpMedia(),
    userAgentName: 'Sidetone test',
  });
  const phone: UdpPhone = { agent, calls: [], messages: [] };
  agent.onIncomingCall = (call) => {
    phone.calls.push(call);
    call.ring();
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

/** How the other end of a confirmed call holds it. */
export function holdOf({ state }: Call): string {
  return state.kind === 'confirmed' ? state.hold : state.kind;
}
