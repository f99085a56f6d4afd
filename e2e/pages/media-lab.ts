import type { MediaWant, RenderedMediaEndpoint } from '@sidetone/sip';
import { BrowserMediaFactory } from '@sidetone/sip/browser';

const audio: MediaWant = { audio: true, video: false };
const both: MediaWant = { audio: true, video: true };
const held = (want: MediaWant): MediaWant => ({ ...want, hold: true });

/** One end of a call, and what it told. */
interface LabEnd {
  readonly endpoint: RenderedMediaEndpoint;
  readonly remoteStream: MediaStream;
  readonly connection: RTCPeerConnection;
  readonly fragments: { readonly fragment: string; readonly isLast: boolean }[];
  readonly lost: { readonly kind: string; readonly replacement: string | undefined }[];
  offersNeeded: number;
}

/** What left an end: packets of sound, frames of its picture, and the energy of its sound at the other end. */
interface LabTraffic {
  readonly audio: number;
  readonly frames: number;
  readonly energy: number;
}

/** Two ends of the media of a call in one page. The descriptions go from hand to hand. */
class Lab {
  /** Every track that the platform ever gave. */
  readonly tracks: MediaStreamTrack[] = [];
  readonly connections: RTCPeerConnection[] = [];
  readonly ends: LabEnd[] = [];
  factory = new BrowserMediaFactory();
  readonly audio = audio;
  readonly both = both;
  readonly held = held;
  /** Errors that nobody caught. */
  readonly uncaught: string[] = [];
  /** When set, devices are given only after it. */
  permission: Promise<void> | undefined;

  constructor() {
    const devices = navigator.mediaDevices;
    const original = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (constraints) => {
      await this.permission;
      const stream = await original(constraints);
      this.tracks.push(...stream.getTracks());
      return stream;
    };
    const connections = this.connections;
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        connections.push(this);
      }
    };
    window.addEventListener('unhandledrejection', ({ reason }) => this.uncaught.push(String(reason)));
    window.addEventListener('error', ({ message }) => this.uncaught.push(message));
  }

  /** Ends opened from now on ask this STUN server for their address. */
  useStun(url: string): void {
    this.factory = new BrowserMediaFactory({ iceServers: [{ urls: url }] });
  }

  /** Kinds of the tracks that are live, that is of the devices that are open. */
  get live(): string {
    const live = this.tracks.filter(({ readyState }) => readyState === 'live');
    return live
      .map(({ kind }) => kind)
      .sort()
      .join(' ');
  }

  async open(want: MediaWant): Promise<LabEnd> {
    const endpoint = await this.factory.open(want);
    const connection = this.connections.at(-1);
    if (connection === undefined) throw new Error('no peer connection was made');
    const end: LabEnd = {
      endpoint,
      remoteStream: endpoint.remoteStream,
      connection,
      fragments: [],
      lost: [],
      offersNeeded: 0,
    };
    endpoint.events.on('candidates', (found) => end.fragments.push(found));
    endpoint.events.on('deviceLost', (lost) => end.lost.push(lost));
    endpoint.events.on('offerNeeded', () => {
      end.offersNeeded += 1;
    });
    this.ends.push(end);
    // What nobody plays has no energy in the statistics.
    const player = document.body.appendChild(new Audio());
    player.srcObject = end.remoteStream;
    player.autoplay = true;
    return end;
  }

  /** Two ends that are connected. */
  async pair(wantA: MediaWant, wantB: MediaWant): Promise<[LabEnd, LabEnd]> {
    const a = await this.open(wantA);
    const b = await this.open(wantB);
    await this.exchange(a, b, wantA, wantB);
    await this.until(
      () => a.endpoint.status.connection === 'connected' && b.endpoint.status.connection === 'connected',
    );
    return [a, b];
  }

  /** One offer of `a`, answered by `b`. */
  async exchange(
    a: LabEnd,
    b: LabEnd,
    wantA: MediaWant,
    wantB: MediaWant,
    options: { readonly restartIce?: boolean } = {},
  ): Promise<{ offer: string; answer: string }> {
    const offer = await a.endpoint.createOffer(wantA, options);
    const answer = await b.endpoint.acceptOffer(offer, wantB);
    await a.endpoint.applyAnswer(answer, 'answer');
    return { offer, answer };
  }

  /** Direction and kind of the sections, such as `audio sendrecv`. */
  directions(sdp: string): string[] {
    return sdp
      .split(/^(?=m=)/m)
      .slice(1)
      .map((section) => {
        const [, kind = '', port = ''] = /^m=(\S+) (\S+)/.exec(section) ?? [];
        const direction = /^a=(sendrecv|sendonly|recvonly|inactive)\r?$/m.exec(section)?.[1] ?? 'none';
        return `${kind} ${port === '0' && !section.includes('a=bundle-only') ? 'refused' : direction}`;
      });
  }

  /** What left an end during a while. */
  async during(ms: number, from: LabEnd, to: LabEnd): Promise<LabTraffic> {
    const before = await this.#sums(from, to);
    await this.wait(ms);
    const after = await this.#sums(from, to);
    return {
      audio: after.audio - before.audio,
      frames: after.frames - before.frames,
      energy: after.energy - before.energy,
    };
  }

  /**
   * What left an end during a while once that is as it should be: what was under way comes first. @returns the last that
   * was seen when it never is
   */
  async duringRest(ms: number, from: LabEnd, to: LabEnd, isRest: (seen: LabTraffic) => boolean): Promise<LabTraffic> {
    const deadline = performance.now() + 10_000;
    for (;;) {
      const seen = await this.during(ms, from, to);
      if (isRest(seen) || performance.now() > deadline) return seen;
    }
  }

  /** Waits until sound, and a picture when asked for, goes from one end to the other. @returns false when it does not */
  async hears(from: LabEnd, to: LabEnd, isPicture = false): Promise<boolean> {
    const before = await this.#sums(from, to);
    for (let i = 0; i < 100; i += 1) {
      await this.wait(100);
      const now = await this.#sums(from, to);
      if (now.energy - before.energy > 0.001 && (!isPicture || now.frames - before.frames > 3)) return true;
    }
    return false;
  }

  async until(condition: () => boolean | Promise<boolean>, limitMs = 10_000): Promise<void> {
    const deadline = performance.now() + limitMs;
    while (!(await condition())) {
      if (performance.now() > deadline) throw new Error(`still not so after ${limitMs} ms: ${condition.toString()}`);
      await this.wait(20);
    }
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, ms);
    });
  }

  /** Ends all, and says what is left. */
  async close(): Promise<{ live: string; connections: string[]; uncaught: string[] }> {
    for (const { endpoint } of this.ends) endpoint.close();
    await this.wait(50);
    return {
      live: this.live,
      connections: this.connections.map(({ connectionState }) => connectionState).filter((state) => state !== 'closed'),
      uncaught: this.uncaught,
    };
  }

  async #sums(from: LabEnd, to: LabEnd): Promise<LabTraffic> {
    const sums = { audio: 0, frames: 0, energy: 0 };
    (await from.connection.getStats()).forEach((row: Record<string, unknown>) => {
      if (row['type'] !== 'outbound-rtp') return;
      if (row['kind'] === 'audio') sums.audio += Number(row['packetsSent'] ?? 0);
      else sums.frames += Number(row['framesEncoded'] ?? 0);
    });
    (await to.connection.getStats()).forEach((row: Record<string, unknown>) => {
      if (row['type'] === 'inbound-rtp' && row['kind'] === 'audio') sums.energy += Number(row['totalAudioEnergy'] ?? 0);
    });
    return sums;
  }
}

declare global {
  interface Window {
    Lab: typeof Lab;
    lab: Lab;
  }
}

window.Lab = Lab;
