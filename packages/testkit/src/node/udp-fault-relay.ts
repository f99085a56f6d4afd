import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { HostPort } from '@sidetone/sip';
import { type FaultCounts, type FaultOptions, FaultRules } from './fault-rules.ts';
import { TcpPassage } from './tcp-passage.ts';

export interface UdpFaultRelayOptions extends FaultOptions {
  /** Where the datagrams of clients go. */
  readonly target: HostPort;
  /** Where clients send them. Default: a free port of 127.0.0.1. */
  readonly listen?: HostPort;
  /** Whether TCP connections to the same port pass through, without faults. Default: true. */
  readonly tcp?: boolean;
}

const MAX_PORT_ATTEMPTS = 20;

/**
 * A bad network between two programs, on real sockets. Each client gets a socket of its own towards the target, so that
 * answers find back to it. Faults befall both directions.
 */
export class UdpFaultRelay {
  readonly local: HostPort;
  readonly #rules: FaultRules;
  readonly #front: Socket;
  readonly #passage: TcpPassage | undefined;
  /** Sockets towards the target, by the client's address. */
  readonly #backs = new Map<string, Socket>();
  readonly #delayed = new Set<NodeJS.Timeout>();
  readonly #target: HostPort;

  private constructor(front: Socket, passage: TcpPassage | undefined, options: UdpFaultRelayOptions) {
    const { address, port } = front.address();
    this.local = { host: address, port };
    this.#front = front;
    this.#passage = passage;
    this.#rules = new FaultRules(options);
    this.#target = options.target;
    front.on('message', (data, client) => {
      const back = this.#backTo(client.address, client.port);
      this.#pass(data, (datagram) => back.send(datagram, this.#target.port, this.#target.host, ignoreSendFailure));
    });
  }

  static async open(options: UdpFaultRelayOptions): Promise<UdpFaultRelay> {
    const { host, port } = options.listen ?? { host: '127.0.0.1', port: 0 };
    for (let attempt = 1; ; attempt += 1) {
      const front = await bound(host, port);
      if (options.tcp === false) return new UdpFaultRelay(front, undefined, options);
      try {
        const passage = await TcpPassage.open({ host, port: front.address().port }, options.target);
        return new UdpFaultRelay(front, passage, options);
      } catch (error) {
        // The free UDP port is taken for TCP: another one will do, unless it had to be this one.
        front.close();
        if (port !== 0 || attempt === MAX_PORT_ATTEMPTS) throw error;
      }
    }
  }

  get counts(): FaultCounts {
    return this.#rules.counts;
  }

  /** How many datagrams with that label were lost: a method, or a status and a method such as `200 INVITE`. */
  dropped(label: string): number {
    return this.#rules.counts.dropped.get(label) ?? 0;
  }

  async close(): Promise<void> {
    for (const timer of this.#delayed) clearTimeout(timer);
    this.#delayed.clear();
    const sockets = [this.#front, ...this.#backs.values()];
    await Promise.all([
      ...sockets.map(async (socket) => {
        socket.close();
        await once(socket, 'close');
      }),
      this.#passage?.close(),
    ]);
  }

  /** The socket that stands for a client towards the target. */
  #backTo(host: string, port: number): Socket {
    const key = `${host} ${port}`;
    const known = this.#backs.get(key);
    if (known !== undefined) return known;
    const back = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    this.#backs.set(key, back);
    back.on('message', (data) => {
      this.#pass(data, (datagram) => this.#front.send(datagram, port, host, ignoreSendFailure));
    });
    return back;
  }

  #pass(data: Buffer, send: (datagram: Buffer) => void): void {
    for (const delayMs of this.#rules.fate(data.toString('latin1'))) {
      if (delayMs === 0) {
        send(data);
        continue;
      }
      const timer = setTimeout(() => {
        this.#delayed.delete(timer);
        send(data);
      }, delayMs);
      this.#delayed.add(timer);
    }
  }
}

function ignoreSendFailure(): void {
  // On a bad network a datagram that cannot be sent is one more that is lost.
}

async function bound(host: string, port: number): Promise<Socket> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  socket.bind(port, host);
  await once(socket, 'listening');
  return socket;
}
