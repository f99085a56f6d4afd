import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { lookup as lookUpName } from 'node:dns';
import { isIP, isIPv4, isIPv6 } from 'node:net';
import { InvalidStateError } from '../../runtime/invalid-state-error.ts';
import { type Logger, silentLogger } from '../../runtime/logger.ts';
import type { WireText } from '../../runtime/wire-text.ts';
import {
  type Flow,
  formatHostPort,
  type HostPort,
  type Transport,
  type TransportHandler,
} from '../../transport/transport.ts';
import { errorCode, listenError } from './listen-error.ts';
import { mappedAddress, plainAddress } from './plain-address.ts';
import { UdpFlowCache } from './udp-flow-cache.ts';

/** Largest payload of a datagram: 65,535 less the headers of IPv4 and UDP. */
const MAX_DATAGRAM_BYTES = 65_507;
const SOCKET_BUFFER_BYTES = 4 * 1024 * 1024;
const DEFAULT_MAX_FLOWS = 20_000;
/** RFC 5626 §3.5.1 and habits of NATs: a datagram of line ends or zeros keeps a binding open and says nothing. */
const KEEP_ALIVE = /^[\r\n\0]{0,4}$/;
const LONGEST_KEEP_ALIVE = 4;

/** The kernel had no room; the datagram counts as lost on the way. */
const CONGESTION = new Set(['EAGAIN', 'ENOBUFS', 'ENOMEM']);

let flowCount = 0;

/** Where UDP listens. */
export interface UdpOptions {
  /** Address to bind: an IP address or a name; its family decides that of the socket. */
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** How many remote addresses are remembered. Default: 20,000. */
  readonly maxFlows?: number;
  /** Size that is asked for the socket's buffers, in bytes; the system may give less. Default: 4 MiB. */
  readonly socketBufferBytes?: number;
  readonly log?: Logger;
}

/**
 * Binds a UDP socket for SIP.
 * @throws {PortTakenError} when the port is in use; ListenError when the address cannot be bound
 */
export async function openUdp(options: UdpOptions): Promise<UdpTransport> {
  const { host, port, log = silentLogger } = options;
  const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4', lookup: lookUpAtOnce });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', (error) => {
      socket.close();
      reject(listenError('UDP', { host, port }, error));
    });
    socket.bind({ address: host, port, exclusive: true }, () => {
      socket.removeAllListeners('error');
      resolve();
    });
  });
  const wanted = options.socketBufferBytes ?? SOCKET_BUFFER_BYTES;
  try {
    socket.setRecvBufferSize(wanted);
    socket.setSendBufferSize(wanted);
  } catch (error) {
    // Smaller buffers lose more under load, and work.
    log.warn('the UDP socket keeps its small buffers', { wanted, error: String(error) });
  }
  return new UdpTransport(socket, options);
}

/** An IP address needs no look-up, and so no turn of the event loop; a name does. */
function lookUpAtOnce(
  host: string,
  options: object,
  callback: (error: NodeJS.ErrnoException | null, address: string, family: number) => void,
): void {
  const family = isIP(host);
  if (family === 0) lookUpName(host, options, callback);
  else callback(null, host, family);
}

/** SIP over one UDP socket. */
export class UdpTransport implements Transport {
  readonly protocol = 'UDP';
  readonly local: HostPort;
  readonly #socket: Socket;
  readonly #isIpv6: boolean;
  readonly #log: Logger;
  readonly #flows: UdpFlowCache<UdpFlow>;
  #handler: TransportHandler | undefined;
  #isClosed = false;

  /** Use `openUdp`. */
  constructor(socket: Socket, options: UdpOptions) {
    const { address, port } = socket.address();
    this.local = { host: address, port };
    this.#isIpv6 = isIPv6(address);
    this.#socket = socket;
    this.#log = options.log ?? silentLogger;
    this.#flows = new UdpFlowCache(options.maxFlows ?? DEFAULT_MAX_FLOWS);
    socket.on('error', (error) => this.#log.error('the UDP socket failed', { error: error.message }));
  }

  start(handler: TransportHandler): void {
    if (this.#handler !== undefined) throw new InvalidStateError('the transport was started before');
    this.#handler = handler;
    this.#socket.on('message', (data, source) => this.#receive(data, source, handler));
  }

  flowTo(remote: HostPort): Flow {
    return this.#flowTo(remote.host, remote.port);
  }

  close(): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    this.#isClosed = true;
    for (const flow of this.#flows.values()) flow.close('the transport was closed');
    return new Promise((resolve) => {
      this.#socket.close(() => resolve());
    });
  }

  /** @internal */
  transmit(wire: WireText, flow: UdpFlow): void {
    if (this.#isClosed) return;
    try {
      this.#socket.send(Buffer.from(wire, 'latin1'), flow.remote.port, flow.socketHost, flow.onSent);
    } catch (error) {
      // What a peer wrote may be no port at all, such as 0; Node then throws at once.
      flow.onSent(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** @internal §18.4: what the system reports of a datagram that it could not send. */
  sendFailed(error: Error, flow: UdpFlow): void {
    if (this.#isClosed) return;
    if (CONGESTION.has(errorCode(error))) {
      this.#log.warn('a datagram was not sent', { remote: formatHostPort(flow.remote), error: error.message });
      return;
    }
    flow.close(`cannot send to ${formatHostPort(flow.remote)}: ${errorCode(error) || error.message}`);
  }

  /** @internal */
  closed(flow: UdpFlow, reason: string): void {
    const key = flowKey(flow.remote.host, flow.remote.port);
    if (this.#flows.get(key) === flow) this.#flows.delete(key);
    queueMicrotask(() => this.#handler?.onFlowClosed(flow, reason));
  }

  #receive(data: Buffer, source: RemoteInfo, handler: TransportHandler): void {
    const wire = data.toString('latin1');
    if (wire.length <= LONGEST_KEEP_ALIVE && KEEP_ALIVE.test(wire)) return;
    handler.onWire(wire, this.#flowTo(plainAddress(source.address), source.port));
  }

  #flowTo(host: string, port: number): UdpFlow {
    const key = flowKey(host, port);
    const known = this.#flows.get(key);
    if (known !== undefined) return known;
    const socketHost = this.#isIpv6 && isIPv4(host) ? mappedAddress(host) : host;
    const flow = new UdpFlow(this, { host, port }, socketHost, !this.#isClosed);
    this.#flows.set(key, flow);
    return flow;
  }
}

/** The pair of addresses that two UDP ends use. */
export class UdpFlow implements Flow {
  readonly id: string;
  readonly protocol = 'UDP';
  readonly isReliable = false;
  readonly maxMessageBytes = MAX_DATAGRAM_BYTES;
  readonly local: HostPort;
  readonly remote: HostPort;
  /** The remote host as the socket takes it. */
  readonly socketHost: string;
  /** One function for all datagrams of the flow. */
  readonly onSent: (error: Error | null) => void;
  readonly #transport: UdpTransport;
  #isOpen: boolean;

  /** Use `UdpTransport.flowTo`. */
  constructor(transport: UdpTransport, remote: HostPort, socketHost: string, isOpen: boolean) {
    flowCount += 1;
    this.id = `udp-${flowCount}`;
    this.#transport = transport;
    this.local = transport.local;
    this.remote = remote;
    this.socketHost = socketHost;
    this.#isOpen = isOpen;
    this.onSent = (error) => {
      if (error !== null) transport.sendFailed(error, this);
    };
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  send(wire: WireText): void {
    if (this.#isOpen) this.#transport.transmit(wire, this);
  }

  close(reason: string): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#transport.closed(this, reason);
  }
}

function flowKey(host: string, port: number): string {
  return `${host} ${port}`;
}
