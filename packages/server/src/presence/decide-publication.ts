import type { AddressOfRecord, EpochMs, PresenceDocument } from '@sidetone/sip';
import { grantLifetime, type Policy } from '../policy.ts';
import { accepted, refused, type Decision } from '../refusal.ts';
import type { RecordChange } from '../store/stored-record.ts';
import type { Publication } from './publication.ts';

/** A PUBLISH for the presence of `aor`, read. */
export interface PublicationInput {
  readonly aor: AddressOfRecord;
  /** SIP-If-Match: the publication that it changes, refreshes or removes. */
  readonly ifMatch?: string;
  readonly expiresSec?: number;
  readonly document?: PresenceDocument;
}

export interface PublicationDecision {
  readonly changes: readonly RecordChange<Publication>[];
  readonly expiresSec: number;
}

/**
 * RFC 3903 §6 steps 3 to 5: which change a PUBLISH makes. Pure.
 * @param etag the entity-tag that the publication will have
 */
export function decidePublication(
  input: PublicationInput,
  publications: readonly Publication[],
  etag: string,
  now: EpochMs,
  policy: Policy['publication'],
): Decision<PublicationDecision> {
  const { aor, ifMatch, document } = input;
  // Step 3
  const existing = ifMatch === undefined ? undefined : publications.find(({ key }) => key === ifMatch);
  if (ifMatch !== undefined && existing === undefined) return refused(412);
  // Step 4
  const lifetime = grantLifetime(input.expiresSec, policy);
  if (lifetime.kind === 'too-brief') return refused(423, undefined, { 'Min-Expires': String(policy.minSec) });
  const removal: RecordChange<Publication>[] =
    existing === undefined ? [] : [{ kind: 'remove', owner: aor, key: existing.key }];
  // Step 5
  const state = document ?? existing?.document;
  if (state === undefined) return refused(400, 'A first PUBLISH needs a body');
  if (lifetime.sec === 0) return accepted({ changes: removal, expiresSec: 0 });
  if (existing === undefined && publications.length >= policy.perUser) {
    return refused(403, `Too many publications: at most ${policy.perUser} for one address of record`);
  }
  const record: Publication = {
    owner: aor,
    key: etag,
    expiresAt: now + lifetime.sec * 1000,
    document: state,
    publishedAt: document === undefined ? (existing?.publishedAt ?? now) : now,
  };
  return accepted({ changes: [...removal, { kind: 'put', record }], expiresSec: lifetime.sec });
}
