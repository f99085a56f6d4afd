import { describe, expect, test } from 'vitest';
import { createRequest, type SipRequest } from '../message/sip-request.ts';
import { bareResponse } from '../message/sip-response.ts';
import { agreedInterval, decideSessionTimer, type SessionInterval, writeSessionTimer } from './session-timer.ts';

function request(...lines: readonly (readonly [string, string])[]): SipRequest {
  const invite = createRequest('INVITE', 'sip:bob@biloxi.test');
  for (const [name, value] of lines) invite.addRaw(name, value);
  return invite;
}

const SUPPORTED = ['Supported', 'timer'] as const;
const SETTINGS = { expiresSec: 1800, minSec: 90 };

describe('what the one who is called decides (RFC 4028 §9)', () => {
  test.each<[string, SipRequest, unknown]>([
    ['the caller knows nothing of it', request(), { kind: 'none' }],
    [
      'the caller leaves it open: it refreshes',
      request(SUPPORTED),
      { kind: 'agreed', interval: { sec: 1800, refresher: 'remote' }, isRequired: true },
    ],
    [
      'a shorter interval of the caller',
      request(SUPPORTED, ['Session-Expires', '300']),
      { kind: 'agreed', interval: { sec: 300, refresher: 'remote' }, isRequired: true },
    ],
    [
      'a longer one is made shorter',
      request(SUPPORTED, ['Session-Expires', '7200']),
      { kind: 'agreed', interval: { sec: 1800, refresher: 'remote' }, isRequired: true },
    ],
    [
      'but not shorter than Min-SE',
      request(SUPPORTED, ['Session-Expires', '7200'], ['Min-SE', '3600']),
      { kind: 'agreed', interval: { sec: 3600, refresher: 'remote' }, isRequired: true },
    ],
    [
      'the caller wants the callee to refresh',
      request(SUPPORTED, ['Session-Expires', '300;refresher=uas']),
      { kind: 'agreed', interval: { sec: 300, refresher: 'local' }, isRequired: true },
    ],
    [
      'a proxy asks, the caller knows nothing of it: the callee refreshes',
      request(['Session-Expires', '300']),
      { kind: 'agreed', interval: { sec: 300, refresher: 'local' }, isRequired: false },
    ],
    ['too short', request(SUPPORTED, ['Session-Expires', '89']), { kind: 'too-small', minSec: 90 }],
    [
      'too short, and the caller would not understand a 422',
      request(['Session-Expires', '60']),
      { kind: 'agreed', interval: { sec: 90, refresher: 'local' }, isRequired: false },
    ],
  ])('%s', (_what, invite, decision) => {
    expect(decideSessionTimer(invite, SETTINGS)).toEqual(decision);
  });

  test.each<[SessionInterval['refresher'], SessionInterval['refresher']]>([
    ['local', 'local'],
    ['remote', 'remote'],
  ])('who refreshes so far (%s) goes on when nothing is said', (before, after) => {
    const decision = decideSessionTimer(request(SUPPORTED, ['Session-Expires', '300']), SETTINGS, {
      sec: 300,
      refresher: before,
    });
    expect(decision).toMatchObject({ interval: { refresher: after } });
  });

  test('nothing, when it is switched off', () => {
    const invite = request(SUPPORTED, ['Session-Expires', '10']);
    expect(decideSessionTimer(invite, { expiresSec: 0, minSec: 90 })).toEqual({ kind: 'none' });
  });
});

test.each([
  [undefined, undefined],
  ['300', { sec: 300, refresher: 'local' }],
  ['300;refresher=uac', { sec: 300, refresher: 'local' }],
  ['300;refresher=uas', { sec: 300, refresher: 'remote' }],
  // Nobody has to refresh a session all the time.
  ['1;refresher=uac', { sec: 90, refresher: 'local' }],
])('the caller reads %s in the 2xx (§7.2)', (value, interval) => {
  const response = bareResponse(200);
  if (value !== undefined) response.addRaw('Session-Expires', value);
  expect(agreedInterval(response)).toEqual(interval);
});

test('what a request asks for', () => {
  const asked = (minSec: number, current?: SessionInterval): (string | undefined)[] => {
    const invite = request();
    writeSessionTimer(invite, 1800, minSec, current);
    return [invite.raw('Session-Expires'), invite.raw('Min-SE')];
  };
  expect(asked(90)).toEqual(['1800', undefined]);
  expect(asked(3600)).toEqual(['3600', '3600']);
  expect(asked(90, { sec: 300, refresher: 'local' })).toEqual(['300;refresher=uac', undefined]);
  expect(asked(90, { sec: 300, refresher: 'remote' })).toEqual(['300;refresher=uas', undefined]);
});
