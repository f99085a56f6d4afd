import { tag } from '../grammar/name-addr.ts';
import { From, To } from '../message/headers/addresses.ts';
import { CallId } from '../message/headers/words.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { Dialog, DialogId, DialogUsage } from './dialog.ts';

/** All dialogs of a user agent, found by Call-ID and tags (RFC 3261 §12.2.2). */
export class DialogTable {
  readonly #dialogs = new Map<string, Dialog>();

  readonly #expected = new Map<string, DialogUsage>();
  #onEmpty: (() => void) | undefined;

  get size(): number {
    return this.#dialogs.size;
  }

  /** Adds a usage, and with the first usage its dialog. */
  add(dialog: Dialog, usage: DialogUsage): void {
    dialog.usages.add(usage);
    this.#dialogs.set(keyOf(dialog.id), dialog);
  }

  /** Removes a usage, and with the last usage its dialog (RFC 5057 §3.3). */
  remove(dialog: Dialog, usage: DialogUsage): void {
    dialog.usages.delete(usage);
    if (dialog.usages.size === 0) this.#dialogs.delete(keyOf(dialog.id));
    if (this.#dialogs.size === 0) this.#onEmpty?.();
  }

  /** Settles when there is no dialog any more: all have said their farewells. */
  emptied(): Promise<void> {
    if (this.#dialogs.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onEmpty = resolve;
    });
  }

  /** The other end is not to be found by this dialog any more: all its usages end (RFC 5057 §5.1). */
  lose(dialog: Dialog, status: number): void {
    for (const usage of dialog.usages) usage.onDialogLost?.(status);
  }

  /** Nothing can be sent any more. */
  stop(): void {
    for (const dialog of this.#dialogs.values()) for (const usage of dialog.usages) usage.onStopped?.();
  }

  /**
   * A dialog that the other end will make by a request of its own, which may overtake the response to ours
   * (RFC 6665 §4.4.1). The usage gets that request.
   */
  expect(callId: string, localTag: string, usage: DialogUsage): void {
    this.#expected.set(`${callId} ${localTag}`, usage);
  }

  unexpect(callId: string, localTag: string): void {
    this.#expected.delete(`${callId} ${localTag}`);
  }

  /** Who expects a received request that belongs to no dialog yet. */
  findExpecting(request: SipRequest): DialogUsage | undefined {
    const id = receivedId(request);
    return id === undefined ? undefined : this.#expected.get(`${id.callId} ${id.localTag}`);
  }

  get(id: DialogId): Dialog | undefined {
    return this.#dialogs.get(keyOf(id));
  }

  /** The dialog that a received request belongs to. */
  find(request: SipRequest): Dialog | undefined {
    const id = receivedId(request);
    return id === undefined ? undefined : this.#dialogs.get(keyOf(id));
  }
}

/** The id at this end of the dialog that a received request names; undefined when it names none. */
export function receivedId(request: SipRequest): DialogId | undefined {
  const callId = request.get(CallId);
  const to = request.get(To);
  const from = request.get(From);
  const localTag = to && tag(to);
  if (callId === undefined || from === undefined || localTag === undefined) return undefined;
  return { callId, localTag, remoteTag: tag(from) ?? '' };
}

/** A Call-ID has no spaces, and neither has a tag. */
function keyOf(id: DialogId): string {
  return `${id.callId} ${id.localTag} ${id.remoteTag}`;
}
