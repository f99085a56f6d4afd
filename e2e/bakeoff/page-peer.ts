import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Venue } from '@sidetone/bakeoff';
import { createNodeRuntime } from '@sidetone/sip/node';
import { openPage, startBrowser } from '../support/browser.ts';
import { bundledPage } from '../support/bundled-page.ts';
import type { ForeignPeer, StartedPeer } from './foreign-peer.ts';
import { PageLine } from './page-line.ts';
import { operatePage } from './page-operator.ts';
import { LOGIN } from './phone-target.ts';

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
    { ...LOGIN, domain: 'biloxi.test', webSocketUrl: `ws://${host}:${port}/` },
  );
  await page.evaluate(() => window.foreignPhone.register());
  return {
    version: `${versionOfPackage(library)} in Chromium ${browser.version()}`,
    venue: { runtime, protocols: ['WS'], open: () => Promise.resolve(line.transport()) } satisfies Venue,
    target: {
      name,
      roles: ['answering', 'calling', 'registrant'],
      address: (protocol) => (protocol === 'WS' ? line.address : undefined),
      uri: line.contact,
      domain: 'biloxi.test',
      accounts: [],
      login: LOGIN,
      media: 'webrtc',
      ...(await operatePage(page, line)),
    },
    stop: async () => {
      await browser.close();
      await line.close();
    },
  };
}

function versionOfPackage(library: string): string {
  const path = createRequire(import.meta.url).resolve(`${library}/package.json`);
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  return `${library} ${version}`;
}
