import { describe, expect, test } from 'vitest';
import { answeredDirection, offeredDirection, outgoingState } from './media-direction.ts';

describe('an offer', () => {
  // RFC 3264 §5.1 and §8.4.
  test.each([
    [true, false, null, 'sendrecv'],
    [false, false, null, 'recvonly'],
    [true, false, 'recvonly', 'sendrecv'],
    [true, false, 'inactive', 'sendrecv'],
    [false, false, 'inactive', 'recvonly'],
    [true, true, null, 'sendonly'],
    [true, true, 'sendrecv', 'sendonly'],
    [true, true, 'sendonly', 'sendonly'],
    [true, true, 'recvonly', 'inactive'],
    [true, true, 'inactive', 'inactive'],
    [false, true, 'sendrecv', 'inactive'],
  ] as const)('sends %s, holds %s, is %s: %s', (sends, holds, now, direction) => {
    expect(offeredDirection({ sends, holds }, now)).toBe(direction);
  });
});

describe('an answer says at most', () => {
  test.each([
    [true, false, 'sendrecv'],
    [false, false, 'recvonly'],
    [true, true, 'sendonly'],
    [false, true, 'inactive'],
  ] as const)('sends %s, holds %s: %s', (sends, holds, direction) => {
    expect(answeredDirection({ sends, holds })).toBe(direction);
  });
});

describe('how it stands with sending', () => {
  test.each([
    [undefined, 'none'],
    [{ direction: 'recvonly', currentDirection: 'recvonly' }, 'unasked'],
    [{ direction: 'sendrecv', currentDirection: null }, 'pending'],
    [{ direction: 'sendrecv', currentDirection: 'recvonly' }, 'refused'],
    [{ direction: 'sendrecv', currentDirection: 'inactive' }, 'refused'],
    [{ direction: 'sendrecv', currentDirection: 'sendonly' }, 'taken'],
  ] as const)('%j: %s', (transceiver, state) => expect(outgoingState(transceiver)).toBe(state));
});
