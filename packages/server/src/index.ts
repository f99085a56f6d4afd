export { type Account, type AccountDirectory, accountDirectory, accountFromPassword, everybody } from './accounts.ts';
export { defaultPolicy, type Lifetimes, type Policy } from './policy.ts';
export { SipServer, type SipServerOptions } from './sip-server.ts';
export { MemoryStore } from './store/memory-store.ts';
export { type RecordSet, type Store, StoreError } from './store/store.ts';
export type { RecordChange, StoredRecord } from './store/stored-record.ts';
