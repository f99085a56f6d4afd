import type { ServerConfig } from '@sidetone/phone';
import * as v from 'valibot';

const account = v.object({ user: v.string(), password: v.string(), displayName: v.string() });
const iceServer = v.object({
  urls: v.union([v.string(), v.array(v.string())]),
  username: v.exactOptional(v.string()),
  credential: v.exactOptional(v.string()),
});
const schema = v.object({
  domain: v.string(),
  webSocketUrls: v.array(v.string()),
  demoAccounts: v.array(account),
  iceServers: v.optional(v.array(iceServer), []),
});

/** `/config.json`: what the server says about itself. */
export interface PageConfig extends ServerConfig {
  readonly iceServers: readonly RTCIceServer[];
}

/**
 * Asks the server that the page came from.
 * @returns undefined when it does not say, or not in a form that is understood; the person then types what is needed
 */
export async function loadConfig(ask: () => Promise<Response>): Promise<PageConfig | undefined> {
  try {
    const answer = await ask();
    if (!answer.ok) return undefined;
    const parsed = v.safeParse(schema, await answer.json());
    return parsed.success ? parsed.output : undefined;
  } catch (error) {
    // fetch rejects with a TypeError without a network, and json() with a SyntaxError; the page works without.
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
