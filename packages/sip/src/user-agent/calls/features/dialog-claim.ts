import type { DialogTable } from '../../../dialog/dialog-table.ts';
import type { Dialog, DialogId } from '../../../dialog/dialog.ts';
import { InviteUsage } from '../../../dialog/invite-usage.ts';
import { Join, Replaces } from '../../../message/headers/dialog-reference.ts';
import type { SipRequest } from '../../../message/sip-request.ts';
import type { CallBase } from '../call-base.ts';

/** What an INVITE wants of a call that there is already. */
export type DialogClaim =
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'replaces' | 'joins'; readonly call: CallBase; readonly dialog: Dialog };

/** A call, and its dialog that is meant. */
type Claimed = Pick<Extract<DialogClaim, { call: CallBase }>, 'call' | 'dialog'>;

/** Where calls are found by their dialogs. */
export interface KnownDialogs {
  readonly dialogs: DialogTable;
  readonly calls: Iterable<CallBase>;
  readonly ended: EndedDialogs;
}

/** Dialogs of calls that have ended, as many as matter. */
export class EndedDialogs {
  readonly #keys = new Set<string>();

  add(id: DialogId): void {
    this.#keys.add(keyOf(id));
    const [oldest] = this.#keys;
    if (this.#keys.size > 64 && oldest !== undefined) this.#keys.delete(oldest);
  }

  has(id: DialogId): boolean {
    return this.#keys.has(keyOf(id));
  }
}

/** RFC 3891 §3, RFC 3911 §4: finds the call that an INVITE wants to replace or to join. */
export function claimOf(invite: SipRequest, known: KnownDialogs): DialogClaim {
  const count = invite.count(Replaces) + invite.count(Join);
  if (count === 0) return { kind: 'none' };
  const replaces = invite.get(Replaces);
  const reference = replaces ?? invite.get(Join);
  if (count > 1 || reference === undefined) return { kind: 'refused', status: 400 };
  const { callId, toTag: localTag, fromTag: remoteTag } = reference;
  const found = callOf({ callId, localTag, remoteTag }, known);
  // A peer of RFC 2543 has no tag, which is written as 0.
  const claimed = found ?? (remoteTag === '0' ? callOf({ callId, localTag, remoteTag: '' }, known) : undefined);
  if (claimed === undefined) return { kind: 'refused', status: 481 };
  if (claimed === 'ended') return { kind: 'refused', status: 603 };
  if (replaces?.isEarlyOnly === true && claimed.call.dialog !== undefined) return { kind: 'refused', status: 486 };
  return { kind: replaces === undefined ? 'joins' : 'replaces', ...claimed };
}

function callOf(id: DialogId, { dialogs, calls, ended }: KnownDialogs): Claimed | 'ended' | undefined {
  const dialog = dialogs.get(id);
  for (const usage of dialog?.usages ?? []) {
    if (!(usage instanceof InviteUsage)) continue;
    for (const call of calls) {
      if (call.dialog === dialog) return { call, dialog: usage.dialog };
      // An early dialog may be taken over only at the end that made it.
      const isEarly = usage.state === 'early' && call.dialog === undefined && call.direction === 'outgoing';
      if (isEarly && call.details.callId === id.callId) return { call, dialog: usage.dialog };
    }
  }
  return ended.has(id) ? 'ended' : undefined;
}

function keyOf({ callId, localTag, remoteTag }: DialogId): string {
  return `${callId} ${localTag} ${remoteTag}`;
}
