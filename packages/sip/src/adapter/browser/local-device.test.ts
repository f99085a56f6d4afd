import { beforeEach, describe, expect, test } from 'vitest';
import { DeviceOpener, type Devices } from './device-opener.ts';
import { LocalDevice } from './local-device.ts';

/** A track as the platform gives it. */
class Track {
  readyState: 'live' | 'ended' = 'live';
  enabled = true;
  onended: (() => void) | null = null;
  readonly kind: string;
  readonly label: string;

  constructor(kind: string, label: string) {
    this.kind = kind;
    this.label = label;
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** As when it is unplugged. */
  end(): void {
    this.stop();
    this.onended?.();
  }
}

/** A platform with devices that open when the test lets them. */
class Platform {
  readonly given: Track[] = [];
  readonly asked: string[] = [];
  /** Set to have the platform refuse, by the name of the DOMException; null opens. */
  refusal: (id: string) => string | null = () => null;
  #waiting: (() => void)[] | undefined;

  readonly devices = {
    getUserMedia: async ({ audio, video }: MediaStreamConstraints): Promise<MediaStream> => {
      const wanted = Object.entries({ audio, video }).flatMap(([kind, constraints]) =>
        typeof constraints === 'object' ? [{ kind, id: idIn(constraints) }] : [],
      );
      this.asked.push(...wanted.map(({ id }) => id));
      await new Promise<void>((resolve) => {
        if (this.#waiting === undefined) resolve();
        else this.#waiting.push(resolve);
      });
      for (const { id } of wanted) {
        const refusal = this.refusal(id);
        if (refusal !== null) throw new DOMException('refused', refusal);
      }
      const tracks = wanted.map(({ kind, id }) => new Track(kind, id));
      this.given.push(...tracks);
      return {
        getTracks: () => tracks,
        getAudioTracks: () => tracks.filter(({ kind }) => kind === 'audio'),
        getVideoTracks: () => tracks.filter(({ kind }) => kind === 'video'),
      } as unknown as MediaStream;
    },
  } as unknown as Devices;

  /** Devices open only at `give`, as when a person is asked. */
  hesitate(): void {
    this.#waiting = [];
  }

  async give(): Promise<void> {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const resolve of waiting) resolve();
    await settled();
  }

  get open(): string[] {
    return this.given.filter(({ readyState }) => readyState === 'live').map(({ label }) => label);
  }
}

function idIn({ deviceId }: MediaTrackConstraints): string {
  const { exact, ideal } = (deviceId ?? {}) as { exact?: string; ideal?: string };
  return exact ?? ideal ?? 'default';
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

let platform: Platform;
let camera: LocalDevice;
let lost: (string | undefined)[];
let changes: number;
const tracks = new Set<unknown>();
const stream = {
  addTrack: (track: unknown) => tracks.add(track),
  removeTrack: (track: unknown) => tracks.delete(track),
} as unknown as MediaStream;

beforeEach(() => {
  platform = new Platform();
  lost = [];
  changes = 0;
  tracks.clear();
  camera = new LocalDevice('camera', new DeviceOpener(platform.devices, { cameraId: 'mine' }), stream, {
    onChanged: () => (changes += 1),
    onLost: (_kind, replacement) => lost.push(replacement),
  });
});

describe('what was asked for last counts', () => {
  test('a camera that is wanted no more when it opens is stopped at once', async () => {
    platform.hesitate();
    camera.want(true);
    camera.want(false);
    await platform.give();
    expect(platform.given).toHaveLength(1);
    expect(platform.open).toEqual([]);
    expect(camera.track).toBeUndefined();
  });

  test('off and on again while it opens leaves one open', async () => {
    platform.hesitate();
    camera.want(true);
    camera.want(false);
    camera.want(true);
    await platform.give();
    expect(platform.open).toEqual(['mine']);
    expect(camera.track?.label).toBe('mine');
    expect(tracks.size).toBe(1);
  });

  test('asked for twice, it is opened once', async () => {
    camera.want(true);
    camera.want(true);
    await settled();
    camera.want(true);
    await settled();
    expect(platform.asked).toEqual(['mine']);
  });

  test('a call that ends while the device opens leaves nothing open', async () => {
    platform.hesitate();
    camera.want(true);
    const other = camera.use('other');
    camera.close();
    await platform.give();
    await other;
    expect(platform.given.length).toBeGreaterThan(0);
    expect(platform.open).toEqual([]);
  });

  test('of two devices that are chosen, the later stays', async () => {
    camera.want(true);
    await settled();
    platform.hesitate();
    const first = camera.use('first');
    const second = camera.use('second');
    await platform.give();
    await Promise.all([first, second]);
    expect(platform.open).toEqual(['second']);
    expect(tracks.size).toBe(1);
  });
});

describe('another device', () => {
  test('that cannot be opened leaves the one before', async () => {
    camera.want(true);
    await settled();
    platform.refusal = () => 'OverconstrainedError';
    await expect(camera.use('gone')).rejects.toMatchObject({ kind: 'no-device' });
    expect(platform.open).toEqual(['mine']);
  });

  test('on a platform that opens one at a time', async () => {
    camera.want(true);
    await settled();
    platform.refusal = () => (platform.open.length > 0 ? 'NotReadableError' : null);
    await camera.use('other');
    expect(platform.open).toEqual(['other']);
  });

  test('that another program has, on such a platform, brings the one before back', async () => {
    camera.want(true);
    await settled();
    platform.refusal = (id) => (id === 'other' ? 'NotReadableError' : null);
    await expect(camera.use('other')).rejects.toMatchObject({ kind: 'in-use' });
    await settled();
    expect(platform.open).toEqual(['mine']);
  });

  test('is remembered while none is wanted', async () => {
    await camera.use('other');
    expect(platform.asked).toEqual([]);
    camera.want(true);
    await settled();
    expect(platform.open).toEqual(['other']);
  });

  test('keeps silent what is silent', async () => {
    camera.want(true);
    camera.setSilent(true);
    await settled();
    expect(camera.track?.enabled).toBe(false);
    await camera.use('other');
    expect(camera.track?.enabled).toBe(false);
    camera.setSilent(false);
    expect(camera.track?.enabled).toBe(true);
  });
});

describe('unplugged', () => {
  test('the default takes its place, and that is told', async () => {
    camera.want(true);
    await settled();
    platform.given[0]?.end();
    await settled();
    expect(lost).toEqual(['default']);
    expect(camera.track?.label).toBe('default');
    expect(tracks.size).toBe(1);
  });

  test('without another one it says why, and comes back when one is plugged in', async () => {
    camera.want(true);
    await settled();
    platform.refusal = () => 'NotFoundError';
    platform.given[0]?.end();
    await settled();
    expect(lost).toEqual([undefined]);
    expect(camera.problem).toBe('no-device');
    const before = changes;
    platform.refusal = () => null;
    camera.lookAgain();
    await settled();
    expect(camera.problem).toBeUndefined();
    expect(platform.open).toEqual(['default']);
    expect(changes).toBe(before + 1);
  });

  test('after the end of the call it is nobody’s concern', async () => {
    camera.want(true);
    await settled();
    camera.close();
    platform.given[0]?.end();
    await settled();
    expect(lost).toEqual([]);
    expect(platform.asked).toEqual(['mine']);
  });
});

describe('a problem', () => {
  test('waits for somebody to try again', async () => {
    platform.refusal = () => 'NotAllowedError';
    camera.want(true);
    await settled();
    camera.want(true);
    camera.lookAgain();
    await settled();
    expect(camera.problem).toBe('denied');
    expect(platform.asked).toEqual(['mine']);
    platform.refusal = () => null;
    camera.retry();
    await camera.settled(1_000);
    expect(camera.track?.label).toBe('mine');
  });
});

describe('what a call begins with', () => {
  const open = (refusal: (id: string) => string | null) => {
    platform.refusal = refusal;
    return new DeviceOpener(platform.devices, { microphoneId: 'mic', cameraId: 'cam' }).open({
      audio: true,
      video: true,
    });
  };

  test('one question for both', async () => {
    await expect(open(() => null)).resolves.toMatchObject({ microphone: { label: 'mic' }, camera: { label: 'cam' } });
    expect(platform.open).toEqual(['mic', 'cam']);
  });

  test('a camera that is denied is borne, with its reason', async () => {
    await expect(open((id) => (id === 'cam' ? 'NotAllowedError' : null))).resolves.toMatchObject({
      microphone: { label: 'mic' },
      cameraProblem: 'denied',
    });
    expect(platform.open).toEqual(['mic']);
  });

  test('a microphone that is missing or in use is borne, with its reason', async () => {
    await expect(open((id) => (id === 'mic' ? 'NotReadableError' : null))).resolves.toMatchObject({
      microphone: undefined,
      microphoneProblem: 'in-use',
      camera: { label: 'cam' },
    });
    await expect(open(() => 'NotFoundError')).resolves.toEqual({
      microphone: undefined,
      camera: undefined,
      microphoneProblem: 'no-device',
      cameraProblem: 'no-device',
    });
  });

  test('one that is denied is not, and leaves nothing open', async () => {
    await expect(open((id) => (id === 'mic' ? 'NotAllowedError' : null))).rejects.toMatchObject({ kind: 'denied' });
    expect(platform.open).toEqual([]);
  });

  test('on a page that is not secure there is none', async () => {
    const opener = new DeviceOpener(undefined, {});
    await expect(opener.open({ audio: true, video: true })).rejects.toMatchObject({ kind: 'insecure' });
    await expect(opener.openDevice('camera', undefined)).rejects.toMatchObject({ kind: 'insecure' });
  });
});
