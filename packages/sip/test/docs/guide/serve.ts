import { addressOfRecord, PIDF_TYPE, presencePackage, type UserAgent, writePidf } from '@sidetone/sip';

export function beWatched(agent: UserAgent, friends: ReadonlySet<string>): void {
  agent.serve(presencePackage, (incoming) => {
    if (!friends.has(addressOfRecord(incoming.from.uri))) {
      incoming.reject(403);
      return;
    }
    const document = { entity: 'sip:alice@example.com', basic: 'open', activities: [], tuples: [] } as const;
    incoming.accept().notify(PIDF_TYPE, writePidf(document));
  });
}
