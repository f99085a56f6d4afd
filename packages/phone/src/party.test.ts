import { nameAddr, parseUri, type Uri } from '@sidetone/sip';
import { expect, test } from 'vitest';
import { cleanName, partyOf } from './party.ts';

function uri(text: string): Uri {
  const parsed = parseUri(text);
  if (!parsed.ok) throw new Error(parsed.error.reason);
  return parsed.value;
}

test.each([
  ['sip:bob@example.com', 'Bob Brown', 'sip:bob@example.com', 'Bob Brown'],
  ['sip:bob@Example.com;transport=ws', undefined, 'sip:bob@example.com', 'bob'],
  ['sip:d%C3%A1vid@example.com', '', 'sip:d%C3%A1vid@example.com', 'dávid'],
  ['sip:example.com', undefined, 'sip:example.com', 'example.com'],
  ['tel:+49-30-1', undefined, 'tel:+49301', '+49-30-1'],
])('%s called %s', (address, name, aor, displayName) => {
  expect(partyOf(nameAddr(uri(address), name))).toEqual({ aor, displayName });
});

test('a name cannot break lines, turn text around, or fill the screen', () => {
  expect(cleanName('Bob\r\nAlice\u202Ebob\u200B\u0000')).toBe('Bob Alice bob');
  expect(cleanName('x'.repeat(500))).toHaveLength(101);
});
