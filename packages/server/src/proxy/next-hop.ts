import type { NextHop, SipUri, TransportProtocol } from '@sidetone/sip';
import { socketHost } from '../domains.ts';

const PROTOCOLS: Readonly<Record<string, TransportProtocol>> = {
  udp: 'UDP',
  tcp: 'TCP',
  tls: 'TLS',
  ws: 'WS',
  wss: 'WSS',
};

/** §16.6 step 7 and §18: where a request for this URI is sent. UDP and port 5060 unless the URI says otherwise. */
export function nextHop(uri: SipUri): NextHop {
  const transport = uri.params.get('transport')?.toLowerCase();
  const protocol = (transport === undefined ? undefined : PROTOCOLS[transport]) ?? 'UDP';
  const host = uri.params.get('maddr') ?? uri.host;
  return { protocol, host: socketHost(host), port: uri.port ?? (protocol === 'TLS' ? 5061 : 5060) };
}
