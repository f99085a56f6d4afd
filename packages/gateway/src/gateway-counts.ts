/** What a gateway has done since it started, for logs and metrics. */
export interface GatewayCounts {
  requestsToUpstream: number;
  requestsToClients: number;
  responses: number;
  refused: number;
  /** Requests that waited for a flow to return. */
  waited: number;
  /** Of those, how many went to the returned flow. */
  returned: number;
  deregistered: number;
  /** ACKs and responses that nobody waits for. */
  dropped: number;
}

export function newCounts(): GatewayCounts {
  return {
    requestsToUpstream: 0,
    requestsToClients: 0,
    responses: 0,
    refused: 0,
    waited: 0,
    returned: 0,
    deregistered: 0,
    dropped: 0,
  };
}
