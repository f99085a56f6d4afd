import type { Venue } from '@sidetone/bakeoff';
import type { Runtime } from '@sidetone/sip';
import { BrowserWebSocketTransport } from '@sidetone/sip/browser';
import type { WebTarget } from './web-target.ts';

/** Scenarios played by a page: every end has a WebSocket of its own to the target (RFC 7118). */
export function webVenue(runtime: Runtime, { url, protocol }: Pick<WebTarget, 'url' | 'protocol'>): Venue {
  return {
    runtime,
    protocols: [protocol],
    open: () => Promise.resolve(new BrowserWebSocketTransport(runtime, url)),
  };
}
