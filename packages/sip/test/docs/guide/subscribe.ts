import { type PresenceDocument, presencePackage, type Subscription, type UserAgent, uriOf } from '@sidetone/sip';

export function watch(agent: UserAgent, show: (isOnline: boolean) => void): Subscription<PresenceDocument> {
  const subscription = agent.subscribe(uriOf('sip:bob@example.com'), { event: presencePackage });
  subscription.on('notify', ({ value }) => {
    if (value !== undefined) show(value.basic === 'open');
  });
  return subscription;
}
