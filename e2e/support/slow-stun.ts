import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const MAGIC_COOKIE = 0x2112a442;

/** A STUN server (RFC 8489) that lets everybody wait, and sees them all at 203.0.113.5, as behind a NAT. */
export async function startSlowStun(delayMs: number): Promise<{ port: number; close(): void }> {
  const socket = createSocket('udp4');
  const timers = new Set<ReturnType<typeof setTimeout>>();
  socket.on('message', (request, { port, address }) => {
    if (request.length < 20 || request.readUInt16BE(0) !== 0x0001) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      socket.send(bindingResponse(request.subarray(8, 20), port), port, address);
    }, delayMs);
    timers.add(timer);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    close: () => {
      for (const timer of timers) clearTimeout(timer);
      socket.close();
    },
  };
}

/** §14.2: the address, exclusive-or the magic cookie. */
function bindingResponse(transactionId: Buffer, port: number): Buffer {
  const response = Buffer.alloc(32);
  response.writeUInt16BE(0x0101, 0);
  response.writeUInt16BE(12, 2);
  response.writeUInt32BE(MAGIC_COOKIE, 4);
  transactionId.copy(response, 8);
  response.writeUInt16BE(0x0020, 20);
  response.writeUInt16BE(8, 22);
  response.writeUInt16BE(0x0001, 24);
  response.writeUInt16BE(port ^ (MAGIC_COOKIE >>> 16), 26);
  response.writeUInt32BE((0xcb007105 ^ MAGIC_COOKIE) >>> 0, 28);
  return response;
}
