import { Warning } from '../../message/headers/notices.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';

/** RFC 3261 §13.3.1.3, §14.2: a 488 says in words why a description was not taken. */
export function writeMediaWarning(response: SipResponse, core: UserAgentCore, error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  response.set(Warning, { code: 399, agent: core.identity.aor.host, text });
}
