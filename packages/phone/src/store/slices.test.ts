import { testRuntime, VirtualNetwork } from '@sidetone/testkit';
import { expect, test } from 'vitest';
import { callFixtures } from '../fixtures/call-fixtures.ts';
import { stateFixtures } from '../fixtures/state-fixtures.ts';
import { sentence } from '../outcomes/sentence.ts';
import { selectActiveCall, selectRingingCall, selectUnreadTotal } from '../state/selectors.ts';
import { CallsSlice } from './calls-slice.ts';
import { ChatsSlice, LONGEST_CHAT } from './chats-slice.ts';
import { NoticesSlice } from './notices-slice.ts';
import { createPhoneStore } from './phone-store.ts';

test('a new call takes the place of ended ones and leaves the others', () => {
  const store = createPhoneStore();
  const calls = new CallsSlice(store);
  calls.add({ ...callFixtures.busy, id: 'ended' });
  calls.add({ ...callFixtures.talkingAudio, id: 'live' });
  calls.add({ ...callFixtures.ringingHere, id: 'new' });
  expect(store.getState().calls.map(({ id }) => id)).toEqual(['live', 'new']);
  expect(selectActiveCall(store.getState())?.id).toBe('live');
  expect(selectRingingCall(store.getState())?.id).toBe('new');
});

test('a chat keeps its newest messages', () => {
  const store = createPhoneStore();
  const chats = new ChatsSlice(store);
  chats.open('sip:bob@x', 'Bob');
  for (let i = 0; i < LONGEST_CHAT + 3; i += 1) {
    chats.add('sip:bob@x', { direction: 'incoming', id: `m${i}`, at: i, text: 'x' });
  }
  expect(chats.get('sip:bob@x')?.messages.length).toBe(LONGEST_CHAT);
  expect(chats.get('sip:bob@x')?.messages[0]?.id).toBe('m3');
  expect(selectUnreadTotal(store.getState())).toBe(LONGEST_CHAT + 3);
});

test('what is not there changes nothing', () => {
  const store = createPhoneStore();
  const before = store.getState();
  const chats = new ChatsSlice(store);
  chats.markRead('sip:nobody@x');
  chats.setDelivery('sip:nobody@x', 'm', { kind: 'sending' });
  chats.add('__proto__', { direction: 'incoming', id: 'm', at: 0, text: 'x' });
  expect(chats.get('constructor')).toBeUndefined();
  expect(store.getState()).toEqual(before);
});

test('the same notice about the same person stands once, with its newest time', async () => {
  const net = new VirtualNetwork();
  const store = createPhoneStore();
  const notices = new NoticesSlice(store, testRuntime(net));
  const missed = sentence('notice.missed-call', { name: 'Bob' });
  notices.add('info', missed, 'sip:bob@x');
  await net.clock.advance(5_000);
  notices.add('info', sentence('notice.missed-call', { name: 'Carol' }), 'sip:carol@x');
  notices.add('info', missed, 'sip:bob@x');
  const times = store.getState().notices.map(({ about, at }) => [about, at - net.clock.epoch()]);
  expect(times).toEqual([
    ['sip:carol@x', 0],
    ['sip:bob@x', 0],
  ]);
});

test.each(Object.entries(stateFixtures))('the fixture %s is plain data', (_name, state) => {
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
});
