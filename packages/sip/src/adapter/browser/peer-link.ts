import { MediaError, type MediaConnection, type ToneTiming } from '../../media/media-endpoint.ts';
import type { MediaStatistics } from '../../media/rendered-media.ts';
import type { MediaKind } from '../../sdp/session-description.ts';
import { preferPassive } from './description-lines.ts';
import { CandidateGathering } from './gather-candidates.ts';
import { answeredDirection, offeredDirection, type OutgoingState, outgoingState } from './media-direction.ts';
import { MediaReport } from './media-report.ts';
import { RemoteCandidates } from './remote-candidates.ts';
import { RemoteWatch } from './remote-watch.ts';

/** What a link reports to its endpoint. */
export interface PeerLinkUser {
  onConnection(connection: MediaConnection): void;
  onMedia(): void;
  onCandidates(fragment: string, isLast: boolean): void;
  /** What is sent of a kind now; undefined for nothing. */
  trackOf(kind: MediaKind): MediaStreamTrack | undefined;
}

/** What a description is made for. */
export interface LinkWish {
  /** Whether there is a place for that kind in an offer. */
  readonly audio: 'send' | 'receive' | 'none';
  readonly video: 'send' | 'receive' | 'none';
  readonly isHeld: boolean;
}

const kinds = ['audio', 'video'] as const;

/** One peer connection with one far end: what is offered, what is agreed on, and what really arrives. */
export class PeerLink {
  readonly remoteStream = new MediaStream();
  readonly #connection: RTCPeerConnection;
  readonly #localStream: MediaStream;
  readonly #user: PeerLinkUser;
  readonly #watch: RemoteWatch;
  readonly #gathering: CandidateGathering;
  readonly #remoteCandidates: RemoteCandidates;
  #isSilent = false;

  /** @param localStream names our tracks to the other end */
  constructor(connection: RTCPeerConnection, localStream: MediaStream, user: PeerLinkUser) {
    this.#connection = connection;
    this.#localStream = localStream;
    this.#user = user;
    this.#watch = new RemoteWatch(connection, () => user.onMedia());
    this.#gathering = new CandidateGathering(connection, (fragment, isLast) => user.onCandidates(fragment, isLast));
    this.#remoteCandidates = new RemoteCandidates(connection);
    connection.ontrack = ({ track }) => this.#addRemoteTrack(track);
    connection.onconnectionstatechange = () => this.#connectionChanged();
  }

  get connection(): 'new' | MediaConnection {
    const { connectionState } = this.#connection;
    return connectionState === 'closed' ? 'disconnected' : connectionState;
  }

  async createOffer(wish: LinkWish, restartIce: boolean): Promise<string> {
    for (const kind of kinds) {
      const [first] = this.#transceivers(kind);
      const direction = offeredDirection(
        { sends: wish[kind] === 'send', holds: wish.isHeld },
        first?.currentDirection ?? null,
      );
      if (first !== undefined) first.direction = direction;
      else if (wish[kind] !== 'none') {
        this.#connection.addTransceiver(kind, { direction, streams: [this.#localStream] });
      }
    }
    this.#quietOthers(wish.isHeld);
    await this.sendTracks();
    await this.#connection.setLocalDescription(await this.#connection.createOffer({ iceRestart: restartIce }));
    return this.#description();
  }

  async acceptOffer(sdp: string, wish: LinkWish): Promise<string> {
    const isFirst = this.#connection.remoteDescription === null;
    await this.#setRemote('offer', sdp);
    try {
      for (const kind of kinds) {
        const [first] = this.#transceivers(kind);
        if (first === undefined) continue;
        first.direction = answeredDirection({ sends: wish[kind] === 'send', holds: wish.isHeld });
        first.sender.setStreams(this.#localStream);
      }
      this.#quietOthers(wish.isHeld);
      await this.sendTracks();
      const answer = await this.#connection.createAnswer();
      // Once the handshake has been made, its roles stay.
      const text = isFirst ? preferPassive(answer.sdp ?? '', sdp) : (answer.sdp ?? '');
      await this.#connection.setLocalDescription({ type: 'answer', sdp: text });
      this.#forgetRefused();
    } catch (error) {
      // The offer is refused whole, and the session stays as it was (RFC 3264 §8).
      if (this.#connection.signalingState === 'have-remote-offer') {
        await this.#connection.setRemoteDescription({ type: 'rollback' });
      }
      throw error;
    }
    this.#user.onMedia();
    return this.#description();
  }

  async applyAnswer(sdp: string, kind: 'answer' | 'pranswer'): Promise<void> {
    await this.#setRemote(kind, sdp);
    if (kind === 'answer') this.#forgetRefused();
    this.#user.onMedia();
  }

  async rollback(): Promise<void> {
    if (this.#connection.signalingState !== 'have-local-offer') return;
    await this.#connection.setLocalDescription({ type: 'rollback' });
    this.#forgetRefused();
  }

  /** What may be sent is sent, without a new offer. */
  async sendTracks(): Promise<void> {
    await Promise.all(
      kinds.map(async (kind) => {
        const sender = this.#transceivers(kind)[0]?.sender;
        const track = this.#user.trackOf(kind) ?? null;
        if (sender === undefined || sender.track === track || this.#connection.signalingState === 'closed') return;
        await sender.replaceTrack(track);
      }),
    );
  }

  /** Plays nothing of what still arrives. */
  setSilent(isSilent: boolean): void {
    this.#isSilent = isSilent;
    for (const track of this.remoteStream.getTracks()) track.enabled = !isSilent;
  }

  /** Whether offer and answer have been exchanged. */
  get isAgreed(): boolean {
    return this.#connection.currentRemoteDescription !== null;
  }

  /** Whether both ends have agreed that this kind is received. */
  receives(kind: MediaKind): boolean {
    return this.#transceivers(kind).some(({ currentDirection }) => currentDirection?.includes('recv') === true);
  }

  /** How it stands with sending that kind. */
  outgoing(kind: MediaKind): OutgoingState {
    return outgoingState(this.#transceivers(kind)[0]);
  }

  sendDtmf(tones: string, { durationMs, gapMs }: ToneTiming): boolean {
    const [transceiver] = this.#transceivers('audio');
    const dtmf = transceiver?.sender.dtmf;
    if (dtmf === undefined || dtmf === null || !dtmf.canInsertDTMF) return false;
    if (transceiver?.currentDirection?.includes('send') !== true) return false;
    dtmf.insertDTMF(dtmf.toneBuffer + tones, durationMs, gapMs);
    return true;
  }

  addCandidates(fragment: string): Promise<void> {
    return this.#remoteCandidates.add(fragment);
  }

  get remoteActivity(): RemoteWatch['activity'] {
    return this.#watch.activity;
  }

  async statistics(): Promise<MediaStatistics> {
    const report = new MediaReport(await this.#connection.getStats());
    return { ...report.summary(), quality: this.#watch.quality(report) };
  }

  close(): void {
    this.#watch.stop();
    this.#gathering.stop();
    this.#connection.ontrack = null;
    this.#connection.onconnectionstatechange = null;
    this.#connection.close();
    for (const track of this.remoteStream.getTracks()) track.stop();
  }

  /** A second stream of a kind is only taken. */
  #quietOthers(isHeld: boolean): void {
    for (const kind of kinds) {
      for (const other of this.#transceivers(kind).slice(1)) other.direction = isHeld ? 'inactive' : 'recvonly';
    }
  }

  /** What was taken back or refused has no section any more, and must not come back in the next offer. */
  #forgetRefused(): void {
    for (const transceiver of this.#connection.getTransceivers()) {
      if (transceiver.mid === null && transceiver.direction !== 'stopped') transceiver.stop();
    }
  }

  #transceivers(kind: MediaKind): RTCRtpTransceiver[] {
    return this.#connection
      .getTransceivers()
      .filter(({ receiver, direction }) => receiver.track.kind === kind && direction !== 'stopped');
  }

  async #setRemote(type: 'offer' | 'answer' | 'pranswer', sdp: string): Promise<void> {
    try {
      await this.#connection.setRemoteDescription({ type, sdp });
    } catch (cause) {
      throw new MediaError('incompatible', `The description of the other end cannot be used: ${String(cause)}`, {
        cause,
      });
    }
    await this.#remoteCandidates.described();
  }

  async #description(): Promise<string> {
    const sdp = await this.#gathering.description();
    if (sdp === undefined) throw new MediaError('failed', 'The description was taken back while it was made');
    return sdp;
  }

  #addRemoteTrack(track: MediaStreamTrack): void {
    track.enabled = !this.#isSilent;
    // It ends when the other end refuses the section (RFC 8829 §5.10), or at the end of the call.
    track.onended = () => {
      this.remoteStream.removeTrack(track);
      this.#user.onMedia();
    };
    this.remoteStream.addTrack(track);
    this.#user.onMedia();
  }

  #connectionChanged(): void {
    const state = this.connection;
    if (state !== 'new') this.#user.onConnection(state);
  }
}
