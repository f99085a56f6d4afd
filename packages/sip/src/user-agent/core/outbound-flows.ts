import type { Runtime } from '../../runtime/runtime.ts';
import { defaultPort, type Flow, type TransportProtocol } from '../../transport/transport.ts';
import type { Identity } from './identity.ts';
import { OutboundFlow } from './outbound-flow.ts';
import type { FlowOptions, UserAgentOptions } from './user-agent-options.ts';

const SECURE: ReadonlySet<TransportProtocol> = new Set(['TLS', 'WSS']);

/** Calls whose flow is remembered; the oldest is forgotten first. */
const MAX_CALLS = 1000;

/** All flows of a user agent (RFC 5626 §4.2), in the order of preference. */
export class OutboundFlows {
  readonly all: readonly OutboundFlow[];
  readonly #owners = new WeakMap<Flow, OutboundFlow>();
  /** By Call-ID: the edge on the way of a dialog is that of its flow. */
  readonly #ofCalls = new Map<string, OutboundFlow>();

  constructor(runtime: Runtime, options: UserAgentOptions, identity: Identity) {
    const { aor, keepAlive = {}, additionalFlows = [] } = options;
    const host = aor.host.replace(/^\[|\]$/g, '');
    this.all = [options, ...additionalFlows].map(({ transport, outboundProxy }: FlowOptions, i) => {
      const nextHop = outboundProxy ?? { host, port: aor.port ?? defaultPort(transport.protocol) };
      const parts = {
        transport,
        nextHop,
        regId: options.regId + i,
        contact: identity.contactUri(transport),
        keepAlive,
      };
      return new OutboundFlow(runtime, parts, this.#owners);
    });
  }

  /** The one that is preferred above all. */
  get first(): OutboundFlow {
    return this.all[0] as OutboundFlow;
  }

  get areSeveral(): boolean {
    return this.all.length > 1;
  }

  /** §26.2.2: sips goes over TLS at every hop, or not at all. */
  get areSecure(): boolean {
    return this.all.every(({ protocol }) => SECURE.has(protocol));
  }

  ownerOf(flow: Flow): OutboundFlow | undefined {
    return this.#owners.get(flow);
  }

  /** Whether what came on that connection is of an outbound proxy. */
  isOfProxy(flow: Flow): boolean {
    return this.all.some((own) => own.isOfNextHop(flow));
  }

  /** The flow of a call as long as it works, else the first that does; the first of all when none does. */
  choose(callId: string): OutboundFlow {
    if (!this.areSeveral) return this.first;
    const known = this.#ofCalls.get(callId);
    const chosen = known?.status === 'usable' ? known : (this.other() ?? this.first);
    if (chosen !== known) this.remember(callId, chosen);
    return chosen;
  }

  /** Another flow that works than these. */
  other(tried: readonly OutboundFlow[] = []): OutboundFlow | undefined {
    return this.all.find((flow) => flow.status === 'usable' && !tried.includes(flow));
  }

  /** The flow that a message of a call came or went by. */
  remember(callId: string, flow: OutboundFlow | undefined): void {
    if (!this.areSeveral || flow === undefined) return;
    this.#ofCalls.delete(callId);
    this.#ofCalls.set(callId, flow);
    if (this.#ofCalls.size <= MAX_CALLS) return;
    for (const oldest of this.#ofCalls.keys()) {
      this.#ofCalls.delete(oldest);
      return;
    }
  }
}
