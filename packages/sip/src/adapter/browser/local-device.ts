import type { MediaErrorKind } from '../../media/media-endpoint.ts';
import type { DeviceKind, DeviceOpener } from './device-opener.ts';
import { toMediaError } from './media-errors.ts';

/** What a device reports to the media of its call. */
export interface LocalDeviceUser {
  /** The track came or went, or a problem did. */
  onChanged(): void;
  /** It was unplugged. @param replacement label of the one that is used instead */
  onLost(kind: DeviceKind, replacement: string | undefined): void;
}

/**
 * The microphone or the camera of a call. What was asked for last counts; a track that comes too late for it is stopped
 * at once, so that no device stays open that nobody knows of.
 */
export class LocalDevice {
  readonly kind: DeviceKind;
  /** Why it is not there although it is wanted. */
  problem: MediaErrorKind | undefined;
  readonly #opener: DeviceOpener;
  readonly #stream: MediaStream;
  readonly #user: LocalDeviceUser;
  #id: string | undefined;
  #track: MediaStreamTrack | undefined;
  #isWanted = false;
  #isSilent = false;
  /** Counts what was asked for. What was begun for an earlier count is of no more use. */
  #turn = 0;
  #opening: Promise<void> | undefined;

  /** @param stream gets and loses the track */
  constructor(kind: DeviceKind, opener: DeviceOpener, stream: MediaStream, user: LocalDeviceUser) {
    this.kind = kind;
    this.#opener = opener;
    this.#stream = stream;
    this.#user = user;
    this.#id = kind === 'microphone' ? opener.choice.microphoneId : opener.choice.cameraId;
  }

  get track(): MediaStreamTrack | undefined {
    return this.#track;
  }

  /** Begins with what has been opened before. */
  adopt(track: MediaStreamTrack | undefined, problem: MediaErrorKind | undefined): void {
    this.#isWanted = track !== undefined || problem !== undefined;
    this.problem = problem;
    if (track !== undefined) this.#set(track);
  }

  /** Opens or releases it. Released means released: its light goes out. After a problem it waits for `retry`. */
  want(isWanted: boolean): void {
    this.#isWanted = isWanted;
    if (isWanted) {
      if (this.#track === undefined && this.#opening === undefined && this.problem === undefined) this.#open();
      return;
    }
    this.#turn += 1;
    this.#opening = undefined;
    if (this.#track === undefined) return;
    this.#drop();
    this.#user.onChanged();
  }

  /** Forgets the problem, and opens the device when it is wanted. */
  retry(): void {
    this.problem = undefined;
    if (this.#isWanted) this.want(true);
  }

  /** It was plugged in, perhaps. */
  lookAgain(): void {
    if (this.problem === 'no-device' && this.#opening === undefined) this.retry();
  }

  /** Silent: it stays open, and nothing of it is heard. */
  setSilent(isSilent: boolean): void {
    this.#isSilent = isSilent;
    if (this.#track !== undefined) this.#track.enabled = !isSilent;
  }

  /** Waits until an opening under way has come to an end, at most `limitMs`. */
  async settled(limitMs: number): Promise<void> {
    if (this.#opening === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limitMs);
    });
    await Promise.race([this.#opening, limit]);
    clearTimeout(timer);
  }

  /**
   * Uses another device; when none is wanted now, the next time.
   * @throws {MediaError} when it cannot be opened; then the one before stays
   */
  async use(id: string | undefined): Promise<void> {
    if (!this.#isWanted) {
      this.#id = id;
      return;
    }
    this.#turn += 1;
    this.#opening = undefined;
    const turn = this.#turn;
    const track = await this.#openInstead(id, turn);
    this.#id = id;
    if (turn === this.#turn) this.#take(track);
    else track.stop();
  }

  close(): void {
    this.#turn += 1;
    this.#isWanted = false;
    this.#drop();
  }

  #open(): void {
    this.#turn += 1;
    this.#opening = this.#openPreferred(this.#turn);
  }

  async #openPreferred(turn: number): Promise<void> {
    try {
      const track = await this.#opener.openDevice(this.kind, this.#id);
      if (turn === this.#turn) this.#take(track);
      else track.stop();
    } catch (error) {
      if (turn !== this.#turn) return;
      this.problem = toMediaError(error).kind;
      this.#user.onChanged();
    } finally {
      if (turn === this.#turn) this.#opening = undefined;
    }
  }

  async #openInstead(id: string | undefined, turn: number): Promise<MediaStreamTrack> {
    try {
      return await this.#opener.openDevice(this.kind, id, 'exact');
    } catch (error) {
      const problem = toMediaError(error);
      if (turn !== this.#turn) throw problem;
      if (this.#track === undefined || problem.kind !== 'in-use') {
        this.want(this.#isWanted);
        throw problem;
      }
    }
    // Some platforms give one device of a kind at a time.
    this.#drop();
    this.#user.onChanged();
    try {
      return await this.#opener.openDevice(this.kind, id, 'exact');
    } catch (error) {
      if (turn === this.#turn) this.want(this.#isWanted);
      throw error;
    }
  }

  #take(track: MediaStreamTrack): void {
    this.#set(track);
    this.problem = undefined;
    this.#user.onChanged();
  }

  #set(track: MediaStreamTrack): void {
    this.#drop();
    this.#track = track;
    track.enabled = !this.#isSilent;
    track.onended = () => void this.#lost();
    this.#stream.addTrack(track);
  }

  #drop(): void {
    const track = this.#track;
    if (track === undefined) return;
    this.#track = undefined;
    track.onended = null;
    track.stop();
    this.#stream.removeTrack(track);
  }

  /** A device can be unplugged in a call. The platform's default takes its place. */
  async #lost(): Promise<void> {
    this.#drop();
    this.#id = undefined;
    this.#user.onChanged();
    if (!this.#isWanted) return;
    this.#open();
    const turn = this.#turn;
    await this.#opening;
    if (turn === this.#turn) this.#user.onLost(this.kind, this.#track?.label);
  }
}
