import { PIDF_TYPE, type SipMessage, type SipRequest, type SipResponse, writePidf } from '@sidetone/sip';
import type { RequestOptions } from '../../end/request-options.ts';
import type { TestEnd } from '../../end/test-end.ts';
import type { Stage } from '../../scenario/stage.ts';

export interface PublishOptions extends RequestOptions {
  /** What the presence document says in words; no document when false. */
  readonly note?: string | false;
  /** Entity-tag of what is changed. */
  readonly ifMatch?: string;
  /** Seconds; no Expires at all when left out. */
  readonly expires?: number;
  /** Value of Event; `presence` by default, none when false. */
  readonly event?: string | false;
  /** The end's own address of record by default. */
  readonly uri?: string;
}

/** A presence document that says: there, and that note. */
function presence(end: TestEnd, note: string): RequestOptions['body'] {
  return [PIDF_TYPE, writePidf({ entity: end.aor, basic: 'open', activities: [], note })];
}

/** A PUBLISH of an end's presence. It is not sent yet. */
export function publication(end: TestEnd, options: PublishOptions = {}): SipRequest {
  const { note = 'out for lunch', ifMatch, expires, event = 'presence', uri = end.aor, headers, ...rest } = options;
  const body = note === false ? undefined : presence(end, note);
  return end.request('PUBLISH', uri, {
    ...(body === undefined ? {} : { body }),
    ...rest,
    headers: {
      ...(event === false ? {} : { Event: event }),
      ...(expires === undefined ? {} : { Expires: String(expires) }),
      ...(ifMatch === undefined ? {} : { 'SIP-If-Match': ifMatch }),
      ...headers,
    },
  });
}

/** Publishes; that it is accepted is not judged. */
export async function publish(stage: Stage, end: TestEnd, options: PublishOptions = {}): Promise<SipResponse> {
  const answer = await end.exchange(publication(end, { expires: 600, ...options }));
  needPublish(stage, answer);
  stage.need(answer.status === 200, 'a publication that is accepted');
  return answer;
}

/** Ends the scenario when the target says that it does not know PUBLISH, or presence. */
export function needPublish(stage: Stage, answer: SipResponse): void {
  const isUnknown = [405, 489, 501].includes(answer.status);
  if (isUnknown) stage.notApplicable(`a publication of presence is refused with ${answer.status}`);
}

/** The entity-tag of a 200 to PUBLISH; empty when there is none. */
export function etagOf(answer: SipResponse): string {
  return answer.raw('SIP-ETag') ?? '';
}

/** For controls: a PUBLISH that changes, refreshes or removes what is there. */
export function isUpdate(message: SipMessage): boolean {
  return message.has('SIP-If-Match');
}
