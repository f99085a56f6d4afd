import { Gateway, WsListener } from '@sidetone/gateway';
import type { NextHop, Runtime } from '@sidetone/sip';
import type { DataDirectory } from './data-directory.ts';
import type { HttpServer } from './http-server.ts';
import { keptSecret } from './kept-values.ts';
import type { Measurement } from './metrics.ts';
import { mtuBytes } from './mtu.ts';
import type { OptionValues } from './option-table.ts';
import type { SipPort } from './sip-port.ts';

export interface GatewayParts {
  readonly values: OptionValues;
  readonly data: DataDirectory;
  readonly http: HttpServer;
  /** Bound and not started; the gateway closes it. */
  readonly port: SipPort;
  readonly upstream: NextHop;
  /** Addresses from which the upstream may send. */
  readonly upstreamAddresses: readonly string[];
  /** Host in Via, Path and Record-Route; that of the port when left out. */
  readonly advertise: string | undefined;
}

/** The gateway between the WebSockets of one HTTP server and one SIP server. */
export interface ComposedGateway {
  readonly measurements: readonly Measurement[];
  /** Closes every WebSocket with 1001, so that phones look for another gateway or wait for this one. */
  close(): Promise<void>;
}

export function composeGateway(runtime: Runtime, parts: GatewayParts): ComposedGateway {
  const { values, data, http, port, upstream, upstreamAddresses, advertise } = parts;
  const listener = new WsListener(runtime, { server: http.server, isSecure: http.isSecure });
  const gateway = new Gateway(runtime, {
    listener,
    udp: port.udp,
    tcp: port.tcp,
    upstream,
    upstreamAddresses,
    secret: keptSecret(data, 'gateway.key', runtime.random),
    mtuBytes: mtuBytes(values.mtu, port.local.host),
    mode: values['contact-alias'] ? 'contact-alias' : 'path',
    ...(advertise === undefined ? {} : { advertise }),
  });
  return { measurements: measurements(gateway, listener), close: () => gateway.close() };
}

function measurements(gateway: Gateway, listener: WsListener): Measurement[] {
  const { counts } = gateway;
  const count = (name: string, help: string, read: () => number): Measurement => ({
    name: `gateway_${name}`,
    help,
    read,
  });
  return [
    count('connections', 'Open WebSockets.', () => listener.size),
    count('registrations', 'Registrations through this gateway.', () => gateway.registrations),
    count('requests_in_progress', 'Requests that have no final answer yet.', () => gateway.inProgress),
    count('connections_total', 'WebSockets accepted.', () => listener.counts.accepted),
    count('refused_origin_total', 'WebSockets refused because of their Origin.', () => listener.counts.refusedOrigin),
    count('refused_protocol_total', 'WebSockets that did not offer SIP.', () => listener.counts.refusedSubprotocol),
    count('refused_limit_total', 'WebSockets refused above a limit.', () => listener.counts.refusedLimit),
    count('requests_to_server_total', 'Requests from browsers to the server.', () => counts.requestsToUpstream),
    count('requests_to_browsers_total', 'Requests from the server to browsers.', () => counts.requestsToClients),
    count('responses_total', 'Responses passed on.', () => counts.responses),
    count('refused_total', 'Requests refused.', () => counts.refused),
    count('waited_total', 'Requests that waited for a phone to return.', () => counts.waited),
    count('returned_total', 'Waiting requests whose phone returned.', () => counts.returned),
    count('deregistered_total', 'Bindings removed because their WebSocket was gone.', () => counts.deregistered),
    count('dropped_total', 'ACKs and responses that nobody waited for.', () => counts.dropped),
  ];
}
