import type { Flow } from '@sidetone/sip';

/** Whether the flow leads to a client: the gateway's other side speaks no WebSocket. */
export function isClientFlow(flow: Flow): boolean {
  return flow.protocol === 'WS' || flow.protocol === 'WSS';
}
