import { openTcp, openUdp, PortTakenError, type TcpTransport, type UdpTransport } from '@sidetone/sip/node';

/** A free port of UDP may be taken for TCP; then another is tried. */
const ATTEMPTS = 20;

/**
 * UDP and TCP on one free port of 127.0.0.1 (RFC 3261 §18.2.1).
 * @throws the system's error when no such port is found
 */
export async function openLoopbackPort(): Promise<{ readonly udp: UdpTransport; readonly tcp: TcpTransport }> {
  for (let attempt = 1; ; attempt += 1) {
    const udp = await openUdp({ host: '127.0.0.1', port: 0 });
    try {
      return { udp, tcp: await openTcp(udp.local) };
    } catch (error) {
      await udp.close();
      if (!(error instanceof PortTakenError) || attempt === ATTEMPTS) throw error;
    }
  }
}
