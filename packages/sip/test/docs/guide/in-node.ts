import type { Runtime, Transport } from '@sidetone/sip';
import { createNodeRuntime, openUdp } from '@sidetone/sip/node';

export async function inNode(): Promise<{ runtime: Runtime; transport: Transport }> {
  return { runtime: createNodeRuntime(), transport: await openUdp({ host: '127.0.0.1', port: 0 }) };
}
