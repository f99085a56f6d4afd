/** A mistake of whoever started the program. Its message is one line for stderr; the program ends with status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
