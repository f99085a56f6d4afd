import type { SoundReading } from '../../media/call-quality.ts';
import type { InboundStatistics, MediaStatistics } from '../../media/rendered-media.ts';

/** The members of the statistics objects that are read here; TypeScript's library knows only some (webrtc-stats §6). */
interface Row {
  readonly id: string;
  readonly type: string;
  readonly kind?: string;
  readonly bytesReceived?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly jitter?: number;
  readonly codecId?: string;
  readonly mimeType?: string;
  readonly framesDecoded?: number;
  readonly frameWidth?: number;
  readonly frameHeight?: number;
  readonly totalAudioEnergy?: number;
  readonly totalSamplesDuration?: number;
  readonly jitterBufferDelay?: number;
  readonly jitterBufferEmittedCount?: number;
  readonly selectedCandidatePairId?: string;
  readonly currentRoundTripTime?: number;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly candidateType?: string;
}

/** One reading of a peer connection's statistics. */
export class MediaReport {
  readonly #rows: ReadonlyMap<string, Row>;

  constructor(report: Pick<RTCStatsReport, 'forEach'>) {
    const rows = new Map<string, Row>();
    report.forEach((row: Row) => rows.set(row.id, row));
    this.#rows = rows;
  }

  /** Energy of the sound received, and how long it lasted in seconds. */
  get sound(): { readonly energy: number; readonly durationSec: number } | undefined {
    const row = this.#inbound('audio');
    if (row === undefined) return undefined;
    return { energy: row.totalAudioEnergy ?? 0, durationSec: row.totalSamplesDuration ?? 0 };
  }

  get framesDecoded(): number | undefined {
    return this.#inbound('video')?.framesDecoded;
  }

  /** What the quality of the sound is reckoned from; undefined when none is received. */
  get reading(): SoundReading | undefined {
    const row = this.#inbound('audio');
    if (row === undefined) return undefined;
    return {
      packetsReceived: row.packetsReceived ?? 0,
      packetsLost: row.packetsLost ?? 0,
      jitterMs: (row.jitter ?? 0) * 1000,
      waitedMs: row.jitterBufferDelay === undefined ? undefined : row.jitterBufferDelay * 1000,
      samplesPlayed: row.jitterBufferEmittedCount ?? 0,
      roundTripMs: this.#roundTripMs,
    };
  }

  summary(): Omit<MediaStatistics, 'quality'> {
    const pair = this.#pair;
    return {
      audio: this.#count(this.#inbound('audio')),
      video: this.#countVideo(this.#inbound('video')),
      roundTripMs: this.#roundTripMs,
      localCandidate: this.#rows.get(pair?.localCandidateId ?? '')?.candidateType,
      remoteCandidate: this.#rows.get(pair?.remoteCandidateId ?? '')?.candidateType,
    };
  }

  get #pair(): Row | undefined {
    const transport = this.#find((row) => row.type === 'transport' && row.selectedCandidatePairId !== undefined);
    return this.#rows.get(transport?.selectedCandidatePairId ?? '');
  }

  get #roundTripMs(): number | undefined {
    const roundTripSec = this.#pair?.currentRoundTripTime;
    return roundTripSec === undefined ? undefined : roundTripSec * 1000;
  }

  #count(row: Row | undefined): InboundStatistics | undefined {
    if (row === undefined) return undefined;
    return {
      bytesReceived: row.bytesReceived ?? 0,
      packetsReceived: row.packetsReceived ?? 0,
      packetsLost: row.packetsLost ?? 0,
      jitterMs: (row.jitter ?? 0) * 1000,
      codec: this.#rows.get(row.codecId ?? '')?.mimeType,
    };
  }

  #countVideo(row: Row | undefined): MediaStatistics['video'] {
    const counted = this.#count(row);
    if (counted === undefined || row === undefined) return undefined;
    return {
      ...counted,
      framesDecoded: row.framesDecoded ?? 0,
      width: row.frameWidth ?? 0,
      height: row.frameHeight ?? 0,
    };
  }

  #inbound(kind: 'audio' | 'video'): Row | undefined {
    return this.#find((row) => row.type === 'inbound-rtp' && row.kind === kind);
  }

  #find(matches: (row: Row) => boolean): Row | undefined {
    for (const row of this.#rows.values()) if (matches(row)) return row;
    return undefined;
  }
}
