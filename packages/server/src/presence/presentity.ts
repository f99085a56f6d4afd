import type { AddressOfRecord, PresenceDocument } from '@sidetone/sip';
import type { Binding } from '../location/binding.ts';
import type { Publication } from './publication.ts';

/** The event package that this server knows (RFC 3856). */
export const PRESENCE = 'presence';

/**
 * The state of a presentity (RFC 3856 §6.11): who has no binding is closed whatever was published, who has published
 * nothing is open, else the newest publication counts. Pure.
 */
export function presenceOf(
  aor: AddressOfRecord,
  bindings: readonly Binding[],
  publications: readonly Publication[],
): PresenceDocument {
  if (bindings.length === 0) return presence(aor, 'closed');
  let newest: Publication | undefined;
  for (const publication of publications) {
    if (newest === undefined || publication.publishedAt >= newest.publishedAt) newest = publication;
  }
  if (newest === undefined) return presence(aor, 'open');
  const { basic, activities, note } = newest.document;
  return {
    ...presence(aor, basic),
    activities,
    ...(note === undefined ? {} : { note }),
    timestamp: newest.publishedAt,
    tuples: [{ id: 't1', basic, contact: aor, timestamp: newest.publishedAt }],
  };
}

function presence(entity: AddressOfRecord, basic: 'open' | 'closed'): PresenceDocument {
  return { entity, basic, activities: [], tuples: [{ id: 't1', basic, contact: entity }] };
}
