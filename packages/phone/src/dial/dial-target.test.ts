import { formatUri } from '@sidetone/sip';
import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dialTarget } from './dial-target.ts';

function dialled(typed: string): string {
  const target = dialTarget(typed, 'example.com');
  return target.ok ? formatUri(target.value.uri) : target.error.key;
}

describe('what is typed becomes an address', () => {
  test.each([
    ['bob', 'sip:bob@example.com'],
    ['  bob ', 'sip:bob@example.com'],
    ['john.doe', 'sip:john.doe@example.com'],
    ['bob@Other.Example', 'sip:bob@other.example'],
    ['bob@other.example:5070', 'sip:bob@other.example:5070'],
    ['bob@[2001:db8::1]', 'sip:bob@[2001:db8::1]'],
    ['sip:bob@other.example;transport=tcp', 'sip:bob@other.example;transport=tcp'],
    ['SIP:bob@other.example', 'sip:bob@other.example'],
    ['"Bob <B>" <sip:bob@other.example>', 'sip:bob@other.example'],
    ['dávid', 'sip:d%C3%A1vid@example.com'],
    ['1001', 'sip:1001@example.com'],
    ['*97', 'sip:*97@example.com'],
    ['+49 (30) 123-456', 'sip:+4930123456@example.com;user=phone'],
    ['030/123 456', 'sip:030123456@example.com'],
    ['tel:+49-30-123', 'sip:+4930123@example.com;user=phone'],
    ['sip:+49-30-123@example.com', 'sip:+49-30-123@example.com'],
  ])('%s', (typed, uri) => {
    expect(dialled(typed)).toBe(uri);
  });
});

describe('what is no address is explained', () => {
  test.each([
    ['', 'dial.empty'],
    ['   ', 'dial.empty'],
    ['x'.repeat(300), 'dial.too-long'],
    ['bob brown', 'dial.spaces'],
    ['@example.com', 'dial.no-user'],
    ['sip:example.com', 'dial.no-user'],
    ['bob@', 'dial.no-host'],
    ['sip:bob@', 'dial.no-host'],
    ['bob@exa mple', 'dial.spaces'],
    ['bob@exa_mp!le', 'dial.not-an-address'],
    ['sip:', 'dial.not-an-address'],
    ['tel:', 'dial.not-an-address'],
    ['sips:bob@example.com', 'dial.sips'],
    ['https://example.com', 'dial.scheme'],
    ['mailto:bob@example.com', 'dial.scheme'],
  ])('%s', (typed, key) => {
    expect(dialled(typed)).toBe(key);
  });

  test('any text gives an address that can be written and read again, or a sentence', () => {
    assert(
      property(string({ unit: 'grapheme', maxLength: 40 }), (typed) => {
        const target = dialTarget(typed, 'example.com');
        if (!target.ok) return;
        const again = dialTarget(formatUri(target.value.uri), 'example.com');
        expect(again.ok && again.value.aor).toBe(target.value.aor);
      }),
    );
  });
});
