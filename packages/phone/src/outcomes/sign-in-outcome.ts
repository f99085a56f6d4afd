import type { AuthenticationFailure, EndReason } from '@sidetone/sip';
import type { AccountSnapshot } from '../state/session-snapshot.ts';
import { sentence, type Sentence, type SentenceKey } from './sentence.ts';
import { statusSentence } from './status-sentence.ts';

const authenticationKeys: Readonly<Record<AuthenticationFailure, SentenceKey>> = {
  'no-credentials': 'sign-in.wrong-password',
  'wrong-credentials': 'sign-in.wrong-password',
  'foreign-realm': 'sign-in.foreign-realm',
  'no-known-algorithm': 'sign-in.no-known-algorithm',
};

/** Why signing in did not work, in words. */
export function signInFailure(why: EndReason, { user, domain }: Pick<AccountSnapshot, 'user' | 'domain'>): Sentence {
  const params = { user, domain };
  switch (why.kind) {
    case 'rejected':
    case 'redirected':
      return why.status === 401 || why.status === 407
        ? sentence('sign-in.wrong-password', params)
        : statusSentence('sign-in', why.status, why.phrase, params);
    case 'lost':
      return statusSentence('sign-in', why.status, '', params);
    case 'timeout':
      return sentence('sign-in.timeout', params);
    case 'transport':
      return sentence('sign-in.unreachable', params);
    case 'authentication':
      return sentence(authenticationKeys[why.why], params);
    case 'hung-up':
    case 'cancelled':
    case 'answered-elsewhere':
    case 'declined-elsewhere':
    case 'media':
    case 'unacknowledged':
    case 'transferred':
    case 'replaced':
    case 'incompatible':
    case 'stopped':
      return sentence('sign-in.incompatible', params);
  }
}

/** Whether the same attempt may succeed later without a person doing anything: what a lost session tries again. */
export function mayPass(why: EndReason): boolean {
  switch (why.kind) {
    case 'timeout':
    case 'transport':
    case 'lost':
      return true;
    case 'rejected':
      return why.status === 408 || why.status === 430 || why.status === 480 || Math.floor(why.status / 100) === 5;
    case 'hung-up':
    case 'cancelled':
    case 'answered-elsewhere':
    case 'declined-elsewhere':
    case 'redirected':
    case 'media':
    case 'authentication':
    case 'unacknowledged':
    case 'transferred':
    case 'replaced':
    case 'incompatible':
    case 'stopped':
      return false;
  }
}
