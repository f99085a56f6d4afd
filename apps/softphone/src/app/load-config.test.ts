import { expect, test } from 'vitest';
import { loadConfig } from './load-config.ts';

const config = {
  domain: 'localhost',
  webSocketUrls: ['ws://127.0.0.1:5080/sip'],
  demoAccounts: [{ user: 'alice', password: 'alice', displayName: 'Alice' }],
};
const answer = (body: string, status = 200) => Promise.resolve(new Response(body, { status }));

test('the configuration of the server, with what it may leave out', async () => {
  expect(await loadConfig(() => answer(JSON.stringify(config)))).toEqual({ ...config, iceServers: [] });
  const iceServers = [{ urls: ['stun:stun.example.com'] }, { urls: 'turn:a', username: 'b', credential: 'c' }];
  expect(await loadConfig(() => answer(JSON.stringify({ ...config, iceServers })))).toMatchObject({ iceServers });
});

test.each([
  ['an error', () => answer('{}', 503)],
  ['no JSON', () => answer('<!doctype html>')],
  ['another shape', () => answer(JSON.stringify({ ...config, webSocketUrls: 'ws://x' }))],
  ['no network', () => Promise.reject(new TypeError('Failed to fetch'))],
])('%s counts as none', async (_what, ask) => {
  expect(await loadConfig(ask)).toBeUndefined();
});

test('a defect of our own is not taken for a missing network', async () => {
  await expect(loadConfig(() => Promise.reject(new RangeError('boom')))).rejects.toThrow('boom');
});
