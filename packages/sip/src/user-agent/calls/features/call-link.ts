import type { Dialog } from '../../../dialog/dialog.ts';
import type { EndReason } from '../../core/end-reason.ts';
import type { UserAgentCore } from '../../core/user-agent-core.ts';
import type { Call, CallEvents } from '../call.ts';

/** What the parts of a call need of it. */
export interface CallLink {
  readonly core: UserAgentCore;
  readonly call: Call;
  /** The dialog of the answered call; undefined before and after. */
  readonly dialog: Dialog | undefined;
  /** Whether the other end takes INFO of that package. */
  takesInfo(name: string): boolean;
  emit<K extends keyof CallEvents>(event: K, value: CallEvents[K]): void;
  /** Ends the call with BYE, for that reason. */
  end(why: EndReason): void;
}
