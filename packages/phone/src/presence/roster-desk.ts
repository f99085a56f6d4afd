import { type EndReason, PIDF_TYPE, type Subscription, type SubscriptionState, type UserAgent } from '@sidetone/sip';
import type { CommandResult } from '../commands/phone-commands.ts';
import type { DialTarget } from '../dial/dial-target.ts';
import { dialTarget } from '../dial/dial-target.ts';
import { sentence, type Sentence } from '../outcomes/sentence.ts';
import { cleanName, partyOf } from '../party.ts';
import { knownName, type PhoneContext } from '../phone-context.ts';
import type { Aor } from '../state/basics.ts';
import type { BuddySnapshot } from '../state/roster-snapshot.ts';
import { presenceOf } from './presence-of.ts';

interface Parts {
  readonly context: PhoneContext;
  readonly userAgent: UserAgent;
  readonly domain: string;
}

/** The buddies of one session, and a subscription to the presence of each (RFC 3856). */
export class RosterDesk {
  readonly #parts: Parts;
  readonly #subscriptions = new Map<Aor, Subscription>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The session is signed in: learns how everybody is. */
  start(): void {
    for (const { aor } of this.#parts.context.store.getState().roster) this.#watch(aor);
  }

  add({ uri, aor }: DialTarget, displayName = ''): CommandResult<Aor> {
    const { context } = this.#parts;
    const known = context.roster.get(aor);
    if (known !== undefined) return { ok: false, error: sentence('buddy.known', { name: known.displayName }) };
    const name = cleanName(displayName) || knownName(context, aor, partyOf({ uri }).displayName);
    context.roster.add({ aor, displayName: name, presence: { kind: 'unknown' } });
    context.chats.rename(aor, name);
    this.#watch(aor);
    return { ok: true, value: aor };
  }

  remove(aor: Aor): void {
    const subscription = this.#subscriptions.get(aor);
    this.#subscriptions.delete(aor);
    this.#parts.context.roster.remove(aor);
    void subscription?.unsubscribe();
  }

  #watch(aor: Aor): void {
    const target = dialTarget(aor, this.#parts.domain);
    if (!target.ok || this.#subscriptions.has(aor)) return;
    const subscription = this.#parts.userAgent.subscribe(target.value.uri, { event: 'presence', accept: [PIDF_TYPE] });
    this.#subscriptions.set(aor, subscription);
    const isCurrent = (): boolean => this.#subscriptions.get(aor) === subscription;
    subscription.on('notify', ({ body }) => {
      if (isCurrent()) this.#notified(aor, body);
    });
    subscription.on('changed', (state) => {
      if (isCurrent()) this.#changed(aor, state);
    });
    this.#changed(aor, subscription.state);
  }

  #notified(aor: Aor, body: string): void {
    const { context } = this.#parts;
    // RFC 6665 §4.2.1.3: a NOTIFY without a body says that nothing is known yet.
    if (body === '') return;
    const presence = presenceOf(body, context.runtime.clock.epoch());
    if (presence === undefined) {
      context.runtime.trace.record({
        kind: 'note',
        at: context.runtime.clock.epoch(),
        layer: 'phone',
        text: `the presence document of ${aor} cannot be read`,
      });
      return;
    }
    context.roster.setPresence(aor, presence);
  }

  #changed(aor: Aor, state: SubscriptionState): void {
    const buddy = this.#parts.context.roster.get(aor);
    if (buddy === undefined) return;
    const why = withheldBecause(state, buddy);
    if (why !== undefined) this.#parts.context.roster.setPresence(aor, { kind: 'withheld', why });
  }
}

/** Why nothing is told about somebody; undefined while something is, or may be. */
function withheldBecause(
  state: SubscriptionState,
  { displayName: name, presence }: BuddySnapshot,
): Sentence | undefined {
  switch (state.kind) {
    case 'pending':
    case 'active':
      return undefined;
    case 'retrying':
      // What was known stays until something else is.
      return presence.kind === 'unknown' ? sentence('presence.unreachable', { name }) : undefined;
    case 'terminated':
      switch (state.why.kind) {
        case 'unsubscribed':
          return undefined;
        case 'ended':
          return sentence(state.why.reason === 'noresource' ? 'presence.not-found' : 'presence.ended', {
            name,
            reason: state.why.reason,
          });
        case 'failed':
          return refusedBecause(state.why.why, name);
      }
  }
}

function refusedBecause(why: EndReason, name: string): Sentence {
  if (why.kind !== 'rejected') return sentence('presence.unreachable', { name });
  const { status, phrase } = why;
  if (status === 404 || status === 604) return sentence('presence.not-found', { name });
  if (status === 405 || status === 489 || status === 501) return sentence('presence.not-offered', { name });
  return sentence('presence.refused', { name, status, phrase });
}
