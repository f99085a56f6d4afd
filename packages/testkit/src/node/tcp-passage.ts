import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { HostPort } from '@sidetone/sip';

/** Passes TCP connections through, untouched. */
export class TcpPassage {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, target: HostPort) {
    this.#server = server;
    server.on('connection', (socket) => {
      const onward = connect(target.port, target.host);
      this.#tie(socket, onward);
      this.#tie(onward, socket);
    });
  }

  /** @throws the system's error when the address cannot be bound */
  static async open(listen: HostPort, target: HostPort): Promise<TcpPassage> {
    const server = createServer({ allowHalfOpen: true });
    server.listen(listen.port, listen.host);
    await once(server, 'listening');
    return new TcpPassage(server, target);
  }

  /** How many connections stand. */
  get connectionCount(): number {
    return this.#sockets.size / 2;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #tie(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.setNoDelay(true);
    from.pipe(to);
    // One side's failure is the other's: that is what a passage is for.
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroySoon();
    });
  }
}
