export type { FlowToken, FlowTokenKind } from './flow-token.ts';
export { type ClientListener, Gateway, type GatewayOptions } from './gateway.ts';
export type { GatewayCounts } from './gateway-counts.ts';
export type { OriginPolicy } from './origin-policy.ts';
export { FLOW_HEADER } from './upstream.ts';
export { WsListener, type WsListenerCounts, type WsListenerOptions } from './ws-listener.ts';
