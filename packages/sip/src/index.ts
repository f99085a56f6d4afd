export * from './message/index.ts';
export { type Clock, type EpochMs } from './runtime/clock.ts';
export { Emitter } from './runtime/emitter.ts';
export { InvalidStateError } from './runtime/invalid-state-error.ts';
export { type LogFields, type Logger, silentLogger } from './runtime/logger.ts';
export { maskCredentials } from './runtime/mask-credentials.ts';
export { type Random, tokenLength } from './runtime/random.ts';
export { type Err, type Ok, type Result, err, ok } from './runtime/result.ts';
export type { Runtime } from './runtime/runtime.ts';
export { type Timer, TimerWheel } from './runtime/timer-wheel.ts';
export { type FlowSummary, type Trace, type TraceEvent, silentTrace } from './runtime/trace.ts';
export { TraceRing } from './runtime/trace-ring.ts';
export type { WireText } from './runtime/wire-text.ts';
export {
  type Flow,
  type HostPort,
  type NextHop,
  type Target,
  type Transport,
  type TransportHandler,
  type TransportProtocol,
  defaultPort,
  formatHostPort,
  isReliableProtocol,
} from './transport/transport.ts';
