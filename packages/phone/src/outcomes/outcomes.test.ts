import { type EndReason, nameAddr, parseUri, sipUri } from '@sidetone/sip';
import { describe, expect, test } from 'vitest';
import { callOutcome, transferFailure } from './call-outcome.ts';
import { messageFailure } from './message-outcome.ts';
import { english, sentenceText } from './sentence.ts';
import { mayPass, signInFailure } from './sign-in-outcome.ts';
import { statusSentence } from './status-sentence.ts';

const outgoing = { direction: 'outgoing', name: 'Bob', hasRung: false } as const;
const incoming = { direction: 'incoming', name: 'Bob', hasRung: false } as const;
const rejected = (status: number, phrase = ''): EndReason => ({ kind: 'rejected', by: 'remote', status, phrase });

describe('the outcome of a call', () => {
  test.each<[EndReason, 'outgoing' | 'incoming', string, string]>([
    [rejected(486), 'outgoing', 'call.486', 'failed'],
    [rejected(603), 'outgoing', 'call.603', 'failed'],
    [rejected(480), 'outgoing', 'call.480', 'failed'],
    [rejected(499), 'outgoing', 'call.4xx', 'failed'],
    [{ kind: 'rejected', by: 'local', status: 603, phrase: '' }, 'incoming', 'end.declined.local', 'neutral'],
    [{ kind: 'hung-up', by: 'remote' }, 'outgoing', 'end.hung-up.remote', 'neutral'],
    [{ kind: 'cancelled', by: 'local' }, 'outgoing', 'end.cancelled.local', 'neutral'],
    [{ kind: 'cancelled', by: 'remote' }, 'incoming', 'end.cancelled.remote', 'missed'],
    [{ kind: 'answered-elsewhere' }, 'incoming', 'end.answered-elsewhere', 'neutral'],
    [{ kind: 'declined-elsewhere' }, 'incoming', 'end.declined-elsewhere', 'neutral'],
    [{ kind: 'timeout', waitedFor: 'answer' }, 'outgoing', 'end.unanswered.remote', 'failed'],
    [{ kind: 'timeout', waitedFor: 'response' }, 'outgoing', 'end.timeout', 'failed'],
    [{ kind: 'timeout', waitedFor: 'answer' }, 'incoming', 'end.cancelled.remote', 'missed'],
    [{ kind: 'transport', cause: 'gone' }, 'outgoing', 'end.transport', 'failed'],
    [{ kind: 'media', error: 'no-device' }, 'outgoing', 'end.media.no-device', 'failed'],
    [{ kind: 'media', error: 'denied' }, 'outgoing', 'end.media.denied', 'failed'],
    [{ kind: 'media', error: 'in-use' }, 'incoming', 'end.media.in-use', 'failed'],
    [{ kind: 'media', error: 'insecure' }, 'outgoing', 'end.media.insecure', 'failed'],
    [{ kind: 'media', error: 'incompatible' }, 'outgoing', 'end.media.incompatible', 'failed'],
    [{ kind: 'media', error: 'failed' }, 'outgoing', 'end.media.failed', 'failed'],
    [{ kind: 'authentication', why: 'foreign-realm' }, 'outgoing', 'end.authentication.foreign-realm', 'failed'],
    [{ kind: 'unacknowledged' }, 'incoming', 'end.unacknowledged', 'failed'],
    [{ kind: 'lost', status: 481 }, 'outgoing', 'end.lost', 'failed'],
    [{ kind: 'incompatible', cause: 'x' }, 'outgoing', 'end.incompatible', 'failed'],
    [{ kind: 'transferred', to: 'sip:carol@example.com' }, 'outgoing', 'end.transferred', 'neutral'],
    [{ kind: 'replaced' }, 'incoming', 'end.replaced', 'neutral'],
    [{ kind: 'stopped' }, 'outgoing', 'end.signed-out', 'neutral'],
  ])('%j of a call that is %s', (why, direction, key, tone) => {
    const outcome = callOutcome(why, { direction, name: 'Bob', hasRung: false });
    expect([outcome.sentence.key, outcome.tone]).toEqual([key, tone]);
    expect(sentenceText(outcome.sentence)).not.toContain('{{');
  });

  test('every status from 300 to 699 has a sentence with nothing left open', () => {
    for (let status = 300; status < 700; status += 1) {
      const { sentence } = callOutcome(rejected(status, 'Odd'), outgoing);
      expect(sentenceText(sentence)).not.toContain('{{');
      const own = Object.hasOwn(english, `call.${status}`);
      const key = own ? `call.${status}` : `call.${Math.floor(status / 100)}xx`;
      expect(sentence.key).toBe(status === 408 ? 'end.unreached' : key);
    }
  });

  test('a 408 and a 480 say something else when it has rung', () => {
    const says = (status: number, hasRung: boolean): string =>
      callOutcome(rejected(status), { ...outgoing, hasRung }).sentence.key;
    expect([says(408, false), says(408, true)]).toEqual(['end.unreached', 'call.408']);
    expect([says(480, false), says(480, true)]).toEqual(['call.480', 'end.unavailable']);
  });

  test('a code that says nothing is shown with its phrase, and with the standard one when it has none', () => {
    expect(sentenceText(callOutcome(rejected(599, 'Coffee'), outgoing).sentence)).toContain('(599 Coffee)');
    expect(sentenceText(statusSentence('message', 501, '', { name: 'Bob' }))).toContain('(501 Not Implemented)');
    expect(statusSentence('call', 799, 'Odd', { name: 'Bob' }).key).toBe('call.unknown');
  });

  test('300 and 485 offer what to call instead', () => {
    const tel = parseUri('tel:+4930123456');
    const contacts = [
      nameAddr(sipUri({ user: 'bob', host: 'work.example' }), 'Bob at work'),
      nameAddr(sipUri({ user: 'bob', host: 'home.example' })),
      ...(tel.ok ? [nameAddr(tel.value)] : []),
    ];
    expect(callOutcome({ kind: 'redirected', status: 300, phrase: '', contacts }, outgoing).choices).toEqual([
      { label: 'Bob at work', target: 'sip:bob@work.example' },
      { label: 'bob@home.example', target: 'sip:bob@home.example' },
      { label: '+4930123456', target: 'tel:+4930123456' },
    ]);
    expect(callOutcome({ kind: 'cancelled', by: 'remote' }, incoming).choices).toEqual([]);
  });

  test('who passed the call on is told to whom, by name when it is known', () => {
    const why: EndReason = { kind: 'transferred', to: 'sip:carol@example.com' };
    const says = (transferredTo?: string): string =>
      sentenceText(
        callOutcome(why, { ...outgoing, ...(transferredTo === undefined ? {} : { transferredTo }) }).sentence,
      );
    expect([says(), says('Carol')]).toEqual([
      'You passed the call with Bob on to carol@example.com.',
      'You passed the call with Bob on to Carol.',
    ]);
  });

  test('an answered call keeps when it was answered', () => {
    expect(callOutcome({ kind: 'hung-up', by: 'local' }, { ...outgoing, answeredAt: 7 })).toMatchObject({
      answeredAt: 7,
    });
  });
});

const reasons: EndReason[] = [
  { kind: 'hung-up', by: 'local' },
  { kind: 'cancelled', by: 'local' },
  { kind: 'answered-elsewhere' },
  { kind: 'declined-elsewhere' },
  { kind: 'redirected', status: 302, phrase: '', contacts: [] },
  { kind: 'timeout', waitedFor: 'response' },
  { kind: 'transport', cause: 'x' },
  { kind: 'media', error: 'failed' },
  { kind: 'authentication', why: 'wrong-credentials' },
  { kind: 'authentication', why: 'foreign-realm' },
  { kind: 'authentication', why: 'no-known-algorithm' },
  { kind: 'authentication', why: 'no-credentials' },
  { kind: 'unacknowledged' },
  { kind: 'lost', status: 481 },
  { kind: 'incompatible', cause: 'x' },
  { kind: 'transferred', to: 'sip:carol@example.com' },
  { kind: 'replaced' },
  { kind: 'stopped' },
  ...Array.from({ length: 300 }, (_, i) => rejected(400 + i, 'Odd')),
];

const transfer = { name: 'Bob', target: 'Carol' };

test.each([
  ['message', (why: EndReason) => messageFailure(why, 'Bob')],
  ['transfer', (why: EndReason) => transferFailure(why, { ...transfer, wasAsked: true, hasRung: false })],
  [
    'transfer that nobody wants',
    (why: EndReason) => transferFailure(why, { ...transfer, wasAsked: false, hasRung: false }),
  ],
  ['sign-in', (why: EndReason) => signInFailure(why, { user: 'bob', domain: 'example.com' })],
] as const)('every way a %s can fail has a sentence with nothing left open', (_matter, say) => {
  for (const why of reasons) expect(sentenceText(say(why))).not.toMatch(/\{\{|undefined/);
});

test('a wrong password is one, however the server says it', () => {
  const account = { user: 'bob', domain: 'example.com' };
  for (const why of [rejected(401), rejected(407), { kind: 'authentication', why: 'wrong-credentials' } as const]) {
    expect(signInFailure(why, account).key).toBe('sign-in.wrong-password');
  }
  expect(signInFailure(rejected(403), account).key).toBe('sign-in.403');
});

test('what may pass by itself is tried again, what needs a person is not', () => {
  expect([408, 480, 500, 503, 430].map((status) => mayPass(rejected(status)))).toEqual([true, true, true, true, true]);
  expect([401, 403, 404, 600].map((status) => mayPass(rejected(status)))).toEqual([false, false, false, false]);
  expect(mayPass({ kind: 'transport', cause: 'x' })).toBe(true);
  expect(mayPass({ kind: 'authentication', why: 'wrong-credentials' })).toBe(false);
});
