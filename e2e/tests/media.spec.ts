import { type Browser, type BrowserContext, chromium, expect, type Page, test } from '@playwright/test';
import { bundledPage } from '../support/bundled-page.ts';
import { startSlowStun } from '../support/slow-stun.ts';

const flags = ['--no-sandbox', '--disable-gpu', '--allow-loopback-in-peer-connection'];
flags.push('--autoplay-policy=no-user-gesture-required');

function launch(...more: string[]): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'];
  return chromium.launch({
    args: [...flags, ...more],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
}

let context: BrowserContext;
let page: Page;

/** A page with nothing in it but the browser adapter. */
async function openLab(browser: Browser, permissions: string[] = ['microphone', 'camera']): Promise<void> {
  context = await browser.newContext({ permissions });
  // Devices are for pages that are secure, as those from localhost are.
  await context.route('http://localhost/lab', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<p>Lab</p>' }),
  );
  page = await context.newPage();
  await page.goto('http://localhost/lab');
  await page.evaluate(await bundledPage('media-lab'));
  await page.evaluate(() => {
    window.lab = new window.Lab();
  });
}

/** Whatever a test did, nothing is open at its end. */
async function expectNothingOpen(): Promise<void> {
  expect(await page.evaluate(() => window.lab.close())).toEqual({ live: '', connections: [], uncaught: [] });
  await context.close();
}

test.describe('two ends of media in one page', () => {
  let browser: Browser;

  test.beforeAll(async () => {
    // The second camera of these gives depth, which is no picture; the third is like the first.
    browser = await launch('--use-fake-device-for-media-stream=device-count=3');
  });
  test.afterAll(() => browser.close());
  test.beforeEach(() => openLab(browser));
  test.afterEach(expectNothingOpen);

  test('hold and resume: nothing of the microphone goes out, nothing of the other end is heard', async () => {
    const seen = await page.evaluate(async () => {
      const { lab } = window;
      const [a, b] = await lab.pair(lab.both, lab.both);
      const talking = await lab.hears(a, b, true);
      const hold = await lab.exchange(a, b, lab.held(lab.both), lab.both);
      const whileHeld = {
        fromHolder: await lab.duringRest(2_000, a, b, ({ energy, frames }) => energy < 1e-4 && frames === 0),
        toHolder: await lab.duringRest(500, b, a, ({ audio, frames }) => audio === 0 && frames === 0),
      };
      const heldStatus = [a.endpoint.status, b.endpoint.status];
      const heldTracks = a.remoteStream.getTracks().map(({ enabled }) => enabled);
      const openWhileHeld = lab.live;
      const resume = await lab.exchange(a, b, lab.both, lab.both);
      await lab.until(() => b.endpoint.status.remoteVideo === 'live' && a.endpoint.status.remoteVideo === 'live');
      const again = [await lab.hears(a, b, true), await lab.hears(b, a, true)];
      return {
        talking,
        hold: [lab.directions(hold.offer), lab.directions(hold.answer)],
        whileHeld,
        heldStatus,
        heldTracks,
        openWhileHeld,
        resume: [lab.directions(resume.offer), lab.directions(resume.answer)],
        again,
        openAgain: lab.live,
      };
    });
    expect(seen.talking).toBe(true);
    expect(seen.hold).toEqual([
      ['audio sendonly', 'video sendonly'],
      ['audio recvonly', 'video recvonly'],
    ]);
    expect(seen.whileHeld.fromHolder.energy).toBeLessThan(1e-4);
    expect(seen.whileHeld.fromHolder.frames).toBe(0);
    expect(seen.whileHeld.toHolder.audio).toBe(0);
    expect(seen.whileHeld.toHolder.frames).toBe(0);
    expect(seen.heldStatus).toMatchObject([
      { camera: 'off', remoteAudio: 'absent', remoteVideo: 'absent' },
      { camera: 'off', remoteVideo: 'off' },
    ]);
    expect(seen.heldTracks).toEqual([false, false]);
    // Both cameras are dark, both microphones stay ready.
    expect(seen.openWhileHeld).toBe('audio audio');
    expect(seen.resume).toEqual([
      ['audio sendrecv', 'video sendrecv'],
      ['audio sendrecv', 'video sendrecv'],
    ]);
    expect(seen.again).toEqual([true, true]);
    expect(seen.openAgain).toBe('audio audio video video');
  });

  test('both ends hold, and resume one after the other', async () => {
    const seen = await page.evaluate(async () => {
      const { lab } = window;
      const { audio, held } = lab;
      const [a, b] = await lab.pair(audio, audio);
      const steps = [];
      for (const [from, to, wantFrom, wantTo] of [
        [a, b, held(audio), audio],
        [b, a, held(audio), held(audio)],
        [a, b, audio, held(audio)],
        [b, a, audio, audio],
      ] as const) {
        const { offer, answer } = await lab.exchange(from, to, wantFrom, wantTo);
        steps.push([...lab.directions(offer), ...lab.directions(answer)]);
      }
      return { steps, heard: [await lab.hears(a, b), await lab.hears(b, a)] };
    });
    expect(seen.steps).toEqual([
      ['audio sendonly', 'audio recvonly'],
      ['audio inactive', 'audio inactive'],
      ['audio sendrecv', 'audio sendonly'],
      ['audio sendrecv', 'audio sendrecv'],
    ]);
    expect(seen.heard).toEqual([true, true]);
  });

  test('a hold that the other end refuses leaves the call as it was', async () => {
    const seen = await page.evaluate(async () => {
      const { lab } = window;
      const [a, b] = await lab.pair(lab.both, lab.both);
      await a.endpoint.createOffer(lab.held(lab.both));
      await a.endpoint.rollback();
      await lab.until(() => lab.live === 'audio audio video video');
      const enabled = a.remoteStream.getTracks().map((track) => track.enabled);
      return { enabled, heard: await lab.hears(a, b, true) };
    });
    expect(seen.enabled).toEqual([true, true]);
    expect(seen.heard).toBe(true);
  });

  test('video comes, goes, and comes again on the same stream', async () => {
    const seen = await page.evaluate(async () => {
      const { lab } = window;
      const [a, b] = await lab.pair(lab.audio, lab.audio);
      const steps: unknown[] = [];
      const step = async (wantA: typeof lab.both, wantB: typeof lab.both): Promise<void> => {
        const { offer, answer } = await lab.exchange(a, b, wantA, wantB);
        await lab.until(() => b.endpoint.status.remoteVideo === (wantA.video ? 'live' : 'absent'));
        await lab.until(() => !wantB.video || b.endpoint.status.camera === 'live');
        const { camera } = a.endpoint.status;
        steps.push([
          lab.directions(offer)[1],
          lab.directions(answer)[1],
          lab.live,
          camera,
          b.endpoint.status.remoteVideo,
        ]);
      };
      await step(lab.both, lab.audio);
      await step(lab.audio, lab.audio);
      await step(lab.both, lab.both);
      await step(lab.audio, lab.both);
      await step(lab.both, lab.both);
      return { steps, sections: lab.directions(a.connection.localDescription?.sdp ?? '').length };
    });
    expect(seen.steps).toEqual([
      ['video sendrecv', 'video recvonly', 'audio audio video', 'live', 'live'],
      ['video recvonly', 'video inactive', 'audio audio', 'absent', 'absent'],
      ['video sendrecv', 'video sendrecv', 'audio audio video video', 'live', 'live'],
      ['video recvonly', 'video sendonly', 'audio audio video', 'absent', 'absent'],
      ['video sendrecv', 'video sendrecv', 'audio audio video video', 'live', 'live'],
    ]);
    expect(seen.sections).toBe(2);
  });

  test('video that is refused, or whose offer is refused, puts the camera out', async () => {
    const seen = await page.evaluate(async () => {
      const { lab } = window;
      const [a, b] = await lab.pair(lab.audio, lab.audio);
      await a.endpoint.createOffer(lab.both);
      const whileOffered = lab.live;
      await a.endpoint.rollback();
      const afterRollback = lab.live;
      const plain = await lab.exchange(a, b, lab.audio, lab.audio);
      const offer = await a.endpoint.createOffer(lab.both);
      const answer = await b.endpoint.acceptOffer(offer, lab.audio);
      const refusal = answer.replace(/^m=video \d+/m, 'm=video 0').replace(/^a=group:BUNDLE.*$/m, 'a=group:BUNDLE 0');
      await a.endpoint.applyAnswer(refusal, 'answer');
      return {
        whileOffered,
        afterRollback,
        plain: lab.directions(plain.offer),
        afterRefusal: lab.live,
        camera: a.endpoint.status.camera,
        next: lab.directions((await lab.exchange(a, b, lab.audio, lab.audio)).offer),
        again: lab.directions((await lab.exchange(a, b, lab.both, lab.audio)).answer),
        openAgain: lab.live,
      };
    });
    expect(seen).toEqual({
      whileOffered: 'audio audio video',
      afterRollback: 'audio audio',
      plain: ['audio sendrecv'],
      afterRefusal: 'audio audio',
      camera: 'absent',
      next: ['audio sendrecv', 'video refused'],
      again: ['audio sendrecv', 'video recvonly'],
      openAgain: 'audio audio video',
    });
  });

  test('another microphone and another camera in the call, without a new offer', async () => {
    const seen = await page.evaluate(async () => {
      const { lab } = window;
      const listed = await lab.factory.devices();
      const ids = (kind: string) => listed.filter((device) => device.kind === kind).map(({ id }) => id);
      const [a, b] = await lab.pair(lab.both, lab.both);
      const [camera = '', , otherCamera = ''] = ids('camera');
      const otherMicrophone = ids('microphone').at(-1) ?? '';
      const used = () => a.endpoint.localStream;
      const labels = () => (used() as MediaStream).getTracks().map(({ label }) => label);
      const before = labels();
      a.endpoint.setMuted('audio', true);
      await a.endpoint.useDevice('microphone', otherMicrophone);
      await a.endpoint.useDevice('camera', otherCamera);
      const changed = labels();
      const muted = await lab.duringRest(1_000, a, b, ({ energy }) => energy < 1e-4);
      a.endpoint.setMuted('audio', false);
      const unmuted = await lab.hears(a, b, true);
      const open = lab.live;
      const unknown = await a.endpoint.useDevice('microphone', 'no such device').catch(({ kind }) => kind as string);
      const kept = labels();
      // A camera that is off stays off, and comes back as the one that was chosen.
      a.endpoint.setMuted('video', true);
      await a.endpoint.useDevice('camera', camera);
      const off = labels();
      a.endpoint.setMuted('video', false);
      await lab.until(() => a.endpoint.status.camera === 'live');
      return {
        kinds: [...new Set(listed.map(({ kind }) => kind))].sort(),
        before,
        changed,
        muted,
        unmuted,
        open,
        unknown,
        kept,
        off,
        last: labels(),
        states: [a.connection.signalingState, a.endpoint.status.microphone],
        offers: a.offersNeeded,
      };
    });
    expect(seen.kinds).toEqual(['camera', 'microphone', 'speaker']);
    expect(seen.before).toHaveLength(2);
    expect(seen.changed).toHaveLength(2);
    for (const label of seen.changed) expect(seen.before).not.toContain(label);
    expect(seen.muted.energy).toBeLessThan(1e-4);
    expect(seen.unmuted).toBe(true);
    expect(seen.open).toBe('audio audio video video');
    expect(seen.unknown).toBe('no-device');
    expect(seen.kept).toEqual(seen.changed);
    expect(seen.off).toHaveLength(1);
    expect(seen.last.at(-1)).toBe(seen.before.at(-1));
    expect(seen.states).toEqual(['stable', 'live']);
    expect(seen.offers).toBe(0);
  });

  test('an unplugged device is replaced by the default one, and that is told', async () => {
    const seen = await page.evaluate(async () => {
      const { lab } = window;
      const [a, b] = await lab.pair(lab.both, lab.both);
      a.endpoint.setMuted('audio', true);
      for (const track of (a.endpoint.localStream as MediaStream).getTracks()) {
        // What a browser does when the device is gone.
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
      await lab.until(() => a.lost.length === 2);
      const { status } = a.endpoint;
      const muted = await lab.duringRest(1_000, a, b, ({ energy }) => energy < 1e-4);
      a.endpoint.setMuted('audio', false);
      const unmuted = await lab.hears(a, b, true);
      return { lost: a.lost, status, muted, unmuted, open: lab.live };
    });
    expect(seen.lost.map(({ kind }) => kind).sort()).toEqual(['camera', 'microphone']);
    for (const { replacement } of seen.lost) expect(replacement?.toLowerCase()).toContain('fake');
    expect(seen.status).toMatchObject({ microphone: 'muted', camera: 'live' });
    expect(seen.muted.energy).toBeLessThan(1e-4);
    expect(seen.unmuted).toBe(true);
    expect(seen.open).toBe('audio audio video video');
  });

  test('a path is looked for anew, and media goes on', async () => {
    const seen = await page.evaluate(async () => {
      const { lab } = window;
      const ufrag = (sdp: string) => /^a=ice-ufrag:(.*)\r$/m.exec(sdp)?.[1];
      const [a, b] = await lab.pair(lab.audio, lab.audio);
      const first = await lab.exchange(a, b, lab.audio, lab.audio);
      const restarted = await lab.exchange(a, b, lab.audio, lab.audio, { restartIce: true });
      await lab.until(() => a.endpoint.status.connection === 'connected');
      const heard = [await lab.hears(a, b), await lab.hears(b, a)];
      return {
        before: [ufrag(first.offer), ufrag(first.answer)],
        after: [ufrag(restarted.offer), ufrag(restarted.answer)],
        candidates: restarted.offer.includes('a=candidate:'),
        heard,
      };
    });
    expect(seen.after[0]).not.toBe(seen.before[0]);
    expect(seen.after[1]).not.toBe(seen.before[1]);
    expect(seen.candidates).toBe(true);
    expect(seen.heard).toEqual([true, true]);
  });

  test('tones go as telephone-events, and not where they cannot', async () => {
    const seen = await page.evaluate(async () => {
      const { lab } = window;
      const timing = { durationMs: 100, gapMs: 70 };
      const [a, b] = await lab.pair(lab.audio, lab.audio);
      const sent: string[] = [];
      const sender = a.connection.getSenders()[0]?.dtmf;
      sender?.addEventListener('tonechange', ({ tone }) => sent.push(tone));
      const taken = [a.endpoint.sendDtmf('12', timing), a.endpoint.sendDtmf('#a', timing)];
      await lab.until(() => sent.length === 5);
      const sdp = a.connection.localDescription?.sdp ?? '';
      await lab.exchange(a, b, lab.held(lab.audio), lab.audio);
      const fromHeld = b.endpoint.sendDtmf('1', timing);
      const without = (text: string) => text.replaceAll(/^a=rtpmap:\d+ telephone-event.*\r\n/gm, '');
      const c = await lab.open(lab.audio);
      const d = await lab.open(lab.audio);
      const offer = without(await c.endpoint.createOffer(lab.audio));
      await c.endpoint.applyAnswer(without(await d.endpoint.acceptOffer(offer, lab.audio)), 'answer');
      await lab.until(() => c.endpoint.status.connection === 'connected');
      let misuse = '';
      try {
        c.endpoint.sendDtmf('x', timing);
      } catch (error) {
        misuse = (error as Error).name;
      }
      return {
        taken,
        sent,
        isOffered: sdp.includes('telephone-event/8000'),
        fromHeld,
        other: c.endpoint.sendDtmf('1', timing),
        misuse,
      };
    });
    expect(seen).toEqual({
      taken: [true, true],
      sent: ['1', '2', '#', 'A', ''],
      isOffered: true,
      fromHeld: false,
      other: false,
      misuse: 'RangeError',
    });
  });

  test('the offer leaves at once when candidates were gathered before', async () => {
    const seen = await page.evaluate(async () => {
      const { lab } = window;
      lab.factory.prepare();
      await lab.wait(500);
      const a = await lab.open(lab.audio);
      const startedAt = performance.now();
      const offer = await a.endpoint.createOffer(lab.audio);
      const tookMs = performance.now() - startedAt;
      const video = await lab.open(lab.both);
      const videoStartedAt = performance.now();
      const videoOffer = await video.endpoint.createOffer(lab.both);
      const end = /a=end-of-candidates/g;
      return {
        tookMs,
        videoTookMs: performance.now() - videoStartedAt,
        connections: lab.connections.length,
        ends: [offer.match(end)?.length, videoOffer.match(end)?.length],
      };
    });
    // The limit is 1 s, and this machine may be busy.
    expect(seen.tookMs).toBeLessThan(1_000);
    expect(seen.videoTookMs).toBeLessThan(1_000);
    expect(seen.connections).toBe(2);
    expect(seen.ends).toEqual([1, 2]);
  });

  test('candidates that come after the descriptions, as fragments', async () => {
    const seen = await page.evaluate(async () => {
      const { lab } = window;
      const a = await lab.open(lab.audio);
      const b = await lab.open(lab.audio);
      const bare = (sdp: string) => sdp.replaceAll(/^a=(candidate:.*|end-of-candidates)\r\n/gm, '');
      const offer = await a.endpoint.createOffer(lab.audio);
      const answer = await b.endpoint.acceptOffer(bare(offer), lab.audio);
      const fragmentOf = (sdp: string, ufrag?: string) =>
        [
          `a=ice-pwd:${/^a=ice-pwd:(.*)\r$/m.exec(sdp)?.[1]}`,
          `a=ice-ufrag:${ufrag ?? /^a=ice-ufrag:(.*)\r$/m.exec(sdp)?.[1]}`,
          'm=audio 9 RTP/AVP 0',
          'a=mid:0',
          ...(sdp.match(/^a=candidate:.*(?=\r$)/gm) ?? []),
          'a=end-of-candidates',
          '',
        ].join('\r\n');
      // Before the description they wait for it; those of another path are of no use.
      await a.endpoint.addCandidates(fragmentOf(answer));
      await b.endpoint.addCandidates(fragmentOf(offer, 'other'));
      await a.endpoint.applyAnswer(bare(answer), 'answer');
      await lab.wait(500);
      const added: unknown[] = [];
      const original = b.connection.addIceCandidate.bind(b.connection);
      b.connection.addIceCandidate = async (candidate?: RTCIceCandidateInit | null) => {
        added.push(candidate);
        await original(candidate);
      };
      await b.endpoint.addCandidates(fragmentOf(offer));
      const once = added.length;
      await b.endpoint.addCandidates(fragmentOf(offer));
      await lab.until(() => b.endpoint.status.connection === 'connected');
      return { candidates: offer.match(/^a=candidate/gm)?.length, once, twice: added.length };
    });
    expect(seen.once).toBe(seen.candidates);
    expect(seen.twice).toBe(seen.once);
  });

  test('what a slow server finds comes after the offer, as a fragment', async () => {
    const stun = await startSlowStun(800);
    const seen = await page.evaluate(async (url) => {
      const { lab } = window;
      lab.useStun(url);
      const a = await lab.open(lab.audio);
      const startedAt = performance.now();
      const offer = await a.endpoint.createOffer(lab.audio);
      const tookMs = performance.now() - startedAt;
      await lab.until(() => a.fragments.some(({ isLast }) => isLast), 20_000);
      return { tookMs, offer, fragments: a.fragments };
    }, `stun:127.0.0.1:${stun.port}`);
    stun.close();
    expect(seen.tookMs).toBeGreaterThan(200);
    expect(seen.tookMs).toBeLessThan(1_200);
    expect(seen.offer).toContain('typ host');
    expect(seen.offer).not.toContain('203.0.113.5');
    expect(seen.offer).not.toContain('end-of-candidates');
    const last = seen.fragments.at(-1)?.fragment ?? '';
    expect(last).toMatch(
      /^a=group:BUNDLE 0\r\nm=audio .*\r\na=ice-pwd:\S+\r\na=ice-ufrag:\S+\r\na=mid:0\r\na=candidate:/,
    );
    expect(last).toMatch(/203\.0\.113\.5 \d+ typ srflx/);
    expect(last).toContain('typ host');
    expect(last.endsWith('a=end-of-candidates\r\n')).toBe(true);
    // Both are of one path.
    expect(seen.offer).toContain(/a=ice-ufrag:\S+/.exec(last)?.[0]);
  });

  test('early media plays before the answer, and goes on with it', async () => {
    const seen = await page.evaluate(async () => {
      const { lab } = window;
      const a = await lab.open(lab.both);
      const b = await lab.open(lab.both);
      const offer = await a.endpoint.createOffer(lab.both);
      const early = await b.endpoint.acceptOffer(offer, lab.both);
      await a.endpoint.applyAnswer(early, 'pranswer');
      const heardEarly = await lab.hears(b, a, true);
      const state = a.connection.signalingState;
      await a.endpoint.applyAnswer(early, 'answer');
      return { heardEarly, states: [state, a.connection.signalingState], heard: await lab.hears(a, b, true) };
    });
    expect(seen).toEqual({ heardEarly: true, states: ['have-remote-pranswer', 'stable'], heard: true });
  });

  test('statistics tell the quality of the last seconds', async () => {
    const seen = await page.evaluate(async () => {
      const { lab } = window;
      const [a, b] = await lab.pair(lab.audio, lab.audio);
      const atFirst = (await a.endpoint.statistics()).quality;
      await lab.until(async () => (await a.endpoint.statistics()).quality?.roundTripMs !== undefined);
      await lab.wait(1_000);
      const talking = (await a.endpoint.statistics()).quality;
      await lab.exchange(a, b, lab.held(lab.audio), lab.audio);
      await lab.wait(7_000);
      return { atFirst, talking, whileHeld: (await a.endpoint.statistics()).quality };
    });
    expect(seen.atFirst).toBeUndefined();
    expect(seen.talking?.lossPercent).toBeLessThan(5);
    expect(seen.talking?.roundTripMs).toBeLessThan(500);
    expect(seen.talking?.mos).toBeGreaterThan(3.5);
    expect(seen.whileHeld).toBeUndefined();
  });

  test('whatever happens meanwhile, closing releases everything', async () => {
    const seen = await page.evaluate(async () => {
      const { lab } = window;
      const errors: string[] = [];
      const note = (work: Promise<unknown>) =>
        work.then(
          () => errors.push('done'),
          (error: Error) => errors.push(error.name),
        );
      const works: Promise<unknown>[] = [];
      const closing = async (act: (a: Awaited<ReturnType<typeof lab.open>>) => Promise<unknown>, afterMs: number) => {
        const a = await lab.open(lab.audio);
        works.push(note(act(a)));
        if (afterMs > 0) await lab.wait(afterMs);
        a.endpoint.close();
      };
      for (const afterMs of [0, 1, 20]) {
        // The camera opens, the offer is made, candidates are gathered.
        await closing((a) => a.endpoint.createOffer(lab.both), afterMs);
        await closing((a) => a.endpoint.createOffer(lab.audio), afterMs);
        await closing((a) => a.endpoint.useDevice('microphone', undefined), afterMs);
      }
      const other = await lab.open(lab.both);
      const offer = await other.endpoint.createOffer(lab.both);
      for (const afterMs of [0, 5, 50]) await closing((a) => a.endpoint.acceptOffer(offer, lab.both), afterMs);
      // A person has not answered the question for the camera when the call ends.
      let give: () => void = () => undefined;
      const asked = await lab.open(lab.audio);
      lab.permission = new Promise((resolve) => {
        give = resolve;
      });
      works.push(note(asked.endpoint.createOffer(lab.both)));
      await lab.wait(50);
      asked.endpoint.close();
      give();
      await Promise.all(works);
      // What is called afterwards is refused, and opens nothing.
      asked.endpoint.setMuted('video', false);
      await note(asked.endpoint.createOffer(lab.both));
      await note(asked.endpoint.useDevice('camera', undefined));
      await lab.wait(300);
      other.endpoint.close();
      return { errors: [...new Set(errors)].sort(), settled: errors.length, live: lab.live };
    });
    expect(seen.live).toBe('');
    expect(seen.settled).toBe(15);
    expect(['MediaError', 'MediaError done']).toContain(seen.errors.join(' '));
  });

  test('an offer that cannot be used changes nothing', async () => {
    const seen = await page.evaluate(async () => {
      const { lab } = window;
      const [a, b] = await lab.pair(lab.audio, lab.audio);
      const offer = await a.endpoint.createOffer(lab.both);
      const broken = offer.replace(/^a=fingerprint:.*\r\n/gm, '').replace('a=ice-ufrag', 'a=no-ufrag');
      const kind = await b.endpoint.acceptOffer(broken, lab.both).catch((error: { kind: string }) => error.kind);
      await a.endpoint.rollback();
      return { kind, states: [a.connection.signalingState, b.connection.signalingState], heard: await lab.hears(b, a) };
    });
    expect(seen).toEqual({ kind: 'incompatible', states: ['stable', 'stable'], heard: true });
  });
});

test.describe('without devices', () => {
  test('without a microphone this end listens, and sends once there is one', async () => {
    const browser = await launch('--use-fake-device-for-media-stream=device-count=1');
    await openLab(browser);
    const seen = await page.evaluate(async () => {
      const { lab } = window;
      const b = await lab.open(lab.audio);
      const devices = navigator.mediaDevices;
      const getUserMedia = devices.getUserMedia.bind(devices);
      // As when nothing is plugged in, and as when another program has it.
      const without = (name: string) => {
        devices.getUserMedia = () => Promise.reject(new DOMException('none', name));
      };
      without('NotReadableError');
      const inUse = await lab.open(lab.both);
      const inUseStatus = inUse.endpoint.status;
      without('NotAllowedError');
      const denied = await lab.open(lab.audio).catch(({ kind }) => kind as string);
      without('NotFoundError');
      const a = await lab.open(lab.both);
      const first = await lab.exchange(a, b, lab.both, lab.audio);
      await lab.until(() => a.endpoint.status.connection === 'connected');
      const { status } = a.endpoint;
      const heard = await lab.hears(b, a);
      const tone = a.endpoint.sendDtmf('1', { durationMs: 100, gapMs: 70 });
      devices.getUserMedia = getUserMedia;
      devices.dispatchEvent(new Event('devicechange'));
      await lab.until(() => a.offersNeeded > 0);
      const plugged = a.endpoint.status.microphone;
      const second = await lab.exchange(a, b, lab.audio, lab.audio);
      return {
        inUseStatus,
        denied,
        first: [lab.directions(first.offer), lab.directions(first.answer)],
        status,
        heard,
        tone,
        plugged,
        second: [lab.directions(second.offer)[0], lab.directions(second.answer)[0]],
        back: await lab.hears(a, b),
        live: lab.live,
      };
    });
    expect(seen).toMatchObject({
      inUseStatus: { microphone: 'absent', camera: 'absent', microphoneProblem: 'in-use', cameraProblem: 'in-use' },
      denied: 'denied',
      first: [
        ['audio recvonly', 'video recvonly'],
        ['audio sendonly', 'video inactive'],
      ],
      status: { microphone: 'absent', camera: 'absent', microphoneProblem: 'no-device', remoteAudio: 'live' },
      heard: true,
      tone: false,
      plugged: 'live',
      second: ['audio sendrecv', 'audio sendrecv'],
      back: true,
      live: 'audio audio',
    });
    await expectNothingOpen();
    await browser.close();
  });

  test('a browser without any device', async () => {
    const browser = await launch();
    await openLab(browser);
    const seen = await page.evaluate(async () => {
      const { lab } = window;
      const a = await lab.open(lab.both);
      return { status: a.endpoint.status, offer: lab.directions(await a.endpoint.createOffer(lab.both)) };
    });
    expect(seen).toMatchObject({
      status: { microphoneProblem: 'no-device', cameraProblem: 'no-device' },
      offer: ['audio recvonly', 'video recvonly'],
    });
    await expectNothingOpen();
    await browser.close();
  });
});
