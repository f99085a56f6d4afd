import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type Page, chromium } from '@playwright/test';
import { writeToneFile } from './tone.ts';

declare global {
  interface Window {
    sidetoneTestConnections: RTCPeerConnection[];
  }
}

export interface BrowserOptions {
  /** What its microphone hears, in Hz; without it, Chromium's own beeps. */
  readonly toneHz?: number;
  readonly devices?: 'fake' | 'none';
}

/** One person's browser: a Chromium process of its own with a fake microphone and camera. */
export async function startBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--allow-loopback-in-peer-connection',
    '--autoplay-policy=no-user-gesture-required',
  ];
  if (options.devices !== 'none') args.push('--use-fake-device-for-media-stream');
  if (options.toneHz !== undefined) {
    const file = join(await mkdtemp(join(tmpdir(), 'sidetone-tone-')), 'tone.wav');
    await writeToneFile(file, options.toneHz);
    args.push(`--use-file-for-fake-audio-capture=${file}`);
  }
  const executablePath = process.env['CHROMIUM_PATH'];
  return chromium.launch({ args, ...(executablePath === undefined ? {} : { executablePath }) });
}

/** A page whose peer connections the test can ask for statistics. */
export async function openPage(browser: Browser, url: string, permissions = ['microphone', 'camera']): Promise<Page> {
  const context = await browser.newContext({
    permissions,
    viewport: { width: 1280, height: 800 },
    ignoreHTTPSErrors: true,
  });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.sidetoneTestConnections = [];
    const Original = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        window.sidetoneTestConnections.push(this);
      }
    };
  });
  await page.goto(url);
  return page;
}

/** Ends the page as a crash does: nothing in it can say goodbye. */
export async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // The command gets no answer, since whoever would answer is gone.
  session.send('Page.crash').catch(() => undefined);
  await crashed;
}

/**
 * Listens to what the page plays from the far end for up to `limitMs`.
 * @returns the loudest frequency in Hz once it is `expectedHz` within 30 Hz, else the last loudest one
 */
export async function heardFrequency(page: Page, expectedHz: number, limitMs = 10_000): Promise<number> {
  return (await listen(page, { expectedHz, silentForMs: Infinity, limitMs })).loudestHz;
}

/**
 * Waits until the page plays nothing from the far end: what was on its way is played out first.
 * @returns true once nothing at all was heard for 2 s on end, false when that is not so within `limitMs`
 */
export async function fallsSilent(page: Page, limitMs = 15_000): Promise<boolean> {
  return (await listen(page, { expectedHz: NaN, silentForMs: 2_000, limitMs })).isSilent;
}

interface Listening {
  /** Ends it when heard, within 30 Hz. */
  readonly expectedHz: number;
  /** Ends it after that much of silence, in the time of what is played: a page that is held up hears nothing, too. */
  readonly silentForMs: number;
  readonly limitMs: number;
}

function listen(page: Page, listening: Listening): Promise<{ loudestHz: number; isSilent: boolean }> {
  return page.evaluate(async ({ expectedHz, silentForMs, limitMs }) => {
    const elements = [...document.querySelectorAll<HTMLMediaElement>('video, audio')];
    const remote = elements.find(
      (element) =>
        !element.muted && element.srcObject instanceof MediaStream && element.srcObject.getAudioTracks().length > 0,
    );
    if (remote === undefined) return { loudestHz: -1, isSilent: false };
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 8192;
    context.createMediaStreamSource(remote.srcObject as MediaStream).connect(analyser);
    const spectrum = new Float32Array(analyser.frequencyBinCount);
    const deadline = performance.now() + limitMs;
    let loudestHz = 0;
    let lastSoundSec = context.currentTime;
    let isSilent = false;
    while (!isSilent && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      analyser.getFloatFrequencyData(spectrum);
      let best = 0;
      for (let bin = 1; bin < spectrum.length; bin += 1) {
        if ((spectrum[bin] ?? -Infinity) > (spectrum[best] ?? -Infinity)) best = bin;
      }
      if ((spectrum[best] ?? -Infinity) < -60) {
        isSilent = (context.currentTime - lastSoundSec) * 1000 >= silentForMs;
        continue;
      }
      lastSoundSec = context.currentTime;
      loudestHz = (best * context.sampleRate) / analyser.fftSize;
      if (Math.abs(loudestHz - expectedHz) < 30) break;
    }
    await context.close();
    return { loudestHz, isSilent };
  }, listening);
}

/** Sums of getStats over the page's live peer connections. */
export function inboundMedia(page: Page): Promise<{ audioPackets: number; framesDecoded: number }> {
  return page.evaluate(async () => {
    const sums = { audioPackets: 0, framesDecoded: 0 };
    for (const connection of window.sidetoneTestConnections) {
      if (connection.connectionState === 'closed') continue;
      for (const report of (await connection.getStats()).values()) {
        if (report.type !== 'inbound-rtp') continue;
        if (report.kind === 'audio') sums.audioPackets += report.packetsReceived;
        if (report.kind === 'video') sums.framesDecoded += report.framesDecoded ?? 0;
      }
    }
    return sums;
  });
}
