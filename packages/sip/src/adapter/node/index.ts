export { ListenError, PortTakenError } from './listen-error.ts';
export { NodeClock } from './node-clock.ts';
export { NodeRandom } from './node-random.ts';
export { createNodeRuntime } from './node-runtime.ts';
export { plainAddress } from './plain-address.ts';
export type { TcpLimits } from './tcp-flow.ts';
export { openTcp, type TcpOptions, type TcpTransport } from './tcp-transport.ts';
export { openUdp, type UdpOptions, type UdpTransport } from './udp-transport.ts';
export { SIP_SUBPROTOCOL, WebSocketAcceptor } from './web-socket-acceptor.ts';
export {
  defaultWebSocketLimits,
  type WebSocketCloseCode,
  WebSocketFlow,
  type WebSocketLimits,
} from './web-socket-flow.ts';
export { WebSocketTransport, type WebSocketTransportOptions } from './web-socket-transport.ts';
export { UnreachableWebSocket } from './web-socket-unreachable.ts';
