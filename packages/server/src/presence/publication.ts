import type { EpochMs, PresenceDocument } from '@sidetone/sip';
import type { StoredRecord } from '../store/stored-record.ts';

/** Event state that one user agent has published (RFC 3903). Its key is the entity-tag, new with each change. */
export interface Publication extends StoredRecord {
  readonly document: PresenceDocument;
  /** When the document was last published; a refresh without a body leaves it. */
  readonly publishedAt: EpochMs;
}
