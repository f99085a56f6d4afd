import type { DigestRefusal } from '../auth/digest-client.ts';

/** Why a challenge (401, 407) could not be answered. */
export type AuthenticationFailure = 'no-credentials' | DigestRefusal;
