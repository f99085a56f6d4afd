import { NO_PARAMS } from '../../grammar/parameters.ts';
import { Accept, ContentType } from '../../message/headers/content.ts';
import { ContentDisposition } from '../../message/headers/named.ts';
import { Warning } from '../../message/headers/notices.ts';
import { type Entity, isPlain, isUnderstood } from '../../message/multipart.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import { sdpMediaType } from '../../sdp/session-description.ts';
import type { Capabilities } from './capabilities.ts';
import type { Refusal } from './inspect-request.ts';

/** What a method's body may be. */
interface Accepted {
  /** In lower case; what a body is taken for that does not say it is the first. */
  readonly types: readonly string[];
  /** What it may be for (§20.11); a body that does not say it is for the first. */
  readonly dispositions: readonly string[];
}

const session: Accepted = { types: [sdpMediaType], dispositions: ['session'] };

const MULTIPART = ['multipart/mixed', 'multipart/alternative'];

/** RFC 3261 §8.2.3 and §20.11: whether the body is understood, as far as it has to be; §20.1: and what it may be answered with. */
export function inspectContent(request: SipRequest, capabilities: Capabilities): Refusal | undefined {
  const accepted = acceptedOf(request.method, capabilities);
  if (request.body !== '' && !isUnderstood(request, (entity) => isKnown(entity, accepted))) {
    return unsupported(request, accepted);
  }
  return request.method === 'INVITE' && !takes(request, sdpMediaType) ? notAcceptable : undefined;
}

/** What the bodies of a method may be; undefined when that is judged by who takes them. */
function acceptedOf(method: string, { messageTypes }: Capabilities): Accepted | undefined {
  switch (method) {
    case 'INVITE':
      return session;
    case 'MESSAGE':
      // RFC 5438 §7.1.1.1: a disposition notification is marked as one.
      return { types: messageTypes, dispositions: ['render', 'notification'] };
    default:
      return undefined;
  }
}

function isKnown(entity: Entity, accepted: Accepted | undefined): boolean {
  if (accepted === undefined) return true;
  const { types, dispositions } = accepted;
  const purpose = entity.get(ContentDisposition)?.type ?? dispositions[0] ?? '';
  // §20.15: a body says its type. Lenient: one that does not is taken for what is expected.
  const type = entity.has(ContentType) ? entity.get(ContentType)?.type : types[0];
  return type !== undefined && types.includes(type) && dispositions.includes(purpose);
}

function unsupported(request: SipRequest, accepted: Accepted | undefined): Refusal {
  return {
    status: 415,
    edit: (response) => {
      if (!isPlain(request)) response.addRaw('Accept-Encoding', 'identity');
      else if (accepted !== undefined) {
        response.setAll(
          Accept,
          [...accepted.types, ...MULTIPART].map((type) => ({ type, params: NO_PARAMS })),
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
