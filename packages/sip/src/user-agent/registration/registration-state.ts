import type { NameAddr } from '../../grammar/name-addr.ts';
import type { Uri } from '../../grammar/uri.ts';
import type { EpochMs } from '../../runtime/clock.ts';
import type { EndReason } from '../core/end-reason.ts';
import type { Gruus } from '../core/identity.ts';

/** State of the registration of this user agent (RFC 3261 §10.2). With several flows it is that of the best one. */
export type RegistrationState =
  | { readonly kind: 'unregistered' }
  | { readonly kind: 'registering' }
  | {
      readonly kind: 'registered';
      /** When the binding lapses unless it is refreshed, which happens by itself. */
      readonly until: EpochMs;
      /** All bindings of the address of record, ours included. */
      readonly contacts: readonly NameAddr[];
      /** Names of this device that others may use meanwhile (RFC 5627); absent where the registrar gives none. */
      readonly gruus?: Gruus;
    }
  | {
      readonly kind: 'failed';
      readonly why: EndReason;
      /** When it is tried again by itself; absent when trying again would be of no use. */
      readonly retryAt?: EpochMs;
    };

/** One device or flow that the address of record is registered at (RFC 3261 §10.2.4). */
export interface ListedBinding {
  readonly uri: Uri;
  /** Whether this user agent has made it. */
  readonly isOurs: boolean;
  /** Seconds until it lapses. */
  readonly expiresSec: number | undefined;
  /** Preference from 0 to 1; undefined when it has none. */
  readonly q: number | undefined;
  /** Of the device (RFC 5626 §4.1), for example `urn:uuid:…`. */
  readonly instanceId: string | undefined;
  /** As the registrar has it, with all parameters. */
  readonly contact: NameAddr;
}

/** What the registrar says of the bindings of the user. */
export type BindingsOutcome =
  | { readonly kind: 'answered'; readonly bindings: readonly ListedBinding[] }
  | { readonly kind: 'failed'; readonly why: EndReason };
