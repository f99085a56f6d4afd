export type { FaultCounts, FaultOptions } from './fault-rules.ts';
export { openLoopbackPort } from './open-loopback-port.ts';
export { UdpFaultRelay, type UdpFaultRelayOptions } from './udp-fault-relay.ts';
