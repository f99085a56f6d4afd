import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';

function lines(isTTY: boolean, level: 'debug' | 'info' | 'silent' = 'debug') {
  const written: string[] = [];
  const log = createLogger(level, { isTTY, write: (text: string) => written.push(text) });
  return { log, written };
}

test('a line of JSON an event', () => {
  const { log, written } = lines(false);
  log.warn('flow closed', { flow: 'ws-1', port: 5 });
  expect(written).toHaveLength(1);
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ level: 'warn', msg: 'flow closed', flow: 'ws-1', port: 5 });
  expect(written[0]).toMatch(/\n$/);
});

test.each([true, false])('control characters are escaped (terminal: %s)', (isTTY) => {
  const { log, written } = lines(isTTY);
  log.info('\u001b[31mred\u009b\r\nfake line', { name: 'a\u202eb\u0007\u2028', '\u001b]0;x': 1 });
  const text = written.join('');
  expect(text.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(text).toContain('\\u001b');
});

test.each([true, false])('credentials never get there (terminal: %s)', (isTTY) => {
  const { log, written } = lines(isTTY);
  log.info('REGISTER sip:ann:hunter2@example.com', {
    password: 'hunter2',
    options: { user: [{ name: 'ann', password: 'hunter2' }], secret: new Uint8Array([1]) },
    text: 'REGISTER sip:a SIP/2.0\r\nAuthorization: Digest username="ann", response="hunter2"\r\n\r\n',
    error: new Error('no account sip:ann:hunter2@example.com'),
  });
  expect(written.join('')).toContain('username');
  expect(written.join('')).not.toContain('hunter2');
});

test('the level decides', () => {
  const { log, written } = lines(false, 'info');
  log.debug('x');
  log.info('y');
  expect(written).toHaveLength(1);
  const silent = lines(false, 'silent');
  silent.log.error('z');
  expect(silent.written).toHaveLength(0);
});
