import type { DialogId } from '../../dialog/dialog.ts';
import type { NameAddr } from '../../grammar/name-addr.ts';
import type { SipRequest } from '../../message/sip-request.ts';

/** An INVITE that wants the place of a call of this end (RFC 3891), or to join it (RFC 3911), and what is known of its sender. */
export interface ClaimOnCall {
  readonly wish: 'replaces' | 'joins';
  readonly invite: SipRequest;
  /** The dialog that it names, seen from this end. */
  readonly dialogId: DialogId;
  /** The other end of that dialog, whose place is wanted. */
  readonly remote: NameAddr;
  /**
   * Whether it came by the way that requests of this end go: on that connection, or from the host of the outbound proxy. A
   * proxy lets pass what it has authenticated. A proxy that is given by name is known by its connection alone, not over UDP.
   */
  readonly isFromProxy: boolean;
  /** P-Asserted-Identity (RFC 3325 §9.1): the word of the proxy, when it came from there. */
  readonly assertedIdentity: readonly NameAddr[];
  /** Who asked the sender to call (RFC 3892), by the sender's word. */
  readonly referredBy: NameAddr | undefined;
}
