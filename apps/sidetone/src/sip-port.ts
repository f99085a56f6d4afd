import type { HostPort, Runtime, Transport } from '@sidetone/sip';
import { openTcp, openUdp } from '@sidetone/sip/node';
import { errorCode } from './file-error.ts';

/** One port, for UDP and TCP alike (RFC 3261 §18.2.1). */
export interface SipPort {
  readonly local: HostPort;
  readonly udp: Transport;
  readonly tcp: Transport;
  close(): Promise<void>;
}

/** A free port of UDP may be taken for TCP; then another is tried. */
const ATTEMPTS = 20;

/**
 * Binds both. With port 0 they get the same free one.
 * @throws {ListenError} when the port cannot be had
 */
export async function openSipPort(runtime: Runtime, wanted: HostPort): Promise<SipPort> {
  for (let attempt = 1; ; attempt += 1) {
    const udp = await openUdp({ host: wanted.host, port: wanted.port, log: runtime.log });
    try {
      const tcp = await openTcp(udp.local);
      return {
        local: udp.local,
        udp,
        tcp,
        close: async () => void (await Promise.all([udp.close(), tcp.close()])),
      };
    } catch (error) {
      await udp.close();
      const mayTryAnother = wanted.port === 0 && errorCode(error) === 'EADDRINUSE' && attempt < ATTEMPTS;
      if (!mayTryAnother) throw error;
    }
  }
}

/** Binds the port that there was last time if it is still free, else any. */
export async function openKeptSipPort(runtime: Runtime, host: string, lastPort: number): Promise<SipPort> {
  try {
    return await openSipPort(runtime, { host, port: lastPort });
  } catch (error) {
    if (lastPort === 0 || errorCode(error) !== 'EADDRINUSE') throw error;
    runtime.log.warn('the port of the last start is taken; dialogs of then are lost', { port: lastPort });
    return openSipPort(runtime, { host, port: 0 });
  }
}
