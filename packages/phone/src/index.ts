export type { Phone, MediaStreamLike, MediaStreams } from './phone.ts';
export type {
  AnswerOptions,
  CallOptions,
  CommandResult,
  MediaKind,
  PhoneCommands,
  ServerConfig,
  SignInInput,
} from './commands/phone-commands.ts';
export { callActions, type CallActions } from './commands/call-actions.ts';
export type { Aor, EpochMs, PartySnapshot } from './state/basics.ts';
export type {
  AccountSnapshot,
  DemoAccountSnapshot,
  ServerSnapshot,
  SessionSnapshot,
} from './state/session-snapshot.ts';
export type {
  CallChange,
  CallChoice,
  CallMediaSnapshot,
  CallOriginSnapshot,
  CallOutcome,
  CallPriority,
  CallSnapshot,
  CallStateSnapshot,
  DtmfSnapshot,
  HoldSnapshot,
  QualitySnapshot,
  TransferSnapshot,
} from './state/call-snapshot.ts';
export type {
  ChatMessageSnapshot,
  ChatSnapshot,
  Delivery,
  IncomingMessageSnapshot,
  OutgoingMessageSnapshot,
} from './state/chat-snapshot.ts';
export type { BuddySnapshot, OwnPresenceSnapshot, OwnStatus, PresenceSnapshot } from './state/roster-snapshot.ts';
export type {
  DeviceChoice,
  DeviceKind,
  DeviceSnapshot,
  DevicesSnapshot,
  DeviceState,
} from './state/devices-snapshot.ts';
export type { NoticeSnapshot } from './state/notice-snapshot.ts';
export type { TraceEntry, TraceFlow } from './state/trace-entry.ts';
export type { PhoneState } from './state/phone-state.ts';
export {
  selectAccount,
  selectActiveCall,
  selectBuddy,
  selectCall,
  selectChat,
  selectRingingCall,
  selectUnreadTotal,
} from './state/selectors.ts';
export { english, sentence, sentenceText, type Sentence, type SentenceKey } from './outcomes/sentence.ts';
export { createPhone } from './create-phone.ts';
export type { PhoneDeps, PhoneTransport } from './phone-deps.ts';
export { MemoryStorage } from './storage/memory-storage.ts';
export type { PhoneStorage } from './storage/phone-storage.ts';
