import { describe, expect, test } from 'vitest';
import { FlowTokens, kindOf } from './flow-token.ts';

const secret = new Uint8Array(32).fill(7);
const alice = { addressOfRecord: 'sip:alice@atlanta.test', instance: '<urn:uuid:1>', regId: 1 };

describe('flow tokens', () => {
  const tokens = new FlowTokens(secret);

  test('are the same after a restart with the same secret', () => {
    expect(new FlowTokens(secret).forRegistration(alice)).toBe(tokens.forRegistration(alice));
  });

  test.each([
    { ...alice, addressOfRecord: 'sip:bob@atlanta.test' },
    { ...alice, instance: '<urn:uuid:2>' },
    { ...alice, regId: 2 },
    { ...alice, regId: undefined },
  ])('differ with every part of the name', (other) => {
    expect(tokens.forRegistration(other)).not.toBe(tokens.forRegistration(alice));
  });

  test('tell their kind', () => {
    expect(kindOf(tokens.forRegistration(alice))).toBe('outbound');
    expect(kindOf(tokens.forRegistration({ ...alice, regId: undefined }))).toBe('instance');
    expect(kindOf(tokens.forConnection('1'))).toBe('connection');
  });

  test('are recognised, and forgeries are not', () => {
    const token = tokens.forRegistration(alice);
    expect(tokens.isOurs(token)).toBe(true);
    expect(new FlowTokens(new Uint8Array(32).fill(8)).isOurs(token)).toBe(false);
    for (let at = 0; at < token.length; at++) {
      const flipped = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect({ flipped, isOurs: tokens.isOurs(flipped) }).toEqual({ flipped, isOurs: false });
    }
    for (const text of ['', 'o', `${token}A`, token.slice(1), ' '.repeat(29)]) expect(tokens.isOurs(text)).toBe(false);
  });

  test('a signature holds for one token in one dialog', () => {
    const token = tokens.forRegistration(alice);
    const signature = tokens.signDialog(token, 'call-1');
    expect(tokens.isDialogSignature(signature, token, 'call-1')).toBe(true);
    expect(tokens.isDialogSignature(signature, token, 'call-2')).toBe(false);
    expect(tokens.isDialogSignature(signature, tokens.forConnection('x'), 'call-1')).toBe(false);
    expect(tokens.isDialogSignature('', token, 'call-1')).toBe(false);
  });

  test('a short secret is refused', () => {
    expect(() => new FlowTokens(new Uint8Array(8))).toThrow(RangeError);
  });
});
