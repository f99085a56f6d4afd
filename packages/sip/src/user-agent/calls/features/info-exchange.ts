import { NO_PARAMS } from '../../../grammar/parameters.ts';
import { decodeUtf8 } from '../../../grammar/utf8.ts';
import { Accept, ContentType } from '../../../message/headers/content.ts';
import { ContentDisposition, InfoPackage, type NamedValue } from '../../../message/headers/named.ts';
import type { BodyPart } from '../../../message/body-part.ts';
import { parseMultipart } from '../../../message/multipart.ts';
import type { SipRequest } from '../../../message/sip-request.ts';
import type { ServerTransaction } from '../../../transaction/transaction-user.ts';
import { writeRecvInfo } from '../../core/recv-info.ts';
import type { CallLink } from './call-link.ts';
import { DTMF_RELAY_TYPE, DTMF_TYPE, parseDtmf } from './dtmf-relay.ts';
import type { IncomingInfo, OutgoingInfo } from './info.ts';
import { reasonOfState } from './reason-of-state.ts';
import { type RequestResult, resultOf } from './request-result.ts';
import type { RequestReceiver } from './request-receiver.ts';

const LEGACY_TYPES = [DTMF_RELAY_TYPE, DTMF_TYPE];

/** INFO within a call, both ways (RFC 6086): packages, and tones as the one legacy usage. */
export class InfoExchange implements RequestReceiver {
  readonly #link: CallLink;

  constructor(link: CallLink) {
    this.#link = link;
  }

  /** Never rejects. */
  async send(info: OutgoingInfo): Promise<RequestResult> {
    const { core, dialog, call } = this.#link;
    if (dialog === undefined) return { kind: 'failed', why: reasonOfState(call) };
    // §4.2.1: not before the other end has said that it takes it.
    if (info.package !== undefined && !this.#link.takesInfo(info.package)) {
      return { kind: 'refused', status: 469, phrase: 'The other end does not take this package' };
    }
    const request = dialog.createRequest('INFO');
    if (info.package !== undefined) {
      request.set(InfoPackage, { name: info.package, params: NO_PARAMS });
      if (info.body !== undefined) request.set(ContentDisposition, { type: 'info-package', params: NO_PARAMS });
    }
    if (info.body !== undefined) request.setBody(info.contentType ?? 'application/octet-stream', info.body);
    const outcome = await core.request(request, dialog);
    // RFC 3261 §12.2.1.2: the other end no longer knows the call.
    if (outcome.kind === 'response' && outcome.response.status === 481) this.#link.end({ kind: 'lost', status: 481 });
    return resultOf(outcome);
  }

  receive(request: SipRequest, transaction: ServerTransaction): boolean {
    if (request.method !== 'INFO') return false;
    const { core } = this.#link;
    if (!request.has(InfoPackage)) {
      this.#receiveLegacy(request, transaction);
      return true;
    }
    const info = request.get(InfoPackage);
    const { infoPackages } = core.capabilities;
    if (info === undefined || !infoPackages.includes(info.name)) {
      // §4.2.2: it says which ones there are.
      core.respond(transaction, info === undefined ? 400 : 469, (response) => writeRecvInfo(response, infoPackages));
      return true;
    }
    // Packages of the stack itself have receivers of their own.
    if (core.options.infoPackages?.includes(info.name) !== true) return false;
    core.respond(transaction, 200);
    this.#link.emit('info', infoOf(request, info));
    return true;
  }

  #receiveLegacy(request: SipRequest, transaction: ServerTransaction): void {
    const { core } = this.#link;
    const type = request.body === '' ? undefined : (request.get(ContentType)?.type ?? '');
    if (type === undefined) {
      // RFC 2976 §2.2: an INFO without a body asks whether the call is alive.
      core.respond(transaction, 200);
    } else if (!LEGACY_TYPES.includes(type)) {
      core.respond(transaction, 415, (response) =>
        response.setAll(
          Accept,
          LEGACY_TYPES.map((legacy) => ({ type: legacy, params: NO_PARAMS })),
        ),
      );
    } else {
      const tone = parseDtmf(type, request.body);
      core.respond(transaction, tone === undefined ? 400 : 200);
      if (tone !== undefined) this.#link.emit('dtmf', tone);
    }
  }
}

/** §4.3.1: the body, or the part of it that belongs to the package. */
function infoOf(request: SipRequest, { name, params }: NamedValue): IncomingInfo {
  const type = request.get(ContentType);
  const parts = type && parseMultipart(type, request.body);
  const part = parts?.ok === true ? parts.value.find(isOfPackage) : undefined;
  if (part !== undefined) {
    return { package: name, params, contentType: part.get(ContentType)?.type, body: decodeUtf8(part.body) };
  }
  return { package: name, params, contentType: type?.type, body: request.bodyText() };
}

function isOfPackage(part: BodyPart): boolean {
  return part.get(ContentDisposition)?.type === 'info-package';
}
