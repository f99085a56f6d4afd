export { BrowserClock } from './browser-clock.ts';
export { BrowserMediaFactory, type BrowserMediaOptions } from './browser-media-factory.ts';
export { BrowserRandom } from './browser-random.ts';
export { createBrowserRuntime } from './browser-runtime.ts';
export { BrowserWebSocketTransport, type BrowserWebSocketOptions } from './web-socket-transport.ts';
