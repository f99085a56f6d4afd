/** An expected outcome as a value: misuse throws, failure that comes from outside is returned. */
export type Result<T, E> = Ok<T> | Err<E>;

/** What was asked for. */
export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

/** What could not be had, and why. */
export interface Err<E> {
  readonly ok: false;
  readonly error: E;
}

/** A result that succeeded. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** A result that failed. */
export function err<E>(error: E): Err<E> {
  return { ok: false, error };
}
