import { createSocket } from 'node:dgram';

/** Sends one OPTIONS over UDP and says whether anything came back within 300 ms. */
export function optionsAnswered(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const end = (answered: boolean) => {
      clearTimeout(timer);
      socket.close(() => resolve(answered));
    };
    const timer = setTimeout(() => end(false), 300);
    socket.once('message', () => end(true));
    socket.once('error', () => end(false));
    socket.bind(0, '127.0.0.1', () => {
      const id = `${socket.address().port}-${process.hrtime.bigint()}`;
      socket.send(
        [
          'OPTIONS sip:localhost SIP/2.0',
          `Via: SIP/2.0/UDP 127.0.0.1:${socket.address().port};branch=z9hG4bK${id};rport`,
          'Max-Forwards: 70',
          'From: <sip:probe@localhost>;tag=probe',
          'To: <sip:localhost>',
          `Call-ID: ${id}`,
          'CSeq: 1 OPTIONS',
          'Content-Length: 0',
          '\r\n',
        ].join('\r\n'),
        port,
        '127.0.0.1',
      );
    });
  });
}
