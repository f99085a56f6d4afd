import { type SessionTimerSettings, SHORTEST_SESSION_SEC } from '../../dialog/session-timer.ts';
import type { UserAgentOptions } from '../core/user-agent-options.ts';

/** RFC 4028 §4: the recommended interval. */
const DEFAULT_SESSION_SEC = 1800;

/** What a user agent asks for, and takes, as to session timers. */
export function sessionTimerSettings(options: UserAgentOptions): SessionTimerSettings {
  const minSec = Math.max(options.minSessionExpiresSec ?? 0, SHORTEST_SESSION_SEC);
  const expiresSec = options.sessionExpiresSec ?? DEFAULT_SESSION_SEC;
  return { expiresSec: expiresSec === 0 ? 0 : Math.max(expiresSec, minSec), minSec };
}
