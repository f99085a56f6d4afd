import type { NameAddr } from '../../grammar/name-addr.ts';
import type { EpochMs } from '../../runtime/clock.ts';
import type { EndReason } from '../core/end-reason.ts';

/** State of the registration of this user agent (RFC 3261 §10.2). */
export type RegistrationState =
  | { readonly kind: 'unregistered' }
  | { readonly kind: 'registering' }
  | {
      readonly kind: 'registered';
      /** When the binding lapses unless it is refreshed, which happens by itself. */
      readonly until: EpochMs;
      /** All bindings of the address of record, ours included. */
      readonly contacts: readonly NameAddr[];
    }
  | {
      readonly kind: 'failed';
      readonly why: EndReason;
      /** When it is tried again by itself; absent when trying again would be of no use. */
      readonly retryAt?: EpochMs;
    };
