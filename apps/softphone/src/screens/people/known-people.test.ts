import { bob, chatFixtures, erin, rosterFixture } from '@sidetone/phone/fixtures';
import { expect, test } from 'vitest';
import { knownPeople, targetOf } from './known-people.ts';

test('everybody of the list and of the chats, each once, by name', () => {
  const stranger = { ...chatFixtures.unread, aor: 'sip:zoe@elsewhere.example', displayName: 'Zoe' };
  const chats = { [bob.aor]: { ...chatFixtures.withBob, displayName: 'Bobby' }, [stranger.aor]: stranger };
  const people = knownPeople(rosterFixture, chats);
  expect(people.map(({ displayName }) => displayName)).toEqual([
    'Bob Brown',
    'Carol "CC" Clark',
    'Dávid Dénes',
    'erin',
    'Frank with a rather long name that has to be cut somewhere',
    'Grace Green',
    'Zoe',
  ]);
});

test.each([
  ['bob brown ', bob.aor],
  ['erin', erin.aor],
  ['bob', 'bob'],
  ['sip:x@y.example', 'sip:x@y.example'],
])('%j is meant for %j', (typed, target) => {
  expect(targetOf(typed, knownPeople(rosterFixture, {}))).toBe(target);
});

test('a name that two people have is not guessed at', () => {
  const twins = [bob, { aor: 'sip:other@example.com', displayName: 'Bob Brown' }];
  expect(targetOf('Bob Brown', twins)).toBe('Bob Brown');
});
