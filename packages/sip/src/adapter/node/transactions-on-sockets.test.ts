import { openLoopbackPort, UdpFaultRelay } from '@sidetone/testkit/node';
import { expect, test } from 'vitest';
import { createResponse } from '../../message/create-response.ts';
import { createRequest, type SipRequest } from '../../message/sip-request.ts';
import { TransactionLayer } from '../../transaction/transaction-layer.ts';
import type { TransactionUser } from '../../transaction/transaction-user.ts';
import { TransportLayer } from '../../transport/transport-layer.ts';
import type { HostPort } from '../../transport/transport.ts';
import { createNodeRuntime } from './node-runtime.ts';

/** Short, so that what is lost is soon sent again. */
const TIMERS = { t1Ms: 100, t2Ms: 200, t4Ms: 500 };

const NOTHING: TransactionUser = {
  onRequest: () => undefined,
  onCancel: () => undefined,
  onAck: () => undefined,
  onStrayResponse: () => undefined,
};

async function end(user: Partial<TransactionUser> = {}, mtuBytes = 1300) {
  const runtime = createNodeRuntime();
  const { udp, tcp } = await openLoopbackPort();
  const transport = new TransportLayer(runtime, { transports: [udp, tcp], mtuBytes });
  return {
    transport,
    local: udp.local,
    layer: new TransactionLayer(runtime, transport, { ...NOTHING, ...user }, TIMERS),
  };
}

function request(method: string, n: number): SipRequest {
  const made = createRequest(method, 'sip:bob@example.test');
  made.addRaw('Max-Forwards', '70');
  made.addRaw('From', '<sip:alice@example.test>;tag=a');
  made.addRaw('To', '<sip:bob@example.test>');
  made.addRaw('Call-ID', `call-${n}`);
  made.addRaw('CSeq', `${n} ${method}`);
  return made;
}

/** The status of the final response, or the kind of failure. */
function outcome(layer: TransactionLayer, sent: SipRequest, to: HostPort): Promise<number | string> {
  return new Promise((resolve) => {
    layer.send(
      sent,
      { nextHop: { protocol: 'UDP', ...to } },
      {
        onResponse: ({ status }) => {
          if (status >= 200) resolve(status);
        },
        onFailure: ({ kind }) => resolve(kind),
      },
    );
  });
}

test(
  'with a quarter of the datagrams lost, 50 of 50 requests and 50 of 50 calls are answered',
  { timeout: 30_000 },
  async () => {
    const seen: string[] = [];
    const bob = await end({
      onRequest: (received, transaction) => {
        seen.push(received.raw('Call-ID') ?? '');
        transaction.respond(createResponse(received, received.method === 'INVITE' ? 486 : 200, undefined, 'b'));
      },
    });
    const alice = await end();
    const relay = await UdpFaultRelay.open({ target: bob.local, seed: 42, loss: 0.25 });
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        outcome(alice.layer, request(n < 50 ? 'MESSAGE' : 'INVITE', n), relay.local),
      ),
    );
    expect(outcomes).toEqual(Array.from({ length: 100 }, (_, n) => (n < 50 ? 200 : 486)));
    expect(new Set(seen).size).toBe(100);
    expect(seen).toHaveLength(100);
    for (const label of ['MESSAGE', '200 MESSAGE', 'INVITE', '486 INVITE', 'ACK'])
      expect(relay.dropped(label)).toBeGreaterThan(0);
    await Promise.all([relay.close(), alice.transport.close(), bob.transport.close()]);
  },
);

test('a large request goes by TCP, and by UDP where TCP is refused', async () => {
  const protocols: string[] = [];
  const bob = await end({
    onRequest: (received, transaction) => {
      protocols.push(transaction.flow.protocol);
      transaction.respond(createResponse(received, 200, undefined, 'b'));
    },
  });
  const alice = await end();
  const [open, shut] = [
    await UdpFaultRelay.open({ target: bob.local, seed: 1 }),
    await UdpFaultRelay.open({ target: bob.local, seed: 1, tcp: false }),
  ];
  for (const relay of [open, shut]) {
    const large = request('MESSAGE', 1);
    large.setBody('text/plain', 'x'.repeat(5000));
    expect(await outcome(alice.layer, large, relay.local)).toBe(200);
  }
  expect(protocols).toEqual(['TCP', 'UDP']);
  await Promise.all([open.close(), shut.close(), alice.transport.close(), bob.transport.close()]);
});
