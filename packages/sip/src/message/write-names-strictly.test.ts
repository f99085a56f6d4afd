import { expect, test } from 'vitest';
import { createRequest } from './sip-request.ts';
import { writeNamesStrictly } from './write-names-strictly.ts';

test.each([
  ['Bell, Alexander <sip:a@b>;tag=43', '"Bell, Alexander" <sip:a@b>;tag=43'],
  ['Åsa <sip:a@b>', '"Ã\u0085sa" <sip:a@b>'],
  ['A. "B" C <sip:a@b>', '"A. \\"B\\" C" <sip:a@b>'],
  ['"Watson" < sip:t@x >', '"Watson" <sip:t@x>'],
  ['<sip:t@x >', '<sip:t@x>'],
  ['A/B <sip:a@b>', '"A/B" <sip:a@b>'],
])('%s becomes %s', (text, expected) => {
  const request = createRequest('OPTIONS', 'sip:x');
  request.addRaw('From', text);
  request.addRaw('m', `${text}, <sip:other>`);
  writeNamesStrictly(request);
  expect(request.raw('From')).toBe(expected);
  expect(request.raw('Contact')).toBe(expected);
  expect(request.count('Contact')).toBe(2);
});

test.each([
  'Alexander Bell <sip:a@b>;tag=43',
  'caller<sip:caller@example.com>;tag=323',
  '<sip:a@b>',
  'sip:a@b;tag=1',
  '"Bell, A" <sip:a@b>',
  // What cannot be read is left to whoever can.
  'Bell, A <sip:a',
])('%s stays as it is', (text) => {
  const request = createRequest('OPTIONS', 'sip:x');
  request.addRaw('f', text);
  writeNamesStrictly(request);
  expect(request.toWire()).toContain(`\r\nf: ${text}\r\n`);
});
