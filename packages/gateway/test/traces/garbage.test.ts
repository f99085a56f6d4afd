import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { EdgeNetwork } from '../edge-network.ts';

const alice = 'sip:alice@example.test';
const bob = 'sip:bob@example.test';

/** A well-formed message with a few places overwritten, cut or doubled. */
function mutated(wire: string): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.nat(wire.length),
    length: fc.nat(12),
    text: fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom('\r\n', ';', ',', '<', '>', '"', '@', ':', '\0', '\xff', '*', '99999999999', '__proto__'),
    ),
  });
  return fc
    .array(edit, { minLength: 1, maxLength: 4 })
    .map((edits) =>
      edits.reduce((text, { at, length, text: put }) => text.slice(0, at) + put + text.slice(at + length), wire),
    );
}

async function alive(edge: EdgeNetwork): Promise<void> {
  await edge.net.run(async () => {
    const request = edge.alice.request('OPTIONS', bob, { from: alice, to: bob });
    expect((await edge.alice.send(request)).status).toBe(200);
  });
}

test(
  'whatever a client or a server sends, the gateway goes on, and nothing is left over',
  { timeout: 30_000 },
  async () => {
    const edge = new EdgeNetwork();
    await edge.register();
    const flow = edge.alice.target;
    const stranger = edge.stranger('mallory', '203.0.113.7');
    const fromClient = edge.registerRequest(edge.alice, 'alice');
    fromClient.addRaw('Via', 'SIP/2.0/WS alice.invalid;branch=z9hG4bKmutated');
    fromClient.addRaw('Route', edge.path);
    const toClient = stranger.request('INVITE', 'sip:alice@alice.invalid', { from: bob, to: alice });
    toClient.addRaw('Via', 'SIP/2.0/UDP 203.0.113.7:5060;branch=z9hG4bKmutated;rport');
    toClient.addRaw('Route', `${edge.path}, <sip:192.0.2.1:5060;transport=ws;lr;d=AAAAAAAAAAAA>`);
    const sip = stranger.flowTo(edge.edgeTarget.nextHop);
    await fc.assert(
      fc.asyncProperty(
        mutated(fromClient.toWire()),
        mutated(toClient.toWire().replace('INVITE', 'MESSAGE').replace('1 INVITE', '1 MESSAGE')),
        async (clientWire, sipWire) => {
          await edge.net.run(() => {
            if ('flow' in flow) flow.flow.send(clientWire);
            sip.send(sipWire);
          });
        },
      ),
      { numRuns: 500, seed: 7 },
    );
    await alive(edge);
    await edge.net.expectNothingLeft(200_000);
    expect(edge.gateway.inProgress).toBe(0);
    // A stranger's messages never reached the client.
    expect(edge.alice.requests).toEqual([]);
  },
);
