// Two header fields share a name with something else that is exported here, UserAgent and SubscriptionState: as header
// fields they are in @sidetone/sip/message.
export * from './message/index.ts';
export * from './auth/index.ts';
export * from './documents/index.ts';
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
export { TransportLayer, type TransportLayerOptions } from './transport/transport-layer.ts';
export type { TransportCounters } from './transport/transport-log.ts';
export {
  type MediaConnection,
  type MediaEndpoint,
  type MediaEndpointEvents,
  type MediaEndpointFactory,
  MediaError,
  type MediaErrorKind,
  type MediaWant,
  type ToneTiming,
} from './media/media-endpoint.ts';
export type { DialogId } from './dialog/dialog.ts';
export { RouteSet } from './dialog/route-set.ts';
export type { MediaKind } from './sdp/session-description.ts';
export type {
  Call,
  CallDetails,
  CallEvents,
  CallState,
  ChangeOutcome,
  Hold,
  IncomingCall,
  OutgoingCall,
  RejectOptions,
} from './user-agent/calls/call.ts';
export type { Tone } from './user-agent/calls/features/dtmf-relay.ts';
export type { DtmfOptions, DtmfOutcome } from './user-agent/calls/features/dtmf-outcome.ts';
export type { IncomingInfo, OutgoingInfo } from './user-agent/calls/features/info.ts';
export type { IncomingReferral } from './user-agent/calls/features/incoming-referral.ts';
export type { Transfer, TransferEvents, TransferOptions, TransferState } from './user-agent/calls/features/transfer.ts';
export type { RequestResult } from './user-agent/calls/features/request-result.ts';
export type { AnswerModeWish, CallerPreferences, CallOptions } from './user-agent/calls/call-options.ts';
export type { AuthenticationFailure, EndReason, Party } from './user-agent/core/end-reason.ts';
export { cpimEnvelope } from './user-agent/messages/cpim-envelope.ts';
export type { MessageEnvelope, OpenedMessage } from './user-agent/messages/message-envelope.ts';
export type { IncomingMessage, MessageOutcome, OutgoingMessage } from './user-agent/messages/message-types.ts';
export type { OptionsOutcome } from './user-agent/options-outcome.ts';
export type { NotifierEnd, NotifierState, NotifyContent } from './dialog/notifier-state.ts';
export * from './user-agent/events/packages/index.ts';
export type { EventPackage, MergedState } from './user-agent/events/event-package.ts';
export type {
  IncomingSubscription,
  ServeOptions,
  SubscribeRefusal,
} from './user-agent/events/incoming-subscription.ts';
export type { NotifierSubscription, NotifierSubscriptionEvents } from './user-agent/events/notifier-subscription.ts';
export type { Publication } from './user-agent/events/publication.ts';
export type { PublicationEvents, PublicationState, PublishOptions } from './user-agent/events/publication-state.ts';
export type { Registration, RegistrationEvents } from './user-agent/registration/registration.ts';
export type {
  BindingsOutcome,
  ListedBinding,
  RegistrationState,
} from './user-agent/registration/registration-state.ts';
export type { DeviceCapabilities } from './user-agent/core/contact-features.ts';
export type { Gruus } from './user-agent/core/identity.ts';
export type { Subscription } from './user-agent/events/subscription.ts';
export type {
  Notification,
  SubscribeOptions,
  SubscriptionEnd,
  SubscriptionEvents,
  SubscriptionState,
} from './user-agent/events/subscription-state.ts';
export { UserAgent } from './user-agent/user-agent.ts';
export type { ClaimOnCall } from './user-agent/core/claim-on-call.ts';
export type {
  BackoffOptions,
  FlowOptions,
  KeepAliveOptions,
  UserAgentOptions,
} from './user-agent/core/user-agent-options.ts';
export { type InviteClientInput, type InviteClientState, inviteClient } from './transaction/invite-client.ts';
export { type InviteServerInput, type InviteServerState, inviteServer } from './transaction/invite-server.ts';
export {
  type NonInviteClientInput,
  type NonInviteClientState,
  nonInviteClient,
} from './transaction/non-invite-client.ts';
export {
  type NonInviteServerInput,
  type NonInviteServerState,
  nonInviteServer,
} from './transaction/non-invite-server.ts';
export { type TimerOptions, type TimerTable, timerTable } from './transaction/timer-table.ts';
export { TransactionLayer, type TransactionLayerOptions } from './transaction/transaction-layer.ts';
export type {
  ClientObserver,
  ClientTransaction,
  SendOptions,
  ServerObserver,
  ServerTransaction,
  TransactionFailure,
  TransactionUser,
} from './transaction/transaction-user.ts';
export {
  type Effect,
  step,
  type TimerName,
  type Transition,
  type TransitionTable,
} from './transaction/transition-table.ts';
export type {
  CallQuality,
  DeviceChoice,
  InboundStatistics,
  MediaDevice,
  MediaStatistics,
  MediaStatus,
  RenderedMediaEndpoint,
  RenderedMediaEvents,
  RenderedMediaFactory,
} from './media/rendered-media.ts';
