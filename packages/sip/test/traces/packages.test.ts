import {
  callCompletionPackage,
  conferencePackage,
  CONFERENCE_INFO_TYPE,
  type ConferenceInfo,
  dialogPackage,
  DIALOG_INFO_TYPE,
  type DialogInfo,
  type EventPackage,
  eventPackages,
  MESSAGE_SUMMARY_TYPE,
  type Notification,
  PIDF_TYPE,
  referPackage,
  regPackage,
  REG_INFO_TYPE,
  type RegInfo,
  type RegInfoContact,
  type SipRequest,
  WATCHER_INFO_TYPE,
  watcherInfoPackage,
  type WatcherInfo,
  writeConferenceInfo,
  writeDialogInfo,
  writeRegInfo,
  writeWatcherInfo,
} from '@sidetone/sip';
import { VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { pair, phone, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

/** Alice is subscribed to a package; the notifier sends documents. */
async function subscribed<T>(event: EventPackage<T>, contentType: string) {
  const net = new VirtualNetwork();
  const notifier = new ScriptedEnd(net, 'notifier');
  const alice = phone(net, 'alice', { towards: 'notifier' });
  const subscription = alice.agent.subscribe(uri('sip:bob@biloxi.test'), { event });
  const told: Notification<T>[] = [];
  subscription.on('notify', (notification) => told.push(notification));
  await net.settle();
  const subscribe = notifier.last('SUBSCRIBE');
  notifier.onRequest = (request) => void notifier.respond(request, 200);
  notifier.respond(subscribe, 200);
  let count = 0;
  const tell = async (body: string, tag = 'notifier'): Promise<T | undefined> => {
    count += 1;
    const edit = (request: SipRequest): void => {
      request.addRaw('Event', event.name);
      request.addRaw('Subscription-State', 'active;expires=3000');
      request.setBody(contentType, body);
    };
    notifier.inDialog('NOTIFY', subscribe, count, edit, tag);
    await net.settle();
    return told.at(-1)?.value;
  };
  /** How often the full state was asked for. */
  const refreshes = (): number => notifier.all('SUBSCRIBE').length - 1;
  return { net, notifier, subscription, subscribe, told, tell, refreshes };
}

test.each([
  ['presence', 3600, 5000, 'one'],
  ['presence.winfo', 3600, 5000, 'one'],
  ['dialog', 3600, 1000, 'all'],
  ['reg', 3761, 5000, 'one'],
  ['message-summary', 3600, 1000, 'all'],
  ['refer', 180, 0, 'one'],
  ['conference', 3600, 5000, 'one'],
  ['call-completion', 3600, 0, 'all'],
])('%s is known by its name (RFC 6665 §5.4)', async (name, expiresSec, intervalMs, forks) => {
  const known = eventPackages.find((one) => one.name === name)!;
  expect([known.defaultExpiresSec, known.minIntervalMs ?? 0, known.forks ?? 'one']).toEqual([
    expiresSec,
    intervalMs,
    forks,
  ]);
  const net = new VirtualNetwork();
  const notifier = new ScriptedEnd(net, 'notifier');
  const alice = phone(net, 'alice', { towards: 'notifier', eventPackages });
  alice.agent.subscribe(uri('sip:bob@biloxi.test'), { event: name });
  await net.settle();
  const request = notifier.last('SUBSCRIBE');
  expect([request.raw('Event'), request.raw('Expires'), request.raw('Accept')]).toEqual([
    name,
    String(expiresSec),
    known.contentTypes.join(', '),
  ]);
});

describe('dialog (RFC 4235)', () => {
  type Row = [id: string, kind: DialogInfo['dialogs'][number]['state']['kind']];
  const write = (version: number, state: 'full' | 'partial', ...rows: Row[]): string =>
    writeDialogInfo({
      version,
      state,
      entity: 'sip:bob@biloxi.test',
      dialogs: rows.map(([id, kind]) => ({ id, state: { kind } })),
    });
  const rowsOf = (info: DialogInfo | undefined): Row[] | undefined =>
    info?.dialogs.map(({ id, state }) => [id, state.kind]);

  test('partial documents are put together; who has ended is told once (§4.3)', async () => {
    const { tell, told, refreshes } = await subscribed(dialogPackage, DIALOG_INFO_TYPE);
    expect(rowsOf(await tell(write(0, 'full', ['a', 'confirmed'])))).toEqual([['a', 'confirmed']]);
    expect(rowsOf(await tell(write(1, 'partial', ['b', 'early'])))).toEqual([
      ['a', 'confirmed'],
      ['b', 'early'],
    ]);
    expect(rowsOf(await tell(write(2, 'partial', ['a', 'terminated'])))).toEqual([
      ['a', 'terminated'],
      ['b', 'early'],
    ]);
    expect(rowsOf(await tell(write(3, 'partial', ['b', 'confirmed'])))).toEqual([['b', 'confirmed']]);
    // The body stays as it came.
    expect(told.at(-1)?.body).toBe(write(3, 'partial', ['b', 'confirmed']));
    expect(refreshes()).toBe(0);
  });

  test('a document was missed: the full state is asked for (§4.3)', async () => {
    const { tell, refreshes } = await subscribed(dialogPackage, DIALOG_INFO_TYPE);
    await tell(write(0, 'full', ['a', 'confirmed']));
    expect(rowsOf(await tell(write(2, 'partial', ['c', 'early'])))).toEqual([
      ['a', 'confirmed'],
      ['c', 'early'],
    ]);
    expect(refreshes()).toBe(1);
    expect(rowsOf(await tell(write(3, 'full', ['c', 'confirmed'])))).toEqual([['c', 'confirmed']]);
    expect(refreshes()).toBe(1);
  });

  test('a partial one to begin with: the full state is asked for', async () => {
    const { tell, refreshes } = await subscribed(dialogPackage, DIALOG_INFO_TYPE);
    await tell(write(7, 'partial', ['a', 'confirmed']));
    expect(refreshes()).toBe(1);
  });

  test('an older document is passed over (§4.3)', async () => {
    const { tell, refreshes } = await subscribed(dialogPackage, DIALOG_INFO_TYPE);
    await tell(write(5, 'full', ['a', 'confirmed']));
    expect(rowsOf(await tell(write(4, 'full')))).toEqual([['a', 'confirmed']]);
    expect(rowsOf(await tell(write(5, 'partial', ['a', 'terminated'])))).toEqual([['a', 'confirmed']]);
    expect(refreshes()).toBe(0);
  });

  test('each device counts for itself (§3.9)', async () => {
    const { tell, told, refreshes } = await subscribed(dialogPackage, DIALOG_INFO_TYPE);
    await tell(write(0, 'full', ['a', 'confirmed']));
    expect(rowsOf(await tell(write(0, 'full', ['b', 'early']), 'another'))).toEqual([['b', 'early']]);
    expect(rowsOf(await tell(write(1, 'partial', ['a', 'terminated'])))).toEqual([['a', 'terminated']]);
    expect(told.map(({ notifier }) => notifier)).toEqual(['notifier', 'another', 'notifier']);
    expect(refreshes()).toBe(0);
  });

  test('a body that cannot be read is told as it is, with the reason', async () => {
    const { tell, told, subscription } = await subscribed(dialogPackage, DIALOG_INFO_TYPE);
    expect(await tell('<dialog-info/>')).toBeUndefined();
    expect(told[0]).toMatchObject({ body: '<dialog-info/>', value: undefined });
    expect(told[0]?.problem).not.toBeUndefined();
    expect(subscription.state.kind).toBe('active');
  });
});

test('presence.winfo: watchers are put together by resource and id (RFC 3858 §3.5)', async () => {
  const { tell, refreshes } = await subscribed(watcherInfoPackage('presence'), WATCHER_INFO_TYPE);
  const write = (version: number, state: 'full' | 'partial', ...ids: string[]): string =>
    writeWatcherInfo({
      version,
      state,
      lists: [
        {
          resource: 'sip:bob@biloxi.test',
          package: 'presence',
          watchers: ids.map((id) => ({
            id,
            uri: `sip:${id}@atlanta.test`,
            status: id.startsWith('x') ? 'terminated' : 'active',
            event: 'subscribe',
          })),
        },
      ],
    });
  const idsOf = (info: WatcherInfo | undefined) => info?.lists.map(({ watchers }) => watchers.map(({ id }) => id));
  await tell(write(0, 'full', 'a', 'x1'));
  expect(idsOf(await tell(write(1, 'partial', 'b')))).toEqual([['a', 'b']]);
  expect(refreshes()).toBe(0);
  await tell(write(3, 'partial', 'c'));
  expect(refreshes()).toBe(1);
});

test('reg: contacts are put together by registration and id (RFC 3680 §5.2)', async () => {
  const { tell, refreshes } = await subscribed(regPackage, REG_INFO_TYPE);
  const contact = (id: string, state: RegInfoContact['state']): RegInfoContact => ({
    id,
    state,
    event: 'registered',
    uri: `sip:${id}@10.0.0.9`,
    unknownParams: [],
  });
  const write = (version: number, state: RegInfo['state'], ...contacts: RegInfoContact[]): string =>
    writeRegInfo({
      version,
      state,
      registrations: [{ aor: 'sip:bob@biloxi.test', id: 'r', state: 'active', contacts }],
    });
  const idsOf = (info: RegInfo | undefined) => info?.registrations.map(({ contacts }) => contacts.map(({ id }) => id));
  await tell(write(0, 'full', contact('1', 'active')));
  expect(idsOf(await tell(write(1, 'partial', contact('2', 'active'), contact('1', 'terminated'))))).toEqual([
    ['1', '2'],
  ]);
  expect(idsOf(await tell(write(2, 'partial', contact('3', 'active'))))).toEqual([['2', '3']]);
  expect(refreshes()).toBe(0);
});

describe('conference (RFC 4575 §4.6)', () => {
  const ENTITY = 'sip:conf@biloxi.test';
  const usersOf = (info: ConferenceInfo | undefined) => info?.users?.list.map(({ entity, state }) => [entity, state]);

  test('users come, change and go', async () => {
    const { tell, refreshes } = await subscribed(conferencePackage, CONFERENCE_INFO_TYPE);
    const write = (info: Omit<ConferenceInfo, 'entity'>): string => writeConferenceInfo({ entity: ENTITY, ...info });
    await tell(
      write({
        state: 'full',
        version: 1,
        status: { userCount: 2 },
        users: {
          list: [
            {
              entity: 'sip:a@x.test',
              displayText: 'A',
              endpoints: [{ entity: 'sip:a@1.test', media: [{ id: '1', type: 'audio', status: 'sendrecv' }] }],
            },
            { entity: 'sip:b@x.test', endpoints: [] },
          ],
        },
      }),
    );
    const changed = await tell(
      write({
        state: 'partial',
        version: 2,
        users: {
          state: 'partial',
          list: [
            {
              entity: 'sip:a@x.test',
              state: 'partial',
              endpoints: [
                {
                  entity: 'sip:a@1.test',
                  state: 'partial',
                  media: [{ id: '1', state: 'partial', status: 'recvonly' }],
                },
              ],
            },
            { entity: 'sip:b@x.test', state: 'deleted', endpoints: [] },
          ],
        },
      }),
    );
    expect(changed?.status).toEqual({ userCount: 2 });
    expect(changed?.users?.list[0]).toMatchObject({
      displayText: 'A',
      endpoints: [{ media: [{ id: '1', type: 'audio', status: 'recvonly' }] }],
    });
    expect(usersOf(changed)).toEqual([
      ['sip:a@x.test', 'partial'],
      ['sip:b@x.test', 'deleted'],
    ]);
    const later = await tell(
      write({
        state: 'partial',
        version: 3,
        users: { state: 'partial', list: [{ entity: 'sip:c@x.test', endpoints: [] }] },
      }),
    );
    expect(usersOf(later)?.map(([entity]) => entity)).toEqual(['sip:a@x.test', 'sip:c@x.test']);
    expect(refreshes()).toBe(0);
    await tell(write({ state: 'partial', version: 5, status: { userCount: 9 } }));
    expect(refreshes()).toBe(1);
  });
});

test('refer: the start of a response (RFC 3515 §2.4.5)', async () => {
  const { tell } = await subscribed(referPackage, 'message/sipfrag;version=2.0');
  expect((await tell('SIP/2.0 180 Ringing\r\n'))?.start).toEqual({ kind: 'status', status: 180, phrase: 'Ringing' });
});

test('call-completion: when to call (RFC 6910 §10)', async () => {
  const { tell } = await subscribed(callCompletionPackage, 'application/call-completion');
  expect(await tell('cc-state: ready\r\ncc-URI: sip:bob@biloxi.test\r\n')).toEqual({
    state: 'ready',
    isRetained: false,
    uri: 'sip:bob@biloxi.test',
  });
});

describe('two user agents that know the packages', () => {
  test('call-completion: a refresh does not prolong the place in the queue (RFC 6910 §9.7)', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net, { eventPackages });
    const subscription = alice.agent.subscribe(bob.uri, { event: callCompletionPackage });
    const ended: number[] = [];
    bob.agent.serve(callCompletionPackage, (incoming) => {
      const watcher = incoming.accept();
      watcher.notify('application/call-completion', 'cc-state: queued\r\n');
      watcher.on('changed', ({ kind }) => {
        if (kind === 'terminated') ended.push(Math.round(net.clock.now() / 1000));
      });
    });
    await net.settle();
    await net.clock.advance(3_590_000);
    const refresh = net.ladder.entries.filter(
      ({ wire }) => wire.startsWith('SIP/2.0 200') && wire.includes('SUBSCRIBE'),
    );
    const granted = refresh.map(({ wire }) => Number(/^Expires: (\d+)/m.exec(wire)?.[1]));
    expect(granted[0]).toBe(3600);
    expect(granted[1]).toBeLessThan(600);
    // What is left is not divided for ever.
    expect(granted.length).toBeLessThan(6);
    expect(ended).toEqual([]);
    await net.clock.advance(11_000);
    expect(ended).toHaveLength(1);
    void subscription.unsubscribe();
    await net.settle();
    await net.expectNothingLeft();
  });

  test('dialogs with numbered documents, full each time', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net, { eventPackages });
    const values: (DialogInfo | undefined)[] = [];
    const subscription = alice.agent.subscribe(bob.uri, { event: dialogPackage });
    subscription.on('notify', ({ value }) => values.push(value));
    let told = (_kind: DialogInfo['dialogs'][number]['state']['kind']): void => undefined;
    bob.agent.serve('dialog', (incoming) => {
      const watcher = incoming.accept();
      told = (kind) =>
        watcher.notify(DIALOG_INFO_TYPE, (version) =>
          writeDialogInfo({
            version,
            state: 'full',
            entity: 'sip:bob@biloxi.test',
            dialogs: [{ id: '1', state: { kind } }],
          }),
        );
      told('early');
    });
    await net.clock.advance(10);
    // At most one in a second (RFC 4235 §3.10).
    told('confirmed');
    told('terminated');
    await net.clock.advance(900);
    expect(values.map((info) => info?.dialogs[0]?.state.kind)).toEqual(['early']);
    await net.clock.advance(200);
    expect(values.map((info) => [info?.version, info?.dialogs[0]?.state.kind])).toEqual([
      [0, 'early'],
      [1, 'terminated'],
    ]);
    subscription.refresh();
    await net.settle();
    expect(values.at(-1)?.version).toBe(2);
  });

  test('406 when the subscriber understands nothing of the package (RFC 6665 §4.1.2.1)', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net, { eventPackages });
    bob.agent.serve('presence', (incoming) => incoming.accept());
    const options = { event: 'presence', accept: [MESSAGE_SUMMARY_TYPE] };
    const subscription = alice.agent.subscribe(bob.uri, options);
    await net.settle();
    expect(subscription.state).toMatchObject({ kind: 'terminated', why: { why: { status: 406 } } });
    const taken = alice.agent.subscribe(bob.uri, { event: 'presence', accept: [PIDF_TYPE, 'text/plain'] });
    await net.clock.advance(10);
    expect(taken.state.kind).toBe('active');
  });
});
