import { type EndReason, formatUri, type NameAddr } from '@sidetone/sip';
import { partyOf } from '../party.ts';
import type { EpochMs } from '../state/basics.ts';
import type { CallChoice, CallOutcome } from '../state/call-snapshot.ts';
import { sentence, type Sentence } from './sentence.ts';
import { statusSentence } from './status-sentence.ts';

export interface EndedCall {
  readonly direction: 'outgoing' | 'incoming';
  /** Name of the other end. */
  readonly name: string;
  /** Whether it rang there. A 408 or 480 means something else then. */
  readonly hasRung: boolean;
  readonly answeredAt?: EpochMs;
  /** Who the other end was transferred to, by name. */
  readonly transferredTo?: string;
}

/** How a call ended, in words, and what it is for the person: as wanted, missed, or a failure. */
export function callOutcome(why: EndReason, call: EndedCall): CallOutcome {
  return {
    sentence: callSentence(why, call),
    tone: toneOf(why, call),
    ...('status' in why ? { status: why.status } : {}),
    ...(call.answeredAt === undefined ? {} : { answeredAt: call.answeredAt }),
    choices: why.kind === 'redirected' ? why.contacts.map(choiceOf) : [],
  };
}

function callSentence(why: EndReason, { direction, name, hasRung, transferredTo }: EndedCall): Sentence {
  const params = { name };
  switch (why.kind) {
    case 'hung-up':
      return sentence(why.by === 'local' ? 'end.hung-up.local' : 'end.hung-up.remote', params);
    case 'cancelled':
      return sentence(why.by === 'local' ? 'end.cancelled.local' : 'end.cancelled.remote', params);
    case 'answered-elsewhere':
      return sentence('end.answered-elsewhere', params);
    case 'declined-elsewhere':
      return sentence('end.declined-elsewhere', params);
    case 'rejected':
      if (why.by === 'local') return sentence('end.declined.local', params);
      if (why.status === 408 && !hasRung) return sentence('end.unreached', params);
      if (why.status === 480 && hasRung) return sentence('end.unavailable', params);
      return statusSentence('call', why.status, why.phrase, params);
    case 'redirected':
      return statusSentence('call', why.status, why.phrase, params);
    case 'timeout':
      if (why.waitedFor === 'response') return sentence('end.timeout', params);
      return sentence(direction === 'outgoing' ? 'end.unanswered.remote' : 'end.cancelled.remote', params);
    case 'transport':
      return sentence('end.transport', params);
    case 'media':
      return sentence(`end.media.${why.error}`, params);
    case 'authentication':
      return sentence(`end.authentication.${why.why}`, params);
    case 'unacknowledged':
      return sentence('end.unacknowledged', params);
    case 'lost':
      return sentence('end.lost', { ...params, status: why.status });
    case 'incompatible':
      return sentence('end.incompatible', params);
    case 'transferred':
      return sentence('end.transferred', {
        ...params,
        to: transferredTo ?? why.to.replace(/^sips?:|^tel:/, ''),
      });
    case 'replaced':
      return sentence('end.replaced', params);
    case 'stopped':
      return sentence('end.signed-out', params);
  }
}

function toneOf(why: EndReason, { direction }: EndedCall): CallOutcome['tone'] {
  switch (why.kind) {
    case 'hung-up':
    case 'answered-elsewhere':
    case 'declined-elsewhere':
    case 'transferred':
    case 'replaced':
    case 'stopped':
      return 'neutral';
    case 'cancelled':
      return why.by === 'local' ? 'neutral' : 'missed';
    case 'rejected':
      return why.by === 'local' ? 'neutral' : 'failed';
    case 'timeout':
      return direction === 'incoming' && why.waitedFor === 'answer' ? 'missed' : 'failed';
    case 'redirected':
    case 'transport':
    case 'media':
    case 'authentication':
    case 'unacknowledged':
    case 'lost':
    case 'incompatible':
      return 'failed';
  }
}

export interface FailedTransfer {
  /** Who was to be transferred. */
  readonly name: string;
  readonly target: string;
  /** Whether the other end had agreed to call. What failed after that is the call to the target. */
  readonly wasAsked: boolean;
  /** Whether it rang at the target. */
  readonly hasRung: boolean;
}

/** Why a transfer did not come about, in words. */
export function transferFailure(why: EndReason, { name, target, wasAsked, hasRung }: FailedTransfer): Sentence {
  if (wasAsked) return callSentence(why, { direction: 'outgoing', name: target, hasRung });
  return why.kind === 'rejected'
    ? sentence('transfer.refused', { name, status: why.status, phrase: why.phrase })
    : sentence('transfer.failed', { name });
}

function choiceOf(contact: NameAddr): CallChoice {
  const target = formatUri(contact.uri);
  const { displayName } = partyOf(contact);
  return { label: contact.displayName === undefined ? target.replace(/^sips?:|^tel:/, '') : displayName, target };
}
