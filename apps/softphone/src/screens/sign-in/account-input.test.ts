import { expect, test } from 'vitest';
import { accountInput } from './account-input.ts';

const empty = { user: '', password: '', domain: '', displayName: '', url: '' };

test('empty fields are left to their defaults', () => {
  expect(accountInput({ ...empty, user: ' alice ', password: ' p ' })).toEqual({ user: 'alice', password: ' p ' });
});

test('a whole address as name decides the domain', () => {
  expect(accountInput({ ...empty, user: 'sip:alice@example.com', domain: 'localhost' })).toEqual({
    user: 'alice',
    domain: 'example.com',
    password: '',
  });
});

test('server and display name are passed on', () => {
  const fields = { user: 'a', password: 'b', domain: 'c.example', displayName: ' Al ', url: ' wss://c.example/sip ' };
  expect(accountInput(fields)).toEqual({
    user: 'a',
    password: 'b',
    domain: 'c.example',
    displayName: 'Al',
    url: 'wss://c.example/sip',
  });
});
