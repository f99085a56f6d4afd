import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { Setting } from './valid-messages.ts';

/** A way to a peer, on which anything can be sent. What is received are whole messages. */
export interface Channel {
  readonly setting: Setting;
  /** Whether it is unreliable, so that a request may have to be sent again. */
  readonly isLossy: boolean;
  onMessage: (wire: string) => void;
  /** @returns whether it went out */
  send(wire: string): Promise<boolean>;
  close(): void;
}

export interface Address {
  readonly port: number;
  readonly user: string;
  readonly uris: readonly string[];
}

/** What is not sent yet; more means that the peer does not read. */
const MOST_WAITING = 16_000_000;
const LARGEST_DATAGRAM = 65_507;

export async function udpChannel({ port, user, uris }: Address): Promise<Channel> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const channel: Channel = {
    setting: { protocol: 'UDP', sentBy: `127.0.0.1:${socket.address().port}`, user, uris },
    isLossy: true,
    onMessage: () => undefined,
    send: (wire) =>
      new Promise((resolve) => {
        // What is too large is cut; a full buffer loses the datagram, as a network does.
        socket.send(Buffer.from(wire.slice(0, LARGEST_DATAGRAM), 'latin1'), port, '127.0.0.1', (error) =>
          resolve(error === null),
        );
      }),
    close: () => socket.close(),
  };
  socket.on('message', (data) => channel.onMessage(data.toString('latin1')));
  socket.on('error', () => undefined);
  return channel;
}

/** The messages of a stream, whose lengths are right since the peer is ours. */
function cutMessages(take: (wire: string) => void): (data: Buffer) => void {
  let kept = '';
  return (data) => {
    kept += data.toString('latin1');
    for (;;) {
      const end = kept.indexOf('\r\n\r\n');
      const length = end + 4 + Number(/\r\nContent-Length: (\d+)/.exec(kept.slice(0, end))?.[1] ?? 0);
      if (end < 0 || kept.length < length) return;
      take(kept.slice(0, length));
      kept = kept.slice(length);
    }
  };
}

/** A connection that is made again when it is gone, and after every so many messages. */
export function tcpChannel({ port, user, uris }: Address, messagesPerConnection: number): Channel {
  let socket: Socket | undefined;
  let left = 0;
  const open = async (): Promise<Socket> => {
    const made = connect(port, '127.0.0.1');
    made.on('error', () => undefined);
    made.on(
      'data',
      cutMessages((wire) => channel.onMessage(wire)),
    );
    await Promise.race([once(made, 'connect'), once(made, 'close')]).catch(() => undefined);
    return made;
  };
  const channel: Channel = {
    setting: { protocol: 'TCP', sentBy: '127.0.0.1:5099', user, uris },
    isLossy: false,
    onMessage: () => undefined,
    async send(wire) {
      if (socket === undefined || socket.destroyed || !socket.writable || left <= 0) {
        socket?.end();
        socket = await open();
        left = messagesPerConnection;
      }
      left -= 1;
      // The peer is asked after each batch, so that never much waits here, unless it does not read at all.
      if (socket.writableLength > MOST_WAITING) socket.destroy();
      else socket.write(Buffer.from(wire, 'latin1'));
      return !socket.destroyed;
    },
    close: () => socket?.destroy(),
  };
  return channel;
}

/** A WebSocket that is opened again when it is gone. */
export function webSocketChannel({ port, user, uris }: Address, isBinary: boolean): Channel {
  let socket: WebSocket | undefined;
  const open = async (): Promise<WebSocket> => {
    const made = new WebSocket(`ws://127.0.0.1:${port}/sip`, 'sip', { origin: `http://127.0.0.1:${port}` });
    made.on('error', () => undefined);
    made.on('message', (data: Buffer) => channel.onMessage(data.toString('latin1')));
    await Promise.race([once(made, 'open'), once(made, 'close')]).catch(() => undefined);
    return made;
  };
  const channel: Channel = {
    setting: { protocol: 'WS', sentBy: `${user}-${isBinary ? 'binary' : 'text'}.invalid`, user, uris },
    isLossy: false,
    onMessage: () => undefined,
    async send(wire) {
      if (socket?.readyState !== WebSocket.OPEN) socket = await open();
      if (socket.readyState !== WebSocket.OPEN) return false;
      const data = Buffer.from(wire, 'latin1');
      if (socket.bufferedAmount > MOST_WAITING) socket.terminate();
      // A text frame must be UTF-8, else the client itself is at fault; a binary one holds anything.
      else socket.send(isBinary ? data : data.toString('utf8'), { binary: isBinary });
      return socket.readyState === WebSocket.OPEN;
    },
    close: () => socket?.terminate(),
  };
  return channel;
}
