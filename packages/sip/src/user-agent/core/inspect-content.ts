import { NO_PARAMS } from '../../grammar/parameters.ts';
import { Accept, ContentType } from '../../message/headers/content.ts';
import { ContentDisposition } from '../../message/headers/named.ts';
import { Warning } from '../../message/headers/notices.ts';
import { type Entity, isPlain, isUnderstood } from '../../message/multipart.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import { sdpMediaType } from '../../sdp/session-description.ts';
import type { Refusal } from './inspect-request.ts';

/** What a method's body may be. */
interface Accepted {
  readonly type: string;
  readonly pattern: RegExp;
  /** What it may be for (§20.11); a body that does not say it is for this. */
  readonly disposition: string;
}

const session: Accepted = { type: sdpMediaType, pattern: /^application\/sdp$/, disposition: 'session' };

/** The body types that methods take; those of other methods are judged by who takes them. */
const ACCEPTED: Readonly<Record<string, Accepted>> = {
  INVITE: session,
  MESSAGE: { type: 'text/plain', pattern: /^text\//, disposition: 'render' },
};

const MULTIPART = ['multipart/mixed', 'multipart/alternative'];

/** RFC 3261 §8.2.3 and §20.11: whether the body is understood, as far as it has to be; §20.1: and what it may be answered with. */
export function inspectContent(request: SipRequest): Refusal | undefined {
  const accepted = ACCEPTED[request.method];
  if (request.body !== '' && !isUnderstood(request, (entity) => isKnown(entity, accepted))) {
    return unsupported(request, accepted);
  }
  return request.method === 'INVITE' && !takes(request, sdpMediaType) ? notAcceptable : undefined;
}

function isKnown(entity: Entity, accepted: Accepted | undefined): boolean {
  if (accepted === undefined) return true;
  const purpose = entity.get(ContentDisposition)?.type ?? accepted.disposition;
  // §20.15: a body says its type. Lenient: one that does not is taken for what is expected.
  const type = entity.has(ContentType) ? entity.get(ContentType)?.type : accepted.type;
  return type !== undefined && accepted.pattern.test(type) && purpose === accepted.disposition;
}

function unsupported(request: SipRequest, accepted: Accepted | undefined): Refusal {
  return {
    status: 415,
    edit: (response) => {
      if (!isPlain(request)) response.addRaw('Accept-Encoding', 'identity');
      else if (accepted !== undefined) {
        response.setAll(
          Accept,
          [accepted.type, ...MULTIPART].map((type) => ({ type, params: NO_PARAMS })),
        );
      }
    },
  };
}

/** §20.1: without Accept a session description is taken; an empty one takes nothing. */
function takes(request: SipRequest, type: string): boolean {
  if (!request.has(Accept)) return true;
  const any = `${type.slice(0, type.indexOf('/'))}/*`;
  return request
    .all(Accept)
    .some((range) => [type, any, '*/*'].includes(range.type) && Number(range.params.get('q') ?? 1) !== 0);
}

/** §21.4.7. */
const notAcceptable: Refusal = {
  status: 406,
  edit: (response) =>
    response.set(Warning, {
      code: 399,
      agent: 'sidetone',
      text: 'The answer is a session description, which is not accepted',
    }),
};
