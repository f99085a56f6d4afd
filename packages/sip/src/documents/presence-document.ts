/** The RPID activities (RFC 4480 §3.2) that are known by name. Others are kept as they are written. */
export type Activity =
  | 'away'
  | 'busy'
  | 'on-the-phone'
  | 'meeting'
  | 'appointment'
  | 'vacation'
  | 'holiday'
  | (string & {});

/** One way to reach a person, RFC 3863 §4.1.3. */
export interface PresenceTuple {
  readonly id: string;
  readonly basic: 'open' | 'closed';
  readonly contact?: string;
  /** From 0 to 1. */
  readonly contactPriority?: number;
  readonly note?: string;
  /** Milliseconds since 1970. */
  readonly timestamp?: number;
}

/** What is told about a person: PIDF (RFC 3863) with the person part of RPID (RFC 4479, 4480). */
export interface PresenceDocument {
  /** The presentity's URI. */
  readonly entity: string;
  /** Open when any tuple is. */
  readonly basic: 'open' | 'closed';
  readonly activities: readonly Activity[];
  /** The person's own words: of the person part, else of the document, else of a tuple. */
  readonly note?: string;
  /** Of the first open tuple that has one. */
  readonly contact?: string;
  /** The latest in the document, in milliseconds since 1970. */
  readonly timestamp?: number;
  readonly tuples: readonly PresenceTuple[];
}
