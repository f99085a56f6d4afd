import { createServer, type Server, Socket } from 'node:net';
import { InvalidStateError } from '../../runtime/invalid-state-error.ts';
import {
  type Flow,
  formatHostPort,
  type HostPort,
  type Transport,
  type TransportHandler,
} from '../../transport/transport.ts';
import { listenError } from './listen-error.ts';
import { plainAddress } from './plain-address.ts';
import { defaultTcpLimits, TcpFlow, type TcpLimits } from './tcp-flow.ts';

const DEFAULT_MAX_CONNECTIONS = 20_000;

/** Where TCP listens, and how much it takes. */
export interface TcpOptions {
  /** Address to listen on: an IP address or a name. */
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** More are refused. Default: 20,000. */
  readonly maxConnections?: number;
  readonly limits?: Partial<TcpLimits>;
}

/**
 * Listens for SIP over TCP; the transport connects as well.
 * @throws {PortTakenError} when the port is in use; ListenError when the address cannot be bound
 */
export async function openTcp(options: TcpOptions): Promise<TcpTransport> {
  const { host, port } = options;
  // Connections wait until the transport is started.
  const server = createServer({ pauseOnConnect: true });
  server.maxConnections = options.maxConnections ?? DEFAULT_MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError('TCP', { host, port }, error)));
    server.listen({ host, port, exclusive: true }, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
  return new TcpTransport(server, options);
}

/** SIP over TCP: a listener, and connections in both directions, one per remote address. */
export class TcpTransport implements Transport {
  readonly protocol = 'TCP';
  readonly local: HostPort;
  readonly #server: Server;
  readonly #limits: TcpLimits;
  readonly #flows = new Map<string, TcpFlow>();
  readonly #sockets = new Set<Socket>();
  readonly #early: Socket[] = [];
  #handler: TransportHandler | undefined;
  #isClosed = false;

  /** Use `openTcp`. */
  constructor(server: Server, options: TcpOptions) {
    const address = server.address();
    if (address === null || typeof address === 'string')
      throw new InvalidStateError('the server does not listen on a port');
    this.local = { host: address.address, port: address.port };
    this.#server = server;
    this.#limits = { ...defaultTcpLimits, ...options.limits };
    server.on('connection', (socket) => this.#accept(socket));
  }

  start(handler: TransportHandler): void {
    if (this.#handler !== undefined) throw new InvalidStateError('the transport was started before');
    this.#handler = handler;
    for (const socket of this.#early.splice(0)) this.#accept(socket);
  }

  flowTo(remote: HostPort): Flow {
    const known = this.#flows.get(formatHostPort(remote));
    return known ?? this.#connect(remote);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const flow of this.#flows.values()) flow.close('the transport was closed');
    for (const socket of this.#early) socket.destroy();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      // A peer that does not end its side would hold the listener open.
      for (const socket of this.#sockets) socket.destroySoon();
    });
  }

  #accept(socket: Socket): void {
    if (this.#handler === undefined) {
      this.#early.push(socket);
      return;
    }
    const { remoteAddress, remotePort } = socket;
    if (remoteAddress === undefined || remotePort === undefined) {
      // It was gone before it came.
      socket.destroy();
      return;
    }
    const flow = this.#newFlow(socket, { host: plainAddress(remoteAddress), port: remotePort }, this.#handler);
    flow.opened();
    socket.resume();
  }

  #connect(remote: HostPort): TcpFlow {
    if (this.#handler === undefined) throw new InvalidStateError('the transport is not started');
    const socket = new Socket();
    const flow = this.#newFlow(socket, remote, this.#handler);
    if (this.#isClosed) {
      flow.close('the transport is closed');
      return flow;
    }
    flow.connecting();
    socket.connect({ host: remote.host, port: remote.port });
    return flow;
  }

  #newFlow(socket: Socket, remote: HostPort, handler: TransportHandler): TcpFlow {
    const key = formatHostPort(remote);
    const flow = new TcpFlow(socket, { local: this.local, remote, limits: this.#limits }, handler, () => {
      if (this.#flows.get(key) === flow) this.#flows.delete(key);
    });
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    this.#flows.set(key, flow);
    return flow;
  }
}
