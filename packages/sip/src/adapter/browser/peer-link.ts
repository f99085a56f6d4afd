import { MediaError, type MediaConnection, type MediaWant, type ToneTiming } from '../../media/media-endpoint.ts';
import type { MediaStatistics } from '../../media/rendered-media.ts';
import type { MediaKind } from '../../sdp/session-description.ts';
import { preferPassive } from './description-lines.ts';
import { gatherCandidates } from './gather-candidates.ts';
import { readIceSections } from './ice-fragment.ts';
import { LateCandidates } from './late-candidates.ts';
import type { LocalMedia } from './local-media.ts';
import { answeredDirection, offeredDirection } from './media-direction.ts';
import { MediaReport } from './media-report.ts';
import { RemoteWatch } from './remote-watch.ts';

/** What a link reports to its endpoint. */
export interface PeerLinkUser {
  onConnection(connection: MediaConnection): void;
  onMedia(): void;
  onCandidates(fragment: string, isLast: boolean): void;
}

/** One peer connection with one far end: what is offered, what is agreed on, and what really arrives. */
export class PeerLink {
  readonly remoteStream = new MediaStream();
  readonly #connection: RTCPeerConnection;
  readonly #local: LocalMedia;
  readonly #user: PeerLinkUser;
  readonly #watch: RemoteWatch;
  readonly #found: LateCandidates;

  constructor(connection: RTCPeerConnection, local: LocalMedia, user: PeerLinkUser) {
    this.#connection = connection;
    this.#local = local;
    this.#user = user;
    this.#watch = new RemoteWatch(connection, () => user.onMedia());
    connection.ontrack = ({ track }) => this.#addRemoteTrack(track);
    this.#found = new LateCandidates(connection, (fragment, isLast) => user.onCandidates(fragment, isLast));
    connection.onconnectionstatechange = () => this.#connectionChanged();
  }

  get connection(): 'new' | MediaConnection {
    const { connectionState } = this.#connection;
    return connectionState === 'closed' ? 'disconnected' : connectionState;
  }

  async createOffer(want: MediaWant, restartIce: boolean): Promise<string> {
    this.#setDirections(want, 'offer');
    await this.#sendTracks();
    this.#found.describing();
    await this.#connection.setLocalDescription(await this.#connection.createOffer({ iceRestart: restartIce }));
    return this.#gathered();
  }

  async acceptOffer(sdp: string, want: MediaWant): Promise<string> {
    const isFirst = this.#connection.remoteDescription === null;
    await this.#setRemote('offer', sdp);
    this.#setDirections(want, 'answer');
    await this.#sendTracks();
    this.#found.describing();
    const answer = await this.#connection.createAnswer();
    // Once the handshake has been made, its roles stay.
    const text = isFirst ? preferPassive(answer.sdp ?? '', sdp) : (answer.sdp ?? '');
    await this.#connection.setLocalDescription({ type: 'answer', sdp: text });
    this.#user.onMedia();
    return this.#gathered();
  }

  async applyAnswer(sdp: string, kind: 'answer' | 'pranswer'): Promise<void> {
    await this.#setRemote(kind, sdp);
    this.#user.onMedia();
  }

  async rollback(): Promise<void> {
    if (this.#connection.signalingState === 'have-local-offer') {
      await this.#connection.setLocalDescription({ type: 'rollback' });
    }
  }

  /** The local tracks have changed: what may be sent is sent, without a new offer. */
  async sendTracks(): Promise<void> {
    if (this.#connection.signalingState !== 'closed') await this.#sendTracks();
  }

  /** Whether both ends have agreed that this kind is received. */
  receives(kind: MediaKind): boolean {
    return this.#transceivers(kind).some(({ currentDirection }) => currentDirection?.includes('recv') === true);
  }

  /** Whether this end offers to send that kind, or does so; false when the other end has refused it. */
  maySend(kind: MediaKind): boolean {
    return this.#transceivers(kind).some(({ direction }) => direction.includes('send'));
  }

  sendDtmf(tones: string, { durationMs, gapMs }: ToneTiming): boolean {
    if (!/^[0-9*#A-Da-d,]*$/.test(tones)) throw new RangeError(`${tones} has characters that are no tones`);
    const sender = this.#transceivers('audio')[0]?.sender.dtmf;
    if (sender?.canInsertDTMF !== true) return false;
    sender.insertDTMF(sender.toneBuffer + tones, durationMs, gapMs);
    return true;
  }

  async addCandidates(fragment: string): Promise<void> {
    const ufrags = readIceSections(this.#connection.remoteDescription?.sdp ?? '').map(({ ufrag }) => ufrag);
    for (const { mid, ufrag, candidates } of readIceSections(fragment)) {
      if (!ufrags.includes(ufrag)) continue;
      for (const candidate of candidates) await this.#connection.addIceCandidate({ candidate, sdpMid: mid });
    }
  }

  get remoteActivity(): RemoteWatch['activity'] {
    return this.#watch.activity;
  }

  async statistics(): Promise<MediaStatistics> {
    return { ...new MediaReport(await this.#connection.getStats()).summary(), quality: undefined };
  }

  close(): void {
    this.#watch.stop();
    this.#found.stop();
    this.#connection.ontrack = null;
    this.#connection.onconnectionstatechange = null;
    this.#connection.close();
    for (const track of this.remoteStream.getTracks()) track.stop();
  }

  #setDirections(want: MediaWant, role: 'offer' | 'answer'): void {
    for (const kind of ['audio', 'video'] as const) {
      const canSend = kind === 'audio' ? this.#local.audioTrack !== undefined : this.#local.cameraProblem === undefined;
      const [first, ...more] = this.#transceivers(kind);
      const { currentDirection } = first ?? { currentDirection: null };
      const wish = { sends: want[kind] && canSend, holds: want.hold === true };
      const direction = role === 'offer' ? offeredDirection(wish, currentDirection) : answeredDirection(wish);
      if (first !== undefined) first.direction = direction;
      else if (role === 'offer' && (want[kind] || kind === 'audio')) {
        this.#connection.addTransceiver(kind, { direction, streams: [this.#local.stream] });
      }
      for (const another of more) another.direction = want.hold === true ? 'inactive' : 'recvonly';
    }
    for (const track of this.remoteStream.getTracks()) track.enabled = want.hold !== true;
    this.#local.setHeld(want.hold === true);
  }

  async #sendTracks(): Promise<void> {
    await Promise.all(
      (['audio', 'video'] as const).map(async (kind) => {
        const [transceiver] = this.#transceivers(kind);
        if (transceiver === undefined) return;
        const track = (kind === 'audio' ? this.#local.audioTrack : this.#local.videoTrack) ?? null;
        if (transceiver.sender.track === track) return;
        await transceiver.sender.replaceTrack(track);
      }),
    );
  }

  #transceivers(kind: MediaKind): RTCRtpTransceiver[] {
    return this.#connection
      .getTransceivers()
      .filter(({ receiver, currentDirection }) => receiver.track.kind === kind && currentDirection !== 'stopped');
  }

  async #setRemote(type: 'offer' | 'answer' | 'pranswer', sdp: string): Promise<void> {
    try {
      await this.#connection.setRemoteDescription({ type, sdp });
    } catch (cause) {
      throw new MediaError('incompatible', `The description of the other end cannot be used: ${String(cause)}`, {
        cause,
      });
    }
  }

  async #gathered(): Promise<string> {
    await gatherCandidates(this.#connection);
    const { localDescription } = this.#connection;
    if (localDescription === null) throw new MediaError('failed', 'The description was taken back while it was made');
    return this.#found.described(localDescription.sdp);
  }

  #addRemoteTrack(track: MediaStreamTrack): void {
    this.remoteStream.addTrack(track);
    this.#user.onMedia();
  }

  #connectionChanged(): void {
    const state = this.connection;
    if (state !== 'new') this.#user.onConnection(state);
  }
}
