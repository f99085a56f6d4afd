import { createRequest, createResponse, type SipMessage } from '@sidetone/sip';
import { expect, test } from 'vitest';
import type { Control, Instead } from './broken-end.ts';
import { all, hears, misreads, sends } from './controls.ts';
import { fitsPattern } from './message-pattern.ts';

function made(method: string): ReturnType<typeof createRequest> {
  const request = createRequest(method, 'sip:bob@biloxi.test');
  request.addRaw('Via', 'SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1');
  request.addRaw('CSeq', `1 ${method}`);
  request.addRaw('Allow', 'INVITE');
  request.addRaw('Subject', 'lunch');
  return request;
}

function sent(control: Control, message: SipMessage): readonly Instead[] | undefined {
  return control.breakEnd().sends?.(message, message.toWire());
}

test('patterns tell requests and responses apart', () => {
  const invite = made('INVITE');
  const ringing = createResponse(invite, 180);
  const fits = (message: SipMessage) =>
    [
      'INVITE',
      'BYE',
      '180 INVITE',
      '1xx INVITE',
      '* INVITE',
      'final INVITE',
      '180 *',
      'request',
      'response',
      '*',
    ].filter((pattern) => fitsPattern(message, pattern));
  expect(fits(invite)).toEqual(['INVITE', 'request', '*']);
  expect(fits(ringing)).toEqual(['180 INVITE', '1xx INVITE', '* INVITE', '180 *', 'response', '*']);
});

test('a message that is not meant is left alone', () => {
  expect(sent(sends('BYE').lost(), made('INVITE'))).toBeUndefined();
  expect(sent(hears('INVITE').lost(), made('INVITE'))).toBeUndefined();
});

test('only the nth', () => {
  const broken = sends('INVITE').nth(2).lost().breakEnd();
  const invite = made('INVITE');
  expect([1, 2, 3].map(() => broken.sends?.(invite, invite.toWire()))).toEqual([undefined, [], undefined]);
});

test('several edits of one message', () => {
  const [instead] =
    sent(all(sends('INVITE').without('Allow'), sends('INVITE').with('Subject', 'tea')), made('INVITE')) ?? [];
  expect(instead?.wire).toContain('Subject: tea');
  expect(instead?.wire).not.toContain('Allow');
});

test('an answer in place of hearing', () => {
  const invite = made('INVITE');
  const [instead] = hears('INVITE').answered(486).breakEnd().hears?.(invite, invite.toWire()) ?? [];
  expect(instead?.kind).toBe('send');
  expect(instead?.wire).toMatch(/^SIP\/2\.0 486 /);
});

test('a value is repeated from the first message, and something is heard besides', () => {
  const broken = sends('INVITE').repeating('Subject').breakEnd();
  const later = made('INVITE');
  later.remove('Subject');
  later.addRaw('Subject', 'dinner');
  const subjects = [made('INVITE'), later].map((message) => broken.sends?.(message, message.toWire())?.[0]?.wire);
  expect(subjects.map((wire) => /Subject: (.*)/.exec(wire ?? '')?.[1])).toEqual(['lunch', 'lunch']);
  const heard = sent(
    sends('INVITE').andHears('a 200', () => createResponse(made('INVITE'), 200)),
    made('INVITE'),
  );
  expect(heard?.map(({ kind }) => kind)).toEqual(['send', 'hear']);
});

test('what is no message, heard as one', () => {
  const broken = misreads('a message cut short', (wire) => `${wire} the rest`).breakEnd();
  expect(broken.misreads?.('INVITE')).toEqual([{ kind: 'hear', wire: 'INVITE the rest' }]);
});
