import { type MediaEndpointFactory, type Runtime, type Transport, UserAgent, uriOf } from '@sidetone/sip';

export function register(runtime: Runtime, transport: Transport, media: MediaEndpointFactory): Promise<UserAgent> {
  const agent = new UserAgent(runtime, {
    transport,
    media,
    aor: uriOf('sip:alice@example.com'),
    credentials: { username: 'alice', password: 'secret' },
    instanceId: 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
    regId: 1,
    userAgentName: 'Example/1.0',
  });
  return new Promise((resolve, reject) => {
    agent.registration.on('changed', (state) => {
      if (state.kind === 'registered') resolve(agent);
      if (state.kind === 'failed' && state.retryAt === undefined) reject(new Error(state.why.kind));
    });
    agent.registration.register();
  });
}
