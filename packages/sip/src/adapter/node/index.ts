export { localAddress, remoteAddress, SIP_SUBPROTOCOL, WebSocketAcceptor } from './web-socket-acceptor.ts';
export {
  defaultWebSocketLimits,
  type WebSocketCloseCode,
  WebSocketFlow,
  type WebSocketLimits,
} from './web-socket-flow.ts';
export { WebSocketTransport, type WebSocketTransportOptions } from './web-socket-transport.ts';
