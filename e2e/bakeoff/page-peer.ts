import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CallHandling, Venue } from '@sidetone/bakeoff';
import { createNodeRuntime } from '@sidetone/sip/node';
import type { Page } from '@playwright/test';
import { openPage, startBrowser } from '../support/browser.ts';
import { bundledPage } from '../support/bundled-page.ts';
import type { ForeignPeer, StartedPeer } from './foreign-peer.ts';
import { PageLine } from './page-line.ts';

/** How often the page looks whether somebody calls, in ms. */
const LOOK_MS = 50;

declare global {
  interface Window {
    callHandling: CallHandling;
  }
}

/** A telephone in Chromium on a stack for browsers that is not ours. */
export function pagePeer(stack: 'jssip' | 'sipjs', name: string, library: string): ForeignPeer {
  return {
    id: stack,
    name,
    configuration: `\`e2e/pages/${stack}-phone.ts\` in Chromium with a fake microphone, over WebSocket to the bake-off itself, which answers its REGISTER.`,
    isPresent: () => true,
    start: () => start(stack, name, library),
  };
}

async function start(stack: string, name: string, library: string): Promise<StartedPeer> {
  const runtime = createNodeRuntime();
  const line = await PageLine.open(runtime);
  const { host, port } = line.address;
  const browser = await startBrowser({ toneHz: 700 });
  const page = await openPage(browser, `http://${host}:${port}/`);
  await page.evaluate(await bundledPage(`${stack}-phone`));
  await page.evaluate(
    (account) => {
      window.foreignPhone = window.startForeignPhone(account);
    },
    { user: 'target', domain: 'biloxi.test', password: 'secret', webSocketUrl: `ws://${host}:${port}/` },
  );
  await page.evaluate(() => window.foreignPhone.register());
  await answerByItself(page);
  return {
    version: `${versionOfPackage(library)} in Chromium ${browser.version()}`,
    venue: { runtime, protocols: ['WS'], open: () => Promise.resolve(line.transport()) } satisfies Venue,
    target: {
      name,
      roles: ['answering', 'calling'],
      address: (protocol) => (protocol === 'WS' ? line.address : undefined),
      uri: line.contact,
      domain: 'biloxi.test',
      accounts: [],
      media: 'webrtc',
      operator: {
        whenCalled: (handling) => page.evaluate((now) => void (window.callHandling = now), handling),
        answer: () => page.evaluate(() => window.foreignPhone.answer()),
        call: (uri) => page.evaluate((target) => window.foreignPhone.call(target), uri),
        hangUp: () => page.evaluate(() => window.foreignPhone.hangUp()),
        hold: () => page.evaluate(() => window.foreignPhone.hold()),
        resume: () => page.evaluate(() => window.foreignPhone.resume()),
        transfer: (uri) => page.evaluate((target) => window.foreignPhone.transfer(target), uri),
        sendMessage: (uri, text) =>
          page.evaluate(([target, words]) => void window.foreignPhone.message(target, words).catch(() => undefined), [
            uri,
            text,
          ] as const),
      },
    },
    stop: async () => {
      await browser.close();
      await line.close();
    },
  };
}

async function answerByItself(page: Page): Promise<void> {
  await page.evaluate((lookMs) => {
    window.callHandling = 'answer';
    setInterval(() => {
      if (window.foreignPhone.seen.call !== 'incoming') return;
      if (window.callHandling === 'answer') window.foreignPhone.answer();
      if (window.callHandling === 'decline' || window.callHandling === 'busy') window.foreignPhone.hangUp();
    }, lookMs);
  }, LOOK_MS);
}

function versionOfPackage(library: string): string {
  const path = createRequire(import.meta.url).resolve(`${library}/package.json`);
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  return `${library} ${version}`;
}
