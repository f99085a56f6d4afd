import { expect, test } from 'vitest';
import { maskCredentials } from './mask-credentials.ts';

test('masks what a password could be guessed from, in every spelling and over folded lines', () => {
  const text = [
    'REGISTER sip:example.test SIP/2.0',
    'authorization: Digest username="alice", realm="example.test", nonce="n",',
    '\turi="sip:example.test", response="0123456789abcdef", cnonce="c0ffee", nc=00000001, algorithm=MD5',
    'Proxy-Authorization : Basic YWxpY2U6c2VjcmV0',
    'Authentication-Info: nextnonce="next", rspauth="feed", qop=auth',
    'To: <sip:alice@example.test>',
  ].join('\r\n');
  const masked = maskCredentials(text);
  for (const secret of ['0123456789abcdef', 'c0ffee', 'YWxpY2U6c2VjcmV0', '"next"', 'feed'])
    expect(masked).not.toContain(secret);
  expect(masked).toContain(
    'username="alice", realm="example.test", nonce="n",\r\n\turi="sip:example.test", response="***", cnonce="***", nc=00000001, algorithm=MD5',
  );
  expect(masked).toContain('Proxy-Authorization: Basic ***');
  expect(masked).toContain('To: <sip:alice@example.test>');
});

test('masks a password in a URI', () => {
  expect(maskCredentials('Contact: <sip:alice:secret@192.0.2.1:5060>')).toBe('Contact: <sip:alice:***@192.0.2.1:5060>');
});

test('leaves other texts as they are', () => {
  const text =
    'OPTIONS sip:bob@example.test;transport=tcp SIP/2.0\r\nWWW-Authenticate: Digest realm="r", nonce="n"\r\n\r\n';
  expect(maskCredentials(text)).toBe(text);
});

test('takes linear time on hostile text', { timeout: 1000 }, () => {
  const texts = [
    'sip:a:'.repeat(20_000),
    `Authorization: Digest ${'response="'.repeat(20_000)}`,
    'Authorization:\r\n '.repeat(20_000),
  ];
  for (const text of texts) expect(maskCredentials(`${text}@`)).not.toBe('');
});
