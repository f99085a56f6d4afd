import { CPIM_TYPE, cpimHeader, parseCpim } from '../../documents/cpim.ts';
import { headerValue } from '../../documents/header-block.ts';
import { IMDN_NAMESPACE } from '../../documents/imdn.ts';
import { err, ok } from '../../runtime/result.ts';
import type { MessageEnvelope } from './message-envelope.ts';

/**
 * CPIM (RFC 3862), for `UserAgentOptions.messageEnvelopes`. Its From and To are for those who write it; who sent the MESSAGE
 * is who its From says. A message that requires header fields other than those of RFC 5438 is refused.
 */
export const cpimEnvelope: MessageEnvelope = {
  contentType: CPIM_TYPE,
  open(body) {
    const parsed = parseCpim(body);
    if (!parsed.ok) return parsed;
    const cpim = parsed.value;
    const unknown = cpim.require.find(({ namespace }) => namespace !== IMDN_NAMESPACE);
    if (unknown !== undefined) return err(`${unknown.name} is not known`);
    return ok({
      contentType: headerValue(cpim.content.headers, 'Content-Type') ?? 'text/plain',
      body: cpim.content.body,
      id: cpimHeader(cpim, IMDN_NAMESPACE, 'Message-ID'),
      sentAt: cpim.dateTime,
      subject: cpim.subjects[0]?.text,
      cpim,
    });
  },
};
