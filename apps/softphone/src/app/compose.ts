import { createPhone, type Phone } from '@sidetone/phone';
import { TraceRing } from '@sidetone/sip';
import { BrowserMediaFactory, BrowserWebSocketTransport, createBrowserRuntime } from '@sidetone/sip/browser';
import { BrowserStorage } from './browser-storage.ts';
import { consoleLogger } from './console-logger.ts';
import type { PageConfig } from './load-config.ts';
import { watchPlatform } from './watch-platform.ts';

/**
 * The one place that sees both the phone and the browser: makes the phone from the browser's clock, sockets, devices and
 * database.
 */
export function compose(config: PageConfig | undefined): Phone {
  const trace = new TraceRing();
  const runtime = { ...createBrowserRuntime({ log: consoleLogger, trace }), trace };
  const phone = createPhone({
    runtime,
    connect: (url) => new BrowserWebSocketTransport(runtime, url),
    media: new BrowserMediaFactory({ iceServers: config?.iceServers ?? [] }),
    storage: new BrowserStorage(),
  });
  if (config !== undefined) phone.commands.describeServer(config);
  watchPlatform(phone);
  return phone;
}
