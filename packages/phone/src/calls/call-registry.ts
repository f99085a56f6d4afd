import type { IncomingCall, IncomingReferral, UserAgent } from '@sidetone/sip';
import type { AnswerOptions, CallOptions, CommandResult, MediaKind } from '../commands/phone-commands.ts';
import type { DialTarget } from '../dial/dial-target.ts';
import { sentence } from '../outcomes/sentence.ts';
import { partyOf } from '../party.ts';
import { knownName, knownParty, type PhoneContext } from '../phone-context.ts';
import { LiveCall, type LiveCallParts } from './live-call.ts';
import type { WatchedMedia } from './watched-media.ts';

interface Parts {
  readonly context: PhoneContext;
  readonly media: WatchedMedia;
  readonly userAgent: UserAgent;
  /** Whether requests can be sent now. */
  readonly isOnline: () => boolean;
}

/**
 * The live calls of one session. A person has one at a time; whoever calls meanwhile hears that we are busy. There are two
 * while a transfer goes on: the call that sent us on, and the one that it sent us to.
 */
export class CallRegistry {
  readonly #parts: Parts;
  readonly #live = new Map<string, LiveCall>();
  /** By the id of a call that follows a transfer: the call that asked for it. */
  readonly #sentBy = new Map<string, LiveCall>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get(callId: string): LiveCall | undefined {
    return this.#live.get(callId);
  }

  get all(): readonly LiveCall[] {
    return [...this.#live.values()];
  }

  place({ uri, aor }: DialTarget, { video, subject = '', priority }: CallOptions): CommandResult<string> {
    if (this.#live.size > 0) return { ok: false, error: sentence('dial.already-in-call') };
    if (!this.#parts.isOnline()) return { ok: false, error: sentence('dial.no-connection') };
    const call = this.#parts.userAgent.call(uri, {
      media: { audio: true, video },
      ...(subject.trim() === '' ? {} : { subject: subject.trim() }),
      ...(priority === undefined ? {} : { priority }),
    });
    const { displayName } = partyOf({ uri });
    this.#add({ call, video, remote: { aor, displayName } });
    return { ok: true, value: call.id };
  }

  receive(call: IncomingCall): void {
    const { context } = this.#parts;
    const { replaces } = call.details;
    if (replaces !== undefined && this.#live.has(replaces.id)) {
      // RFC 3891 §3: the person has taken this call already, with somebody else at the other end.
      const video = replaces.sending.video && call.offered.video;
      this.#add({ call, video });
      void call.accept({ audio: true, video });
      return;
    }
    if (this.#live.size > 0) {
      call.reject(486);
      const { aor, displayName } = partyOf(call.remote);
      const name = knownName(context, aor, displayName);
      context.notices.add('info', sentence('notice.busy-call', { name }), aor);
      return;
    }
    this.#add({ call, video: call.offered.video });
    // While it rings, candidates are gathered, so that the answer need not wait for them.
    this.#parts.media.prepare();
    call.ring();
  }

  /** The other end of a call sends us to somebody else (RFC 3515), and we follow. */
  refer(referral: IncomingReferral): void {
    const sender = referral.call === undefined ? undefined : this.#live.get(referral.call.id);
    // A stranger's wish to have somebody called is nothing that a phone does by itself.
    if (sender === undefined) return referral.reject(603);
    if (this.#live.size > 1 || sender.isTransferring) return referral.reject(486);
    const target = knownParty(this.#parts.context, partyOf({ uri: referral.to }));
    const { video } = sender.call.sending;
    const call = referral.accept();
    sender.isSentTo(target);
    this.#sentBy.set(call.id, sender);
    this.#add({ call, video, remote: target, referredBy: sender.remote });
  }

  answer(callId: string, { video }: AnswerOptions): void {
    const incoming = this.get(callId)?.incoming;
    if (incoming === undefined) return;
    // A camera is opened only where the caller has made room for a picture.
    void incoming.accept({ audio: true, video: video && incoming.offered.video });
  }

  /** 603: the person does not want the call, on no device (RFC 3261 §21.6.2). */
  reject(callId: string): void {
    this.get(callId)?.incoming?.reject(603);
  }

  hangUp(callId: string): void {
    this.get(callId)?.call.hangUp();
  }

  setMuted(callId: string, kind: MediaKind, muted: boolean): void {
    this.get(callId)?.setMuted(kind, muted);
  }

  transfer(callId: string, target: DialTarget): CommandResult {
    const live = this.get(callId);
    if (live?.call.state.kind !== 'confirmed') return { ok: false, error: sentence('transfer.over') };
    if (live.remote.aor === target.aor) {
      return { ok: false, error: sentence('transfer.same', { name: live.remote.displayName }) };
    }
    if (!this.#parts.isOnline()) return { ok: false, error: sentence('dial.no-connection') };
    live.transferTo(target);
    return { ok: true, value: undefined };
  }

  /** Takes an ended call off the screen. A live one stays. */
  dismiss(callId: string): void {
    if (!this.#live.has(callId)) this.#parts.context.calls.remove(callId);
  }

  /** The connection to the server is back. */
  wasReconnected(): void {
    for (const live of this.#live.values()) live.wasReconnected();
  }

  #add(parts: Pick<LiveCallParts, 'call' | 'video' | 'remote' | 'referredBy'>): void {
    const { context, media, isOnline } = this.#parts;
    const live = new LiveCall({
      ...parts,
      context,
      media,
      isOnline,
      onAnswered: (answered) => this.#answered(answered),
      onEnded: (ended) => this.#ended(ended),
    });
    // It may have ended while it was made.
    if (live.call.state.kind !== 'terminated') this.#live.set(live.call.id, live);
  }

  /** Who sent us here hears of it and hangs up. Until then we do not talk to two people at once. */
  #answered(live: LiveCall): void {
    const sender = this.#sentBy.get(live.call.id);
    if (sender?.call.state.kind === 'confirmed') void sender.changes.hold();
  }

  #ended(live: LiveCall): void {
    const { context } = this.#parts;
    const { id } = live.call;
    this.#live.delete(id);
    const snapshot = context.calls.get(id);
    const sender = this.#sentBy.get(id);
    this.#sentBy.delete(id);
    if (snapshot?.state.kind !== 'terminated') return;
    const { outcome } = snapshot.state;
    if (outcome.answeredAt === undefined) sender?.wasSentInVain(live.remote, outcome.sentence);
    // A phone that transfers need not hang up when that has worked.
    else if (sender?.call.state.kind === 'confirmed') sender.isBack();
    // What matters now is the call that goes on.
    if (this.#live.size > 0) context.calls.remove(id);
    if (live.incoming === undefined) return;
    const { aor, displayName } = live.remote;
    if (outcome.tone === 'missed') {
      context.notices.add('info', sentence('notice.missed-call', { name: displayName }), aor);
    } else if (outcome.sentence.key === 'end.answered-elsewhere' || outcome.sentence.key === 'end.declined-elsewhere') {
      context.notices.add('info', outcome.sentence, aor);
    }
  }
}
