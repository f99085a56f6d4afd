import type { Aor } from './basics.ts';
import type { CallSnapshot } from './call-snapshot.ts';
import type { ChatSnapshot } from './chat-snapshot.ts';
import type { DevicesSnapshot } from './devices-snapshot.ts';
import type { NoticeSnapshot } from './notice-snapshot.ts';
import type { BuddySnapshot, OwnPresenceSnapshot } from './roster-snapshot.ts';
import type { ServerSnapshot, SessionSnapshot } from './session-snapshot.ts';
import type { TraceEntry } from './trace-entry.ts';

/** All that can be shown, as plain data that JSON can hold. Replaced, never changed in place. */
export interface PhoneState {
  readonly session: SessionSnapshot;
  /** What is known about the server the page came from; absent until `describeServer`. */
  readonly server?: ServerSnapshot;
  /** Oldest first. A call stays after its end until `dismissCall`, or until the next call. */
  readonly calls: readonly CallSnapshot[];
  readonly chats: Readonly<Record<Aor, ChatSnapshot>>;
  /** In the order they were added. */
  readonly roster: readonly BuddySnapshot[];
  readonly ownPresence: OwnPresenceSnapshot;
  readonly devices: DevicesSnapshot;
  /** Oldest first. */
  readonly notices: readonly NoticeSnapshot[];
  /** Oldest first, the last 500. */
  readonly trace: readonly TraceEntry[];
}
