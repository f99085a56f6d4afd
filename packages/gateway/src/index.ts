export type { OriginPolicy } from './origin-policy.ts';
export { WsListener, type WsListenerCounts, type WsListenerOptions } from './ws-listener.ts';
