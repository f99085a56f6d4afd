import { describe, expect, test } from 'vitest';
import { checkMessage } from './check-message.ts';
import { parseMessage } from './parse-message.ts';

const GOOD: Record<string, string> = {
  Via: 'SIP/2.0/UDP pc33.atlanta.com;branch=z9hG4bK776asdhds',
  'Max-Forwards': '70',
  To: 'Bob <sip:bob@biloxi.com>',
  From: 'Alice <sip:alice@atlanta.com>;tag=1928301774',
  'Call-ID': 'a84b4c76e66710@pc33.atlanta.com',
  CSeq: '314159 INVITE',
};

function check(
  change: Record<string, string | undefined>,
  startLine = 'INVITE sip:bob@biloxi.com SIP/2.0',
  extra = '',
) {
  let wire = `${startLine}\r\n`;
  for (const [name, value] of Object.entries({ ...GOOD, ...change }))
    if (value !== undefined) wire += `${name}: ${value}\r\n`;
  const parsed = parseMessage(`${wire}${extra}\r\n`);
  if (!parsed.ok) throw new Error(parsed.error.reason);
  return checkMessage(parsed.value);
}

test('a whole message passes', () => {
  expect(check({})).toBeUndefined();
  expect(check({}, 'SIP/2.0 200 OK')).toBeUndefined();
  expect(check({ 'Max-Forwards': undefined })).toBeUndefined();
  expect(check({ CSeq: '1 INVITE' }, 'INVITE tel:+358401234567 SIP/2.0')).toBeUndefined();
});

describe('each mandatory header', () => {
  test.each(['Via', 'To', 'From', 'Call-ID', 'CSeq'])('%s must be there, in a response too', (name) => {
    expect(check({ [name]: undefined })).toMatchObject({ rule: name, statusHint: 400, reason: `Missing ${name}` });
    expect(check({ [name]: undefined }, 'SIP/2.0 200 OK')).toMatchObject({ rule: name });
  });

  test.each([
    ['Via', ''],
    ['Via', 'SIP/2.0/UDP'],
    ['Via', 'SIP//UDP a'],
    ['Via', 'SIP/2.0 a'],
    ['Via', 'SIP/2.0/UDP a;branch="x'],
    ['Via', 'SIP/2.0/UDP a:70000'],
    ['Via', 'SIP/2.0/UDP a;rport=x'],
    ['Via', 'SIP/2.0/UDP a, junk'],
    ['To', ''],
    ['To', '"Bob <sip:bob@biloxi.com>'],
    ['To', 'Bob'],
    ['From', '<sip:>'],
    ['Call-ID', ''],
    ['Call-ID', 'a b'],
    ['CSeq', 'INVITE'],
    ['CSeq', '1'],
    ['CSeq', '-1 INVITE'],
    ['CSeq', '2147483648 INVITE'],
    ['CSeq', '36893488147419103232 INVITE'],
    ['CSeq', '1 INVITE x'],
    ['CSeq', '1INVITE'],
    ['Max-Forwards', 'many'],
    ['Max-Forwards', '-1'],
  ])('%s must be well formed: %j is not', (name, value) => {
    expect(check({ [name]: value })).toMatchObject({ rule: name, statusHint: 400 });
  });

  test.each(['To', 'From', 'Call-ID', 'CSeq', 'Max-Forwards'])('%s may be there once', (name) => {
    const line = `${name}: ${GOOD[name]}\r\n`;
    expect(check({}, undefined, line)).toMatchObject({ rule: name, reason: `More than one ${name}` });
  });
});

describe('a request', () => {
  test('has its method in CSeq', () => {
    expect(check({ CSeq: '1 BYE' })).toMatchObject({ rule: 'CSeq' });
    expect(check({ CSeq: '1 invite' })).toMatchObject({ rule: 'CSeq' });
    expect(check({ CSeq: '1 BYE' }, 'SIP/2.0 200 OK')).toBeUndefined();
  });

  test.each([
    ['INVITE bob SIP/2.0', 400],
    ['INVITE sip:bob@ SIP/2.0', 400],
    ['INVITE sip:bob@biloxi.com?Route=%3Csip:x%3E SIP/2.0', 400],
    ['INVITE http://biloxi.com/ SIP/2.0', 416],
    ['INVITE name:John_Smith SIP/2.0', 416],
  ])('has a Request-URI of ours: %s', (startLine, statusHint) => {
    expect(check({}, startLine)).toMatchObject({ rule: 'Request-URI', statusHint });
  });
});
