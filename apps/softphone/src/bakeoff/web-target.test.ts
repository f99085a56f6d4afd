import { expect, test } from 'vitest';
import type { Settings } from './settings.ts';
import { webTarget } from './web-target.ts';

const settings: Settings = {
  url: ' wss://sip.example.com/ws ',
  domain: ' example.com ',
  accounts: [{ user: ' ann ', password: ' secret ' }],
  roles: ['registrar'],
  filter: '',
};

test('a target behind a WebSocket', () => {
  const target = webTarget(settings, true);
  if (!target.ok) throw new Error(target.error.kind);
  const { url, uri, domain, accounts } = target.value;
  expect({ url, uri, domain, accounts }).toEqual({
    url: 'wss://sip.example.com/ws',
    uri: 'sip:example.com',
    domain: 'example.com',
    // Blanks are part of a password.
    accounts: [{ user: 'ann', password: ' secret ' }],
  });
  const protocols = ['WSS', 'WS', 'UDP'] as const;
  expect(protocols.map((protocol) => target.value.address(protocol))).toEqual([
    { host: 'sip.example.com', port: 443 },
    undefined,
    undefined,
  ]);
});

test.each<[string, Partial<Settings>, boolean]>([
  ['bad-url', { url: 'sip.example.com' }, false],
  ['bad-url', { url: 'https://sip.example.com/ws' }, false],
  ['insecure', { url: 'ws://sip.example.com/ws' }, true],
  ['no-domain', { domain: ' ' }, false],
  ['no-user', { accounts: [{ user: '', password: 'x' }] }, false],
])('%s: %j', (kind, part, isSecure) => {
  const target = webTarget({ ...settings, ...part }, isSecure);
  expect(target.ok ? undefined : target.error.kind).toBe(kind);
});

test.each(['ws://127.0.0.1:5080/sip', 'ws://localhost/sip', 'ws://[::1]:5080/sip'])(
  'a page over HTTPS may use %s: it is on the same machine',
  (url) => {
    expect(webTarget({ ...settings, url }, true).ok).toBe(true);
  },
);
