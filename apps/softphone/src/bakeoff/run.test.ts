import type { Role } from '@sidetone/bakeoff';
import { createResponse, parseMessage, type SipRequest, type SipResponse } from '@sidetone/sip';
import { testRuntime, VirtualNetwork } from '@sidetone/testkit';
import { expect, test } from 'vitest';
import { createBakeoff, type Run } from './run.ts';
import { type Settings, WEB_ROLES } from './settings.ts';

const ADDRESS = { host: '198.51.100.1', port: 80 };
const settings: Settings = {
  url: `ws://${ADDRESS.host}/sip`,
  domain: 'biloxi.test',
  accounts: [{ user: 'alice', password: 'secret' }],
  roles: WEB_ROLES,
  filter: 'registrar/refuses-',
};

/** A page on a virtual network; `answer` is what the target says to a request, if it is there at all. */
function stand(answer?: (request: SipRequest) => SipResponse | undefined) {
  const net = new VirtualNetwork();
  if (answer !== undefined) {
    net.attach('target', ADDRESS, 'WS').start({
      onWire: (wire, flow) => {
        const parsed = parseMessage(wire);
        if (!parsed.ok || parsed.value.kind !== 'request' || parsed.value.method === 'ACK') return;
        const response = answer(parsed.value);
        if (response !== undefined) flow.send(response.toWire());
      },
      onFlowClosed: () => undefined,
    });
  }
  const runtime = testRuntime(net, 7);
  let ends = 0;
  const controller = createBakeoff({
    runtime,
    origin: 'http://phone.test',
    venue: () => ({
      runtime,
      protocols: ['WS'],
      open: (protocol, end) => {
        ends += 1;
        return Promise.resolve(net.attach(end, { host: `192.0.2.${ends}`, port: 5060 }, protocol));
      },
    }),
  });
  /** Waits for a state of the run. */
  const until = async (fits: (run: Run) => boolean): Promise<Run> => {
    await net.run(
      () =>
        new Promise<void>((resolve) => {
          const look = (run: Run): void => {
            if (fits(run)) resolve();
          };
          controller.store.subscribe(look);
          look(controller.store.getState());
        }),
    );
    return controller.store.getState();
  };
  return { controller, until };
}

const ok = (request: SipRequest): SipResponse => createResponse(request, 200, undefined, 'tag');
const isOver = ({ kind }: Run): boolean => kind === 'done' || kind === 'refused';

test('a run gives a result for every scenario, with the sentences that it is about', async () => {
  const { controller, until } = stand(ok);
  controller.start(settings);
  const run = await until(isOver);
  if (run.kind !== 'done') throw new Error(run.kind);
  expect(run.results.length).toBe(run.total);
  expect(run.report.scenarios.length).toBe(run.total);
  // Who takes everything fails where something has to be refused.
  const [failed] = run.results.filter(({ verdict }) => verdict === 'fail');
  expect(failed?.why[0]).toMatch(/^RFC 3261 §/);
  expect(failed?.requirements.some(({ outcome, asks }) => outcome === 'fails' && asks !== '')).toBe(true);
});

test('somebody who does not answer, or refuses the password, or is not there at all', async () => {
  const silent = stand(() => undefined);
  silent.controller.start(settings);
  expect(await silent.until(isOver)).toMatchObject({ problem: { kind: 'silent' } });

  const strict = stand((request) => createResponse(request, 403, undefined, 'tag'));
  strict.controller.start(settings);
  expect(await strict.until(isOver)).toMatchObject({ problem: { kind: 'wrong-password', user: 'alice' } });

  const nobody = stand();
  nobody.controller.start(settings);
  expect(await nobody.until(isOver)).toMatchObject({ problem: { kind: 'unreachable' } });
});

test.each<[string, Partial<Settings>]>([
  ['no-scenario', { filter: 'there is nothing like this' }],
  ['no-scenario', { roles: [] as readonly Role[] }],
  ['no-domain', { domain: '' }],
])('%s: nothing is sent', (kind, part) => {
  const { controller } = stand(() => {
    throw new Error('something was sent');
  });
  controller.start({ ...settings, ...part });
  expect(controller.store.getState()).toMatchObject({ kind: 'refused', problem: { kind } });
});

test('Stop ends it: what was found stays, what was not begun is no result', async () => {
  const { controller, until } = stand(ok);
  const kinds = new Set<string>();
  controller.store.subscribe((run) => {
    kinds.add(run.kind);
    if (run.kind === 'running' && run.done === 2) controller.stop();
  });
  controller.start(settings);
  const run = await until(isOver);
  if (run.kind !== 'done') throw new Error(run.kind);
  expect([...kinds]).toEqual(['checking', 'running', 'stopping', 'done']);
  expect(run.results.length).toBeLessThan(run.total);
  // The report has them all, and says why.
  expect(run.report.scenarios.length).toBe(run.total);
});

test('Stop while the target is asked: nothing has begun', () => {
  const { controller } = stand(ok);
  controller.start(settings);
  expect(controller.store.getState().kind).toBe('checking');
  controller.stop();
  expect(controller.store.getState().kind).toBe('none');
});
