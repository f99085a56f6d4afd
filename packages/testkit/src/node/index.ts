export type { FaultCounts, FaultOptions } from './fault-rules.ts';
export { UdpFaultRelay, type UdpFaultRelayOptions } from './udp-fault-relay.ts';
