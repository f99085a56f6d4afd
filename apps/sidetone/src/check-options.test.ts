import { expect, test } from 'vitest';
import { checkExposure } from './check-exposure.ts';
import { checkOptions } from './check-options.ts';
import type { Command } from './option-spec.ts';
import { readOptions } from './options.ts';

const check = (command: Command, ...args: string[]): void => checkOptions(command, readOptions(command, args, {}));

test.each<[Command, string[], string]>([
  ['gateway', [], 'sidetone gateway needs --upstream'],
  ['serve', ['--upstream', 'sip:a', '--demo'], '--demo is for the built-in server, which --upstream replaces'],
  ['serve', ['--upstream', 'sip:a', '--user', 'a:b'], '--user is for the built-in server'],
  ['serve', ['--contact-alias'], '--contact-alias needs --upstream'],
  ['serve', ['--tls-cert', 'a'], '--tls-cert needs --tls-key'],
  ['serve', ['--tls-key', 'a'], '--tls-key needs --tls-cert'],
  ['serve', ['--tls-cert', 'a', '--tls-key', 'b', '--tls-self-signed'], '--tls-self-signed makes a certificate'],
  ['serve', ['--auth', 'none', '--user', 'a:b'], '--auth none lets everybody in'],
])('%s %j', (command, args, message) => {
  expect(() => check(command, ...args)).toThrow(message);
});

test.each<[Command, string[]]>([
  ['serve', []],
  ['serve', ['--demo']],
  ['serve', ['--upstream', 'sip:a', '--no-demo', '--relay', 'off']],
  ['serve', ['--relay', 'off', '--no-contact-alias']],
  ['gateway', ['--upstream', 'sip:a', '--contact-alias']],
  ['server', ['--tls-cert', 'a', '--tls-key', 'b']],
])('%s %j is fine', (command, args) => {
  expect(() => check(command, ...args)).not.toThrow();
});

const loopback = { option: '--http', host: '127.0.0.1', port: 5080 } as const;
const open = { option: '--sip', host: '0.0.0.0', port: 5060 } as const;

test.each([
  [['--demo'], 'demo accounts are refused because --sip 0.0.0.0:5060 can be reached from other machines'],
  [['--auth', 'none'], '--auth none is refused because --sip 0.0.0.0:5060 can be reached from other machines'],
])('%j only on loopback', (args, message) => {
  const { values } = readOptions('serve', args, {});
  expect(() => checkExposure(values, [loopback, open])).toThrow(message);
  expect(() => checkExposure(values, [loopback, { ...open, host: '::1' }])).not.toThrow();
});

test('accounts with passwords may listen anywhere', () => {
  const { values } = readOptions('serve', ['--user', 'a:b'], {});
  expect(() => checkExposure(values, [loopback, open])).not.toThrow();
});
