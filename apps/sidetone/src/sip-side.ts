import type { HostPort, NextHop, Runtime } from '@sidetone/sip';
import type { Accounts } from './accounts.ts';
import { composeGateway, type ComposedGateway } from './compose-gateway.ts';
import { composeServer } from './compose-server.ts';
import type { DataDirectory } from './data-directory.ts';
import type { HttpServer } from './http-server.ts';
import { keepPort, keptPort } from './kept-values.ts';
import { isWildcard, listenError, type ListenerAddress } from './listener-address.ts';
import type { Measurement } from './metrics.ts';
import type { OptionValues } from './option-table.ts';
import { openKeptSipPort, openSipPort, type SipPort } from './sip-port.ts';
import type { Startup } from './startup.ts';
import { trustedEdges } from './trusted-edges.ts';
import { localAddressTowards, resolveUpstream } from './upstream-address.ts';
import { WatchedTransport } from './watched-transport.ts';

/** Everything of the program that speaks SIP. */
export interface SipSide {
  /** Where others reach it. */
  readonly local: HostPort;
  readonly measurements: readonly Measurement[];
  close(): Promise<void>;
}

interface Parts {
  readonly runtime: Runtime;
  readonly values: OptionValues;
  readonly data: DataDirectory;
  readonly startup: Startup;
}

/** The built-in server, and in front of it a gateway unless there is no page to serve. */
export async function openServerSide(
  parts: Parts & {
    readonly address: ListenerAddress;
    readonly accounts: Accounts;
    /** Undefined for a server without a gateway. */
    readonly http: HttpServer | undefined;
  },
): Promise<SipSide> {
  const { runtime, values, data, startup, address, accounts, http } = parts;
  const port = await openListener(parts, address);
  const edge = http === undefined ? undefined : await openEdgePort(parts, loopbackOf(address.host));
  const server = startup.opened(
    await composeServer(runtime, {
      values,
      accounts,
      data,
      port,
      trustedEdges: await trustedEdges(values['trusted-edge'], edge),
    }),
    (part) => part.close(),
  );
  if (http === undefined || edge === undefined) return { ...server, local: port.local };
  const upstream: NextHop = { protocol: 'UDP', host: loopbackOf(port.local.host), port: port.local.port };
  const gateway = composeGateway(runtime, {
    values,
    data,
    http,
    port: edge.port,
    upstream,
    upstreamAddresses: [port.local.host],
    advertise: undefined,
  });
  return {
    local: port.local,
    measurements: [...gateway.measurements, ...server.measurements],
    close: () => closeInTurn(gateway, server),
  };
}

/** A gateway in front of another server. */
export async function openGatewaySide(
  parts: Parts & {
    /** Undefined: the address that packets to the upstream leave from. */
    readonly address: ListenerAddress | undefined;
    readonly upstream: NextHop;
    readonly http: HttpServer;
  },
): Promise<SipSide> {
  const { runtime, values, data, address, http } = parts;
  const upstream = await resolveUpstream(parts.upstream);
  const route = await localAddressTowards(upstream.hop);
  const port = address === undefined ? await openGatewayPort(parts, route) : await openListener(parts, address);
  const gateway = composeGateway(runtime, {
    values,
    data,
    http,
    port,
    upstream: upstream.hop,
    upstreamAddresses: upstream.addresses,
    // A socket on all addresses has none that could stand in a Record-Route.
    advertise: values.advertise ?? (isWildcard(port.local.host) ? route : undefined),
  });
  return { local: port.local, measurements: gateway.measurements, close: () => gateway.close() };
}

async function openListener({ runtime, startup }: Parts, address: ListenerAddress): Promise<SipPort> {
  try {
    return startup.opened(await openSipPort(runtime, address), (port) => port.close());
  } catch (error) {
    throw listenError(address, error);
  }
}

/** The gateway's own port, the same after every start: dialogs name it. */
async function openGatewayPort({ runtime, data, startup }: Parts, host: string): Promise<SipPort> {
  const last = keptPort(data);
  const port = startup.opened(await openKeptSipPort(runtime, host, last), (opened) => opened.close());
  // A second program on the same directory does not take the first one's port away.
  if (last === 0) keepPort(data, port.local.port);
  return port;
}

/** The port between the built-in gateway and the built-in server, and how the server recognises it. */
async function openEdgePort(parts: Parts, host: string) {
  const port = await openGatewayPort(parts, host);
  const tcp = new WatchedTransport(port.tcp);
  return { port: { ...port, tcp }, udp: port.local, isSource: (remote: HostPort) => tcp.isSource(remote) };
}

/** By which address this machine itself reaches a listener. */
function loopbackOf(host: string): string {
  if (!isWildcard(host)) return host;
  return host === '::' ? '::1' : '127.0.0.1';
}

/** Phones are told to move before what they talk to is gone. */
async function closeInTurn(gateway: ComposedGateway, server: { close(): Promise<void> }): Promise<void> {
  await gateway.close();
  await server.close();
}
