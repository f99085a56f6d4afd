import type { Call, RenderedMediaEndpoint } from '@sidetone/sip';
import { callOutcome } from '../outcomes/call-outcome.ts';
import { sentence, type Sentence } from '../outcomes/sentence.ts';
import { statusSentence } from '../outcomes/status-sentence.ts';
import { cleanName } from '../party.ts';
import type { EpochMs, PartySnapshot } from '../state/basics.ts';
import type {
  CallChange,
  CallMediaSnapshot,
  CallOriginSnapshot,
  CallSnapshot,
  CallStateSnapshot,
  DtmfSnapshot,
  QualitySnapshot,
  TransferSnapshot,
} from '../state/call-snapshot.ts';

import { priorityOf } from './call-origin.ts';

/** What the phone knows about a call besides what the call says. */
export interface CallFacts {
  readonly remote: PartySnapshot;
  readonly startedAt: EpochMs;
  readonly video: boolean;
  readonly origin: CallOriginSnapshot | undefined;
  readonly endpoint: RenderedMediaEndpoint | undefined;
  readonly changing: CallChange | undefined;
  readonly problem: Sentence | undefined;
  readonly transfer: TransferSnapshot | undefined;
  readonly dtmf: DtmfSnapshot;
  readonly quality: QualitySnapshot | undefined;
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
  const { details, state } = call;
  const endpoint = state.kind === 'terminated' ? undefined : facts.endpoint;
  const microphoneProblem = endpoint?.status.microphoneProblem;
  return {
    id: call.id,
    direction: call.direction,
    remote: facts.remote,
    startedAt: facts.startedAt,
    video: facts.video,
    state: stateOf(call, facts),
    media: endpoint === undefined ? noMedia : mediaOf(endpoint),
    hold: state.kind === 'confirmed' ? state.hold : 'none',
    dtmf: facts.dtmf,
    ...present({
      subject: cleanName(details.subject ?? '') || undefined,
      priority: priorityOf(details.priority),
      origin: facts.origin,
      changing: facts.changing,
      problem: facts.problem,
      transfer: facts.transfer,
      quality: facts.quality,
      receiveOnly:
        microphoneProblem === undefined
          ? undefined
          : sentence(`receive-only.${microphoneProblem}`, { name: facts.remote.displayName }),
    }),
  };
}

/** Only what is there, since JSON knows no `undefined`. */
function present<T extends object>(values: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
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
        ...(facts.transfer?.by === 'local' ? { transferredTo: facts.transfer.target.displayName } : {}),
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
