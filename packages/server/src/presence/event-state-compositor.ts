import {
  Accept,
  AllowEvents,
  ContentType,
  Event,
  Expires,
  isSipUri,
  parsePidf,
  PIDF_TYPE,
  SipETag,
  SipIfMatch,
  userText,
  type AddressOfRecord,
  type Runtime,
  type ServerTransaction,
  type SipRequest,
} from '@sidetone/sip';
import type { AccountDirectory } from '../accounts.ts';
import type { Authenticator } from '../authenticator.ts';
import type { Domains } from '../domains.ts';
import type { Policy } from '../policy.ts';
import { accepted, ownResponse, refuse, refused, type Decision, type Refusal, refusal } from '../refusal.ts';
import type { LiveRecords } from '../store/live-records.ts';
import { decidePublication, type PublicationInput } from './decide-publication.ts';
import { PRESENCE } from './presentity.ts';
import type { Publication } from './publication.ts';

export interface EventStateCompositorParts {
  readonly runtime: Runtime;
  readonly domains: Domains;
  readonly accounts: AccountDirectory;
  readonly authenticator: Authenticator;
  readonly publications: LiveRecords<Publication>;
  readonly policy: Policy['publication'];
}

/** Keeps what user agents publish: the event state compositor of RFC 3903. Its steps are in the order of §6. */
export class EventStateCompositor {
  readonly #parts: EventStateCompositorParts;

  constructor(parts: EventStateCompositorParts) {
    this.#parts = parts;
  }

  /** Handles a PUBLISH whose Request-URI is in one of our domains. */
  process(transaction: ServerTransaction): void {
    const { runtime, authenticator, publications, policy } = this.#parts;
    const { request } = transaction;
    const username = authenticator.authenticate(transaction, 'www');
    if (username === undefined) return;
    const read = this.#read(request, username);
    if (read.kind === 'refused') return this.#refuse(transaction, read.refusal);
    const { aor } = read.value;
    publications.exclusively(aor, async () => {
      const etag = runtime.random.token();
      const decision = decidePublication(read.value, publications.of(aor), etag, runtime.clock.epoch(), policy);
      if (decision.kind === 'refused') return this.#refuse(transaction, decision.refusal);
      try {
        await publications.apply(aor, decision.value.changes);
      } catch (error) {
        runtime.log.error('a publication was not stored', { aor, error: String(error) });
        return this.#refuse(transaction, refusal(500, 'The publication could not be stored'));
      }
      // Step 6
      const response = ownResponse(runtime.random, request, 200);
      response.set(SipETag, etag);
      response.set(Expires, decision.value.expiresSec);
      transaction.respond(response);
    });
  }

  /** Steps 1, 2 and 5: whose state it is, of which package, and the document. */
  #read(request: SipRequest, username: string): Decision<PublicationInput> {
    const aor = this.#presentity(request, username);
    if (aor.kind === 'refused') return aor;
    if (request.get(Event)?.type !== PRESENCE) return refused(489, undefined, { [AllowEvents.name]: PRESENCE });
    const ifMatch = request.get(SipIfMatch);
    if (request.count(SipIfMatch) !== (ifMatch === undefined ? 0 : 1)) return refused(400, 'Not one SIP-If-Match');
    const expiresSec = request.get(Expires);
    const input = {
      aor: aor.value,
      ...(ifMatch === undefined ? {} : { ifMatch }),
      ...(expiresSec === undefined ? {} : { expiresSec }),
    };
    const { body } = request;
    if (body === '') return accepted(input);
    if (body.length > this.#parts.policy.maxBytes) return refused(413, 'The presence document is too large');
    if (request.get(ContentType)?.type !== PIDF_TYPE) return refused(415, undefined, { [Accept.name]: PIDF_TYPE });
    const document = parsePidf(request.bodyText());
    return document.ok ? accepted({ ...input, document: document.value }) : refused(400, `Bad PIDF: ${document.error}`);
  }

  /** A user publishes the own presence and nobody else's. */
  #presentity(request: SipRequest, username: string): Decision<AddressOfRecord> {
    const uri = request.parsedUri();
    const aor = uri.ok && isSipUri(uri.value) ? this.#parts.domains.addressOfRecord(uri.value) : undefined;
    if (aor === undefined || !uri.ok || !isSipUri(uri.value)) return refused(404);
    const user = userText(uri.value);
    if (!this.#parts.accounts.exists(user)) return refused(404);
    return user === username ? accepted(aor) : refused(403, 'A user publishes only the own presence');
  }

  #refuse(transaction: ServerTransaction, why: Refusal): void {
    refuse(this.#parts.runtime.random, transaction, why);
  }
}
