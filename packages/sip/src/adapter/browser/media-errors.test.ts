import { expect, test } from 'vitest';
import { MediaError } from '../../media/media-endpoint.ts';
import { toMediaError } from './media-errors.ts';

test.each([
  ['NotFoundError', 'no-device'],
  ['OverconstrainedError', 'no-device'],
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotReadableError', 'in-use'],
  ['AbortError', 'in-use'],
  ['InvalidStateError', 'failed'],
  ['constructor', 'failed'],
])('%s is %s', (name, kind) => {
  const cause = new DOMException('why', name);
  expect(toMediaError(cause)).toMatchObject({ name: 'MediaError', kind, message: 'why', cause });
});

test('a MediaError stays, and what is no error is named', () => {
  const error = new MediaError('in-use', 'taken');
  expect(toMediaError(error)).toBe(error);
  expect(toMediaError('odd')).toMatchObject({ kind: 'failed', message: 'odd' });
});
