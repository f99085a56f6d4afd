/** Our own caller asked for something that the object's state does not allow. It is a defect of the caller. */
export class InvalidStateError extends Error {
  override readonly name = 'InvalidStateError';
}
