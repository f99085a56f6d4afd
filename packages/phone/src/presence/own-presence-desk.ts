import { type EndReason, PIDF_TYPE, type Publication, type PublicationState, type UserAgent } from '@sidetone/sip';
import { sentence, type Sentence } from '../outcomes/sentence.ts';
import type { PhoneContext } from '../phone-context.ts';
import type { Aor } from '../state/basics.ts';
import type { OwnPresenceSnapshot, OwnStatus } from '../state/roster-snapshot.ts';
import { presenceDocument } from './presence-of.ts';

const LONGEST_NOTE = 200;

/** As often as this the server is asked, by the refresh, whether it still knows of us at all. */
const PUBLICATION_SEC = 300;

interface Parts {
  readonly context: PhoneContext;
  readonly userAgent: UserAgent;
  readonly aor: Aor;
}

/** The own status of one session, published for others to see (RFC 3903). */
export class OwnPresenceDesk {
  readonly #parts: Parts;
  #publication: Publication | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The session is signed in: others may know. */
  start(): void {
    const { context, userAgent } = this.#parts;
    const { status, note } = context.store.getState().ownPresence;
    const body = this.#document(status, note);
    this.#publication = userAgent.publish({
      event: 'presence',
      contentType: PIDF_TYPE,
      body,
      expiresSec: PUBLICATION_SEC,
    });
    this.#publication.on('changed', (state) => this.#changed(state));
    this.#changed(this.#publication.state);
  }

  set(status: OwnStatus, typed: string): void {
    const note = typed.trim().slice(0, LONGEST_NOTE);
    this.#patch({ status, note });
    if (this.#publication === undefined) return;
    this.#patch({ publication: { kind: 'publishing' } });
    this.#publication.update(this.#document(status, note));
  }

  #changed(state: PublicationState): void {
    switch (state.kind) {
      case 'publishing':
      case 'published':
        this.#patch({ publication: { kind: state.kind } });
        return;
      case 'failed':
        this.#patch({ publication: { kind: 'failed', why: failure(state.why) } });
        return;
      case 'removed':
        this.#patch({ publication: { kind: 'unpublished' } });
    }
  }

  #document(status: OwnStatus, note: string): string {
    return presenceDocument(this.#parts.aor, status, note, this.#parts.context.runtime.clock.epoch());
  }

  #patch(change: Partial<OwnPresenceSnapshot>): void {
    this.#parts.context.store.setState(({ ownPresence }) => ({ ownPresence: { ...ownPresence, ...change } }));
  }
}

function failure(why: EndReason): Sentence {
  return why.kind === 'rejected'
    ? sentence('notice.presence-failed', { status: why.status, phrase: why.phrase })
    : sentence('notice.presence-lost');
}
