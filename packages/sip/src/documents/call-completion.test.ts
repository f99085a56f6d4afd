import { expect, test } from 'vitest';
import { parseCallCompletion, writeCallCompletion } from './call-completion.ts';

test.each([
  [
    'cc-state: queued\r\ncc-service-retention: true\r\ncc-URI: sip:bob@biloxi.test\r\n',
    { state: 'queued', isRetained: true, uri: 'sip:bob@biloxi.test' },
  ],
  ['CC-State: Ready\nx-other: 1\n', { state: 'ready', isRetained: false }],
  ['cc-URI: "Bob" <sip:bob@biloxi.test>', { isRetained: false, uri: 'sip:bob@biloxi.test' }],
  ['', { isRetained: false }],
])('call completion (RFC 6910 §10): %j', (text, value) => {
  expect(parseCallCompletion(text)).toEqual({ ok: true, value });
});

test('what is none', () => {
  expect(parseCallCompletion('cc-state: gone')).toEqual({ ok: false, error: 'No state: gone' });
  expect(parseCallCompletion('<xml/>')).toMatchObject({ ok: false });
});

test('written and read again', () => {
  const value = { state: 'ready', isRetained: true, uri: 'sip:bob@biloxi.test' } as const;
  expect(parseCallCompletion(writeCallCompletion(value))).toEqual({ ok: true, value });
  expect(() => writeCallCompletion({ isRetained: false, uri: 'a\r\nb' })).toThrow(RangeError);
});
