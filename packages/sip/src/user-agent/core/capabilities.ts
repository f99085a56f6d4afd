/** Methods that a user agent takes. */
export const ALLOWED_METHODS: readonly string[] = [
  'INVITE',
  'ACK',
  'CANCEL',
  'BYE',
  'OPTIONS',
  'MESSAGE',
  'SUBSCRIBE',
  'NOTIFY',
];

/** Methods that it knows and does not take: 405 rather than 501 (RFC 3261 §8.2.1). */
export const KNOWN_METHODS: ReadonlySet<string> = new Set([
  ...ALLOWED_METHODS,
  'REGISTER',
  'PUBLISH',
  'PRACK',
  'UPDATE',
  'INFO',
  'REFER',
]);

/** Option tags that it supports. */
export const SUPPORTED_OPTIONS: readonly string[] = ['outbound', 'path'];
