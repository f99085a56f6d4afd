/** Why a challenge (401, 407) could not be answered. */
export type AuthenticationFailure = 'no-credentials' | 'wrong-credentials' | 'foreign-realm' | 'no-known-algorithm';
