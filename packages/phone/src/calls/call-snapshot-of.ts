import type { Call, RenderedMediaEndpoint } from '@sidetone/sip';
import { callOutcome } from '../outcomes/call-outcome.ts';
import type { Sentence } from '../outcomes/sentence.ts';
import { statusSentence } from '../outcomes/status-sentence.ts';
import type { EpochMs, PartySnapshot } from '../state/basics.ts';
import type { CallMediaSnapshot, CallSnapshot, CallStateSnapshot } from '../state/call-snapshot.ts';

/** What the phone knows about a call besides what the call says. */
export interface CallFacts {
  readonly remote: PartySnapshot;
  readonly startedAt: EpochMs;
  readonly video: boolean;
  readonly endpoint: RenderedMediaEndpoint | undefined;
  readonly hasRung: boolean;
  readonly answeredAt: EpochMs | undefined;
  readonly endedAt: EpochMs;
  /** Why the phone itself ended the call, where that says more than how it ended. */
  readonly endedBecause: Sentence | undefined;
}

const noMedia: CallMediaSnapshot = {
  microphone: 'absent',
  camera: 'absent',
  remoteAudio: 'absent',
  remoteVideo: 'absent',
  connection: 'new',
};

/** A call as plain data. */
export function callSnapshotOf(call: Call, facts: CallFacts): CallSnapshot {
  return {
    id: call.id,
    direction: call.direction,
    remote: facts.remote,
    startedAt: facts.startedAt,
    video: facts.video,
    state: stateOf(call, facts),
    media: facts.endpoint === undefined || call.state.kind === 'terminated' ? noMedia : mediaOf(facts.endpoint),
  };
}

function stateOf({ direction, state }: Call, facts: CallFacts): CallStateSnapshot {
  const name = facts.remote.displayName;
  switch (state.kind) {
    case 'preparing':
    case 'trying':
    case 'answering':
      return { kind: state.kind };
    case 'proceeding':
    case 'early': {
      const { kind, status, phrase } = state;
      if (direction === 'incoming') return { kind: 'early', status };
      return { kind, status, progress: statusSentence('call', status, phrase, { name }) };
    }
    case 'confirmed':
      return { kind: 'confirmed', since: state.since };
    case 'terminated': {
      const { hasRung, answeredAt, endedAt, endedBecause } = facts;
      const outcome = callOutcome(state.why, {
        direction,
        name,
        hasRung,
        ...(answeredAt === undefined ? {} : { answeredAt }),
      });
      return {
        kind: 'terminated',
        at: endedAt,
        outcome: endedBecause === undefined ? outcome : { ...outcome, sentence: endedBecause, tone: 'failed' },
      };
    }
  }
}

function mediaOf({ status }: RenderedMediaEndpoint): CallMediaSnapshot {
  const { microphone, camera, remoteAudio, remoteVideo, connection } = status;
  return { microphone, camera, remoteAudio, remoteVideo, connection };
}
