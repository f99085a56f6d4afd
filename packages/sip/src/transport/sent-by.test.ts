import { SeededRandom, VirtualNetwork } from '@sidetone/testkit';
import { expect, test } from 'vitest';
import { SentBy } from './sent-by.ts';
import type { HostPort, TransportProtocol } from './transport.ts';

const REMOTE = { host: '192.0.2.9', port: 5060 };

/** The Via for a request of an end with that address. */
function via(protocol: TransportProtocol, local: HostPort, choose?: () => HostPort) {
  const transport = new VirtualNetwork().attach('alice', local, protocol);
  const sentBy = new SentBy(new SeededRandom(1), [transport], choose);
  return { sentBy, via: sentBy.via(transport.flowTo(REMOTE), 'z9hG4bK1') };
}

test('names the address that is listened on, and asks for the port over UDP only', () => {
  expect(via('UDP', { host: '192.0.2.1', port: 5070 }).via).toEqual({
    protocol: 'UDP',
    host: '192.0.2.1',
    port: 5070,
    branch: 'z9hG4bK1',
    rport: 'requested',
    params: new Map(),
  });
  // Not the port of the connection, which accepts nobody.
  expect(via('TCP', { host: '192.0.2.1', port: 5070 }).via).toMatchObject({ host: '192.0.2.1', port: 5070 });
  expect(via('TCP', { host: '192.0.2.1', port: 5070 }).via).not.toHaveProperty('rport');
});

test('an end that listens on all addresses names its port alone', () => {
  const { via: written } = via('UDP', { host: '0.0.0.0', port: 5070 });
  expect(written.host).toMatch(/^[0-9a-z]{13}\.invalid$/);
  expect(written.port).toBe(5070);
});

test('an end that does not listen has a name that nobody can resolve (RFC 7118 B.1)', () => {
  const { via: written } = via('WS', { host: 'client.invalid', port: 0 });
  expect(written.host).toMatch(/^[0-9a-z]{13}\.invalid$/);
  expect(written).not.toHaveProperty('port');
});

test('the user may choose', () => {
  expect(via('UDP', { host: '0.0.0.0', port: 5060 }, () => ({ host: 'edge.example.test', port: 0 })).via).toMatchObject(
    {
      host: 'edge.example.test',
    },
  );
});

test('knows its own Vias again, also with the default port left out', () => {
  const { sentBy, via: written } = via('UDP', { host: '192.0.2.1', port: 5060 });
  expect(sentBy.isOurs(written)).toBe(true);
  expect(sentBy.isOurs({ protocol: 'UDP', host: '192.0.2.1', params: new Map() })).toBe(true);
  expect(sentBy.isOurs({ ...written, port: 5061 })).toBe(false);
  expect(sentBy.isOurs({ ...written, host: '192.0.2.2' })).toBe(false);
  expect(sentBy.isOurs({ ...written, protocol: 'TCP' })).toBe(false);
});
