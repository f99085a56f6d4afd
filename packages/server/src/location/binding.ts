import type { EpochMs } from '@sidetone/sip';
import type { SourceAddress } from '../source-address.ts';
import type { StoredRecord } from '../store/stored-record.ts';

/**
 * One binding of an address of record to a contact (RFC 3261 §10), as plain data.
 * Its key is the instance and reg-id with outbound (RFC 5626 §6), else the contact's text when it was first registered.
 */
export interface Binding extends StoredRecord {
  /** The contact URI as the user agent wrote it: the Request-URI that reaches it. */
  readonly contact: string;
  /** The contact's parameters but `expires`, as they are listed, such as `;q=0.5;+sip.instance="<urn:uuid:…>"`. */
  readonly params: string;
  /** Preference from 0 to 1. */
  readonly q: number;
  readonly updatedAt: EpochMs;
  readonly callId: string;
  readonly cseq: number;
  /** The Path (RFC 3327) that becomes the Route of requests to it, topmost first, each a name-addr. */
  readonly path: readonly string[];
  /** Set only where outbound applies (RFC 5626 §6). */
  readonly outbound?: { readonly instance: string; readonly regId: number };
  /** Where the REGISTER came from. */
  readonly source: SourceAddress;
  /** Whether requests go along `path`, to `source` (a connection, or a NAT's outside), or where `contact` says. */
  readonly reach: 'path' | 'source' | 'contact';
  readonly userAgent?: string;
  /** The name that the edge gave to the flow: the user part of the edge's Path URI (DESIGN D2). */
  readonly flowName?: string;
}
