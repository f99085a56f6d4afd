import { VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { runBakeoff, type BakeoffReport } from '../src/runner/run-bakeoff.ts';
import { SCENARIOS } from '../src/scenarios/index.ts';
import { scenario, type Scenario } from '../src/scenario/scenario.ts';
import type { Target } from '../src/scenario/target.ts';
import { DOMAIN, TARGET_ADDRESS, virtualVenue } from './houses/house.ts';
import { userAgentHouse } from './houses/user-agent-house.ts';

const answering = Array.from({ length: 6 }, () =>
  SCENARIOS.find(({ role, protocols }) => role === 'answering' && protocols === undefined)!,
);

/** A target at which something else than SIP may happen. */
function strange(net: VirtualNetwork, behave?: (wire: string) => readonly string[]): Target {
  const transport = net.attach('target', TARGET_ADDRESS);
  transport.start({
    onWire: (wire, flow) => {
      for (const answer of behave?.(wire) ?? []) flow.send(answer);
    },
    onFlowClosed: () => undefined,
  });
  return {
    name: 'a stranger',
    roles: ['answering'],
    address: (protocol) => (protocol === 'UDP' ? TARGET_ADDRESS : undefined),
    uri: `sip:${TARGET_ADDRESS.host}`,
    domain: DOMAIN,
    accounts: [],
    operator: {},
  };
}

async function run(net: VirtualNetwork, target: Target, scenarios: readonly Scenario[]): Promise<BakeoffReport> {
  let report: BakeoffReport | undefined;
  await net.run(async () => {
    report = await runBakeoff(virtualVenue(net), target, { scenarios, rules: [], protocols: ['UDP'] });
  });
  if (report === undefined) throw new Error('no report');
  return report;
}

const kinds = ({ scenarios }: BakeoffReport): string[] => scenarios.map(({ verdict }) => verdict.kind);

describe('a target that is no SIP element ends no run', () => {
  test('it hangs: nothing passes, and after some scenarios it is asked no more', async () => {
    const net = new VirtualNetwork();
    const report = await run(net, strange(net), answering);
    expect(kinds(report)).not.toContain('pass');
    expect(report.scenarios.at(-1)?.verdict).toEqual({ kind: 'inconclusive', why: 'the target says nothing any more' });
    expect(report.scenarios.at(-1)?.trace).toEqual([]);
  });

  test('it sends garbage', async () => {
    const net = new VirtualNetwork();
    const report = await run(
      net,
      strange(net, () => ['\u0000\u0001', 'SIP/2.0 abc\r\n\r\n', 'x'.repeat(5_000)]),
      answering,
    );
    expect(kinds(report)).not.toContain('pass');
    expect(report.scenarios[0]?.trace.some(({ problem }) => problem !== undefined)).toBe(true);
  });

  test('STUN on the same port is no message', async () => {
    const net = new VirtualNetwork();
    const stun = `\u0000\u0001\u0000\u0000\u0021\u0012\u00a4\u0042${'x'.repeat(12)}`;
    const report = await run(
      net,
      strange(net, () => [stun]),
      answering.slice(0, 1),
    );
    expect(report.scenarios[0]?.trace.some(({ problem }) => problem !== undefined)).toBe(false);
  });

  test('it floods: the scenario is over at once', async () => {
    const net = new VirtualNetwork();
    const flood = Array.from({ length: 6_000 }, (_, index) => `SIP/2.0 100 Trying\r\nCSeq: ${index} INVITE\r\n\r\n`);
    const report = await run(
      net,
      strange(net, () => flood),
      answering.slice(0, 1),
    );
    expect(report.scenarios[0]?.verdict).toEqual({
      kind: 'inconclusive',
      why: 'the target sent more messages than a scenario can hold',
    });
  });
});

test('a script with a mistake is inconclusive, and says where', async () => {
  const net = new VirtualNetwork();
  const mistaken = scenario({
    id: 'answering/mistaken',
    title: 'is wrong itself',
    role: 'answering',
    judges: {},
    run: () => Promise.reject(new TypeError('no such thing')),
  });
  const { verdict } = (await run(net, strange(net), [mistaken])).scenarios[0]!;
  expect(verdict.kind === 'inconclusive' && verdict.why).toMatch(
    /the scenario itself has a defect: TypeError: no such thing/,
  );
});

test('a script that never ends is ended', async () => {
  const net = new VirtualNetwork();
  const endless = scenario({
    id: 'answering/endless',
    title: 'never ends',
    role: 'answering',
    judges: {},
    limitMs: 5_000,
    run: () => new Promise(() => undefined),
  });
  const { verdict } = (await run(net, strange(net), [endless])).scenarios[0]!;
  expect(verdict).toEqual({ kind: 'inconclusive', why: 'it was not over after 5 s' });
});

test('an operator who never comes to an end, and a target that never stops asking, end no run', async () => {
  const net = new VirtualNetwork();
  const target = strange(net);
  const operator = { register: () => undefined, unregister: () => new Promise<void>(() => undefined) };
  const registered = scenario({
    id: 'registrant/for-ever',
    title: 'stays registered',
    role: 'registrant',
    judges: {},
    run: async (stage) => {
      const alice = await stage.end('alice');
      await stage.operate('register', alice.contact);
    },
  });
  const report = await run(net, { ...target, operator }, [registered, registered]);
  expect(kinds(report)).toEqual(['pass', 'pass']);
});

test('what another protocol is needed for is not applicable', async () => {
  const net = new VirtualNetwork();
  const [first] = answering;
  const report = await run(net, strange(net), [{ ...first!, protocols: ['TCP'] }]);
  expect(report.scenarios[0]?.verdict).toEqual({ kind: 'not applicable', why: 'the target is not reached over TCP' });
});

test('a failed scenario leaves no call behind', async () => {
  const house = userAgentHouse();
  const careless = scenario({
    id: 'answering/careless',
    title: 'leaves a call that rings, one that stands, and one that was never acknowledged',
    role: 'answering',
    judges: {},
    run: async (stage) => {
      const alice = await stage.end('alice');
      await stage.operate('whenCalled', 'ring');
      const ringing = alice.send(alice.request('INVITE', stage.target.uri, { body: ['application/sdp', alice.sdp()] }));
      await alice.response(ringing, 180);
      await stage.operate('whenCalled', 'answer');
      const answered = alice.send(
        alice.request('INVITE', stage.target.uri, { body: ['application/sdp', alice.sdp()] }),
      );
      await alice.response(answered, 200);
      throw new Error('and stops');
    },
  });
  await house.net.run(async () => {
    await runBakeoff(house.venue, house.target, { scenarios: [careless], rules: [], protocols: ['UDP'] });
  });
  await expect(house.expectIdle()).resolves.toBeUndefined();
});
