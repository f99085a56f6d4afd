import { parsePidf, type Subscription, type UserAgent, uriOf } from '@sidetone/sip';

export function watch(agent: UserAgent, show: (isOnline: boolean) => void): Subscription {
  const subscription = agent.subscribe(uriOf('sip:bob@example.com'), {
    event: 'presence',
    accept: ['application/pidf+xml'],
  });
  subscription.on('notify', ({ body }) => {
    const presence = parsePidf(body);
    if (presence.ok) show(presence.value.basic === 'open');
  });
  return subscription;
}
