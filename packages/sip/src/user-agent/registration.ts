import type { Emitter } from '../runtime/emitter.ts';
import type { RegistrationState } from './registration-state.ts';

export interface RegistrationEvents {
  changed: RegistrationState;
}

/** The binding of this user agent at its registrar (RFC 3261 §10.2, RFC 5626 §4). */
export interface Registration extends Pick<Emitter<RegistrationEvents>, 'on'> {
  readonly state: RegistrationState;
  /** Registers and stays registered: refreshes, and tries again after failures that may pass. Now, if a retry is waiting. */
  register(): void;
  /** Removes the binding. Settles when that is answered or failed; never rejects. */
  unregister(): Promise<void>;
}
