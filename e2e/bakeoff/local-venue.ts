import type { Venue } from '@sidetone/bakeoff';
import { createNodeRuntime, openTcp, openUdp } from '@sidetone/sip/node';

const HOST = '127.0.0.1';

/** Sockets on loopback, where all peers are. */
export function localVenue(): Venue {
  return {
    runtime: createNodeRuntime(),
    protocols: ['UDP', 'TCP'],
    open: (protocol) => (protocol === 'TCP' ? openTcp({ host: HOST, port: 0 }) : openUdp({ host: HOST, port: 0 })),
  };
}
