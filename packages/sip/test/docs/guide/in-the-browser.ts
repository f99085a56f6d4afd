import type { Runtime, Transport } from '@sidetone/sip';
import { BrowserWebSocketTransport, createBrowserRuntime } from '@sidetone/sip/browser';

export function inTheBrowser(): { runtime: Runtime; transport: Transport } {
  const runtime = createBrowserRuntime();
  return { runtime, transport: new BrowserWebSocketTransport(runtime, 'wss://example.com/sip') };
}
