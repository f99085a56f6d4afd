import { type Call, UserAgent } from '@sidetone/sip';
import { createNodeRuntime, openUdp } from '@sidetone/sip/node';
import { FakeMediaEndpoint } from '@sidetone/testkit';
import { addressOf } from '../support/node-phone.ts';

// A phone in a process of its own, which takes every call and ends it soon: `fuzzed-phone.ts SIP-PORT USER PASSWORD`.
// Its first line is the port it listens on; errors go to stderr as JSON.

const CALL_MS = 300;

const [sipPort = '', user = '', password = ''] = process.argv.slice(2);
const log = (level: string) => (message: string, fields?: Readonly<Record<string, unknown>>) =>
  void process.stderr.write(`${JSON.stringify({ level, msg: message, ...fields }, withStacks)}\n`);
const withStacks = (_: string, value: unknown): unknown => (value instanceof Error ? value.stack : value);
const runtime = createNodeRuntime({
  log: { debug: () => undefined, info: () => undefined, warn: log('warn'), error: log('error') },
});
const transport = await openUdp({ host: '127.0.0.1', port: 0, log: runtime.log });
const agent = new UserAgent(runtime, {
  transport,
  outboundProxy: { host: '127.0.0.1', port: Number(sipPort) },
  aor: addressOf(user),
  credentials: { username: user, password },
  instanceId: `urn:uuid:${crypto.randomUUID()}`,
  regId: 1,
  media: { open: () => Promise.resolve(new FakeMediaEndpoint('fuzzed')) },
  userAgentName: 'Sidetone fuzzed',
  callLimit: 20,
});
agent.onIncomingCall = (call) => {
  call.ring();
  void call.accept(call.offered);
  setTimeout(() => hangUp(call), CALL_MS);
};
agent.onMessage = () => 200;
agent.serve('presence', (request) => {
  request.accept().notify('text/plain', 'open');
});
agent.registration.on('changed', ({ kind }) => {
  if (kind === 'registered') process.stdout.write(`registered ${transport.local.port}\n`);
});
agent.registration.register();
process.on('uncaughtExceptionMonitor', (error, origin) => log('error')(origin, { error }));
process.once('exit', (code) => log('error')('the process ends', { code, resources: process.getActiveResourcesInfo() }));

function hangUp(call: Call): void {
  if (call.state.kind !== 'terminated') call.hangUp();
}
