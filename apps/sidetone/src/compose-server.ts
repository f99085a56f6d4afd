import { MemoryStore, SipServer, type Store } from '@sidetone/server';
import type { Runtime } from '@sidetone/sip';
import type { Accounts } from './accounts.ts';
import type { DataDirectory } from './data-directory.ts';
import { keptSecret } from './kept-values.ts';
import type { Measurement } from './metrics.ts';
import { mtuBytes } from './mtu.ts';
import type { OptionValues } from './option-table.ts';
import type { SipPort } from './sip-port.ts';
import type { TrustedEdges } from './trusted-edges.ts';

export interface ServerParts {
  readonly values: OptionValues;
  readonly accounts: Accounts;
  readonly data: DataDirectory;
  /** Bound and not started; the server closes it. */
  readonly port: SipPort;
  readonly trustedEdges: TrustedEdges;
}

/** The SIP server on one port, when it is ready to answer. */
export interface ComposedServer {
  readonly measurements: readonly Measurement[];
  close(): Promise<void>;
}

export async function composeServer(runtime: Runtime, parts: ServerParts): Promise<ComposedServer> {
  const { values, accounts, data, port, trustedEdges } = parts;
  const store = new MemoryStore(runtime.clock);
  const server = new SipServer(runtime, {
    transports: [port.udp, port.tcp],
    domains: values.domain,
    accounts: accounts.directory,
    store,
    digest: values.digest,
    auth: values.auth,
    ringTimeoutSec: values['ring-timeout'],
    trustedEdges,
    secret: keptSecret(data, 'server.key', runtime.random),
    mtuBytes: mtuBytes(values.mtu, port.local.host),
    ...(values.advertise === undefined ? {} : { advertise: values.advertise }),
  });
  const close = async (): Promise<void> => {
    await server.close();
    await store.close();
  };
  try {
    await server.ready;
  } catch (error) {
    await close();
    throw error;
  }
  return { measurements: measurements(server, store), close };
}

function measurements(server: SipServer, store: Store): Measurement[] {
  const count = (name: string, help: string, read: Measurement['read']): Measurement => ({
    name: `server_${name}`,
    help,
    read,
  });
  return [
    count('bindings', 'Devices that are registered.', async () => (await store.bindings.all()).length),
    count('publications', 'Presence documents published.', async () => (await store.publications.all()).length),
    count('subscriptions', 'Subscriptions to presence.', async () => (await store.subscriptions.all()).length),
    count('messages_received_total', 'SIP messages that the server received.', () => server.counters.received),
    count('messages_sent_total', 'SIP messages that the server sent.', () => server.counters.sent),
    count(
      'messages_refused_total',
      'Malformed or oversized requests answered with an error.',
      () => server.counters.refused,
    ),
    count('messages_dropped_total', 'Messages that nobody could be told about.', () => server.counters.dropped),
  ];
}
