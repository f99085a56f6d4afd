import type { NameAddr } from '../../../grammar/name-addr.ts';
import type { Uri } from '../../../grammar/uri.ts';
import type { Call, OutgoingCall } from '../call.ts';
import type { CallOptions } from '../call-options.ts';

/** Somebody asks this end to call somebody else (RFC 3515): a transfer when it is within a call. */
export interface IncomingReferral {
  /** The call whose other end asks; undefined when the REFER came outside of a call. */
  readonly call: Call | undefined;
  /** Who asks: Referred-By (RFC 3892), else From. The first is the other end's word only. */
  readonly by: NameAddr;
  /** Whom to call. */
  readonly to: Uri;
  /** Whether the new call takes the place of one that they already have (RFC 3891): an attended transfer. */
  readonly isAttended: boolean;

  /**
   * Agrees, and calls. Who asked hears how it goes by itself, and hangs up when it has gone well.
   * @param options of the call; what the call with the other end sends now, or sound, when `media` is left out
   * @throws {InvalidStateError} when it was decided before
   */
  accept(options?: Partial<CallOptions>): OutgoingCall;

  /**
   * Declines; 603 by default. Without effect when it was decided before.
   * @param status 400 to 699
   */
  reject(status?: number): void;
}
