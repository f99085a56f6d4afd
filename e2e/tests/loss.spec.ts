import { expect, test } from '@playwright/test';
import { UdpFaultRelay } from '@sidetone/testkit/node';
import { addressOf, type NodePhone, reached, startNodePhone } from '../support/node-phone.ts';
import { freePort } from '../support/ports.ts';
import { startProgram } from '../support/program.ts';

const pairs = 5;
const roundsPerPair = 10;
const limitMs = 60_000;
/** Another address of the loopback, under which the server reaches the gateway: the second face of the bad network. */
const gatewayName = '127.0.0.2';

for (const { name, mtu, seed, goByTcp } of [
  { name: 'UDP for all sizes', mtu: '65507', seed: 20_261, goByTcp: false },
  { name: '--mtu 1300, so that large requests go by TCP', mtu: '1300', seed: 20_262, goByTcp: true },
]) {
  test(`with every tenth datagram lost, every call and message completes: ${name}`, async () => {
    test.setTimeout(240_000);
    const users = Array.from({ length: pairs * 2 }, (_, index) => `user${index}`);
    const server = await startProgram({
      command: 'server',
      args: [
        ...users.flatMap((user) => ['--user', `${user}:secret`]),
        '--trusted-edge',
        '127.0.0.1',
        '--trusted-edge',
        gatewayName,
        '--mtu',
        mtu,
      ],
    });
    const gatewayPort = await freePort();
    const toServer = await UdpFaultRelay.open({ target: { host: '127.0.0.1', port: server.sipPort }, seed, loss: 0.1 });
    const toGateway = await UdpFaultRelay.open({
      target: { host: '127.0.0.1', port: gatewayPort },
      listen: { host: gatewayName, port: gatewayPort },
      seed: seed + 1,
      loss: 0.1,
    });
    const gateway = await startProgram({
      command: 'gateway',
      sipPort: gatewayPort,
      args: ['--upstream', `sip:127.0.0.1:${toServer.local.port}`, '--advertise', gatewayName, '--mtu', mtu],
    });
    const phones = await Promise.all(
      users.map((user) => startNodePhone({ gatewayPort: gateway.httpPort, user, password: 'secret' })),
    );

    const done = await Promise.all(
      Array.from({ length: pairs }, (_, pair) => rounds(phones[pair * 2], phones[pair * 2 + 1], users[pair * 2 + 1])),
    );
    expect(done.flat()).toEqual(Array.from({ length: pairs * roundsPerPair }, () => 'call and message complete'));

    const dropped = (label: string) => toServer.dropped(label) + toGateway.dropped(label);
    for (const label of ['ACK', 'BYE', 'MESSAGE', ...(goByTcp ? [] : ['INVITE', '200 INVITE'])]) {
      expect(dropped(label), `${label} was dropped at least once`).toBeGreaterThan(0);
    }
    // With its routes and its description no INVITE stays below 1300 bytes, and its responses come by the same way.
    const datagrams = [toServer, toGateway].map((relay) => relay.counts.seen.get('INVITE') ?? 0);
    if (goByTcp) expect(datagrams, 'every INVITE went by TCP').toEqual([0, 0]);

    await Promise.all(phones.map(({ agent }) => agent.stop()));
    await Promise.all([gateway.stop(), server.stop()]);
    await Promise.all([toServer.close(), toGateway.close()]);
  });
}

/** Calls, hangs up and writes, one after the other; says how each round went. */
async function rounds(caller: NodePhone | undefined, callee: NodePhone | undefined, name = ''): Promise<string[]> {
  if (caller === undefined || callee === undefined) throw new Error('a pair has two phones');
  const outcomes: string[] = [];
  for (let round = 0; round < roundsPerPair; round += 1) {
    outcomes.push(
      await oneRound(caller, callee, name, round).catch((error: unknown) => `${name} ${round}: ${String(error)}`),
    );
  }
  return outcomes;
}

async function oneRound(caller: NodePhone, callee: NodePhone, name: string, round: number): Promise<string> {
  // A large INVITE and a small one in turn.
  const isLarge = round % 2 === 0;
  const call = caller.agent.call(addressOf(name), { media: { audio: true, video: isLarge } });
  await reached(call, 'confirmed', limitMs);
  const answered = callee.calls[round];
  if (answered === undefined) throw new Error('confirmed, but the callee knows of no call');
  await reached(answered, 'confirmed', limitMs);
  call.hangUp();
  await reached(answered, 'terminated', limitMs);

  const text = `message ${round}`;
  const outcome = await caller.agent.sendMessage(addressOf(name), { contentType: 'text/plain', body: text });
  if (outcome.kind !== 'delivered') throw new Error(JSON.stringify(outcome));
  const copies = callee.messages.filter((each) => each === text).length;
  if (copies !== 1) throw new Error(`${copies} copies arrived`);
  return 'call and message complete';
}
