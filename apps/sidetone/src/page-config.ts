import type { DemoAccount } from './accounts.ts';
import type { RequestHost } from './request-host.ts';

/** What `/config.json` tells the page. */
export interface PageConfig {
  readonly domain: string;
  readonly webSocketUrls: readonly string[];
  readonly demoAccounts: readonly DemoAccount[];
  readonly iceServers: readonly never[];
}

/** @param demoAccounts empty unless in demo mode */
export function pageConfig(
  domain: string,
  demoAccounts: readonly DemoAccount[],
  { host, isSecure }: RequestHost,
): PageConfig {
  return { domain, webSocketUrls: [`${isSecure ? 'wss' : 'ws'}://${host}/sip`], demoAccounts, iceServers: [] };
}
