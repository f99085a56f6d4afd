import type { EndReason } from '@sidetone/sip';
import { sentence, type Sentence } from './sentence.ts';
import { statusSentence } from './status-sentence.ts';

/** Why a message was not delivered, in words. */
export function messageFailure(why: EndReason, name: string): Sentence {
  const params = { name };
  switch (why.kind) {
    case 'rejected':
    case 'redirected':
      return statusSentence('message', why.status, why.phrase, params);
    case 'lost':
      return statusSentence('message', why.status, '', params);
    case 'timeout':
      return sentence('message.timeout', params);
    case 'transport':
      return sentence('message.transport', params);
    case 'authentication':
      return sentence('message.authentication', params);
    case 'stopped':
    case 'cancelled':
      return sentence('message.signed-out', params);
    // What only a call can end with is not expected here; it says that something was not understood.
    case 'hung-up':
    case 'answered-elsewhere':
    case 'declined-elsewhere':
    case 'media':
    case 'unacknowledged':
    case 'transferred':
    case 'replaced':
    case 'incompatible':
      return sentence('message.incompatible', params);
  }
}
