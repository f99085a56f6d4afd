import { expect, test } from 'vitest';
import { messageWords } from './sip-message.ts';

test.each([
  ['INVITE sip:bob@biloxi.test SIP/2.0\r\nTo: <sip:bob@biloxi.test>\r\n\r\n', 'INVITE', 'sip:bob@biloxi.test'],
  ['SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\n\r\n', '200 OK', 'INVITE'],
  ['SIP/2.0 486 \r\n\r\n', '486', undefined],
  ['GET / HTTP/1.1\r\n\r\n', '"GET / HTTP/1.1\\r\\n\\r\\n"', undefined],
  ['', '""', undefined],
])('%j', (text, label, note) => {
  expect(messageWords(text)).toEqual({ label, ...(note === undefined ? {} : { note }) });
});
