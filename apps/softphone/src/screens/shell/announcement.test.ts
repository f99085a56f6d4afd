import { sentence, type CallSnapshot, type ChatSnapshot, type PhoneState } from '@sidetone/phone';
import { callFixtures, chatFixtures, stateFixtures } from '@sidetone/phone/fixtures';
import { expect, test } from 'vitest';
import { announcements } from './announcement.ts';

const base: PhoneState = { ...stateFixtures.signedIn, calls: [], chats: {} };
const withCalls = (...calls: CallSnapshot[]): PhoneState => ({ ...base, calls });
const withChat = (chat: ChatSnapshot): PhoneState => ({ ...base, chats: { [chat.aor]: chat } });
const { trying, ringingThere, ringingHere, talkingAudio, interrupted, hungUp } = callFixtures;

test('nothing changed, nothing said', () => {
  expect(announcements(base, base, undefined)).toEqual([]);
  expect(announcements(withCalls(trying), withCalls({ ...trying }), undefined)).toEqual([]);
});

test('each state of a call is said once, and its end with the reason', () => {
  expect(announcements(base, withCalls(trying), undefined)).toEqual([{ kind: 'call', call: trying }]);
  expect(announcements(withCalls(trying), withCalls(ringingThere), undefined)).toEqual([
    { kind: 'call', call: ringingThere },
  ]);
  expect(announcements(withCalls(ringingThere), withCalls(talkingAudio), undefined)).toEqual([
    { kind: 'connected', name: 'Bob Brown' },
  ]);
  expect(announcements(withCalls(talkingAudio), withCalls(interrupted), undefined)).toEqual([
    { kind: 'call', call: interrupted },
  ]);
  expect(announcements(withCalls(interrupted), withCalls(hungUp), undefined)).toEqual([
    { kind: 'sentence', sentence: sentence('end.hung-up.remote', { name: 'Bob Brown' }) },
  ]);
});

test('hold, transfers and what went wrong are said when they change', () => {
  const { talkingFair, talkingPoor, held, heldByThem, holdRefused, transferRinging, transferFailed } = callFixtures;
  const said = (before: CallSnapshot, now: CallSnapshot) => announcements(withCalls(before), withCalls(now), undefined);
  expect(said(talkingFair, talkingPoor)).toEqual([]);
  expect(said(talkingFair, heldByThem)).toEqual([{ kind: 'call', call: heldByThem }]);
  expect(said(held, talkingFair)).toEqual([{ kind: 'resumed' }]);
  expect(said(talkingFair, holdRefused)).toEqual([{ kind: 'sentence', sentence: holdRefused.problem }]);
  expect(said(held, transferRinging)).toEqual([
    { kind: 'sentence', sentence: sentence('transfer.ringing', { target: 'Carol "CC" Clark' }) },
  ]);
  expect(said(transferFailed, { ...transferFailed })).toEqual([]);
});

test('a call that rings here is told by its card alone', () => {
  expect(announcements(base, withCalls(ringingHere), undefined)).toEqual([]);
});

test('messages of other chats are read out, those of the open chat by its log', () => {
  const chat = chatFixtures.unread;
  const before = withChat({ ...chat, messages: chat.messages.slice(0, 1) });
  expect(announcements(before, withChat(chat), undefined)).toEqual([
    { kind: 'message', name: chat.displayName, text: 'Call me when you are back.' },
  ]);
  expect(announcements(before, withChat(chat), chat.aor)).toEqual([]);
});

test('what I send myself is not read out', () => {
  expect(announcements(base, withChat({ ...chatFixtures.withBob, messages: [] }), undefined)).toEqual([]);
  const [, mine] = chatFixtures.withBob.messages;
  expect(announcements(base, withChat({ ...chatFixtures.withBob, messages: [mine!] }), undefined)).toEqual([]);
});
