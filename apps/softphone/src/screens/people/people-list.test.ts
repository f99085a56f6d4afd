import { chatFixtures, rosterFixture } from '@sidetone/phone/fixtures';
import { expect, test } from 'vitest';
import { peopleList } from './people-list.ts';

const names = (people: readonly { displayName: string }[]) => people.map(({ displayName }) => displayName);
const chats = Object.fromEntries(Object.values(chatFixtures).map((chat) => [chat.aor, chat]));

test('people who are around come first, then by name', () => {
  expect(names(peopleList(rosterFixture, {}, '').buddies)).toEqual([
    'Bob Brown',
    'Carol "CC" Clark',
    'Dávid Dénes',
    'erin',
    'Frank with a rather long name that has to be cut somewhere',
    'Grace Green',
  ]);
});

test('whoever wrote without being in the list is listed after it, unless nothing was said', () => {
  const { buddies, others } = peopleList([], chats, '');
  expect(buddies).toEqual([]);
  expect(names(others)).toEqual(['Bob Brown', 'Carol "CC" Clark']);
  expect(others[1]).toMatchObject({ unread: 2, lastMessage: { text: 'Call me when you are back.' } });
});

test.each([
  ['BOB', ['Bob Brown']],
  ['elsewhere', ['erin']],
  ['  grace ', ['Grace Green']],
  ['nobody', []],
])('the filter %j finds %j', (filter, expected) => {
  expect(names(peopleList(rosterFixture, chats, filter).buddies)).toEqual(expected);
});
