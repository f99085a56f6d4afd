import {
  Contact,
  createRequest,
  CSeq,
  type NameAddr,
  RecordRoute,
  From,
  formatUri,
  type SipRequest,
  type SipResponse,
  To,
  withTag,
  tag,
} from '@sidetone/sip';
import type { RequestOptions } from './request-options.ts';
import type { TestEnd } from './test-end.ts';
import type { WaitOptions } from './wait-options.ts';

/** A dialog as an end of a scenario keeps it (RFC 3261 §12). It follows the rules; the scenario may break them. */
export class TestDialog {
  readonly end: TestEnd;
  readonly callId: string;
  readonly local: NameAddr;
  remote: NameAddr;
  /** Request-URI of what is sent in it. */
  remoteTarget: string;
  /** Values of Route, as they go out. */
  routes: readonly string[];
  /** CSeq number of the last request sent in it. */
  cseq: number;

  private constructor(end: TestEnd, parts: Omit<TestDialog, 'end' | 'request' | 'exchange' | 'ack' | 'bye'>) {
    this.end = end;
    this.callId = parts.callId;
    this.local = parts.local;
    this.remote = parts.remote;
    this.remoteTarget = parts.remoteTarget;
    this.routes = parts.routes;
    this.cseq = parts.cseq;
  }

  /** The dialog that a response to our request, or to its repetition with credentials, has made. */
  static ofResponse(end: TestEnd, request: SipRequest, response: SipResponse): TestDialog {
    return new TestDialog(end, {
      callId: request.raw('Call-ID') ?? '',
      local: request.get(From) as NameAddr,
      remote: response.get(To) as NameAddr,
      remoteTarget: contactUri(response) ?? request.uri,
      routes: response
        .all(RecordRoute)
        .toReversed()
        .map((route) => RecordRoute.write(route)),
      cseq: Math.max(request.get(CSeq)?.number ?? 0, response.get(CSeq)?.number ?? 0),
    });
  }

  /** The dialog that our response to the target's request has made. */
  static ofRequest(end: TestEnd, request: SipRequest, response: SipResponse): TestDialog {
    return new TestDialog(end, {
      callId: request.raw('Call-ID') ?? '',
      local: withTag(request.get(To) as NameAddr, tag(response.get(To) as NameAddr) ?? ''),
      remote: request.get(From) as NameAddr,
      remoteTarget: contactUri(request) ?? '',
      routes: request.all(RecordRoute).map((route) => RecordRoute.write(route)),
      cseq: 0,
    });
  }

  /** The next request in the dialog. It is not sent yet. */
  request(method: string, options: RequestOptions = {}): SipRequest {
    this.cseq = options.cseq ?? this.cseq + 1;
    const made = this.end.request(method, this.remoteTarget, { ...options, callId: this.callId, cseq: this.cseq });
    made.set(From, this.local);
    made.set(To, this.remote);
    for (const route of this.routes) made.addRaw('Route', route);
    return made;
  }

  /** Sends the next request in the dialog, with credentials where they are asked for, and waits for the final response. */
  async exchange(method: string, options: RequestOptions = {}, wait: WaitOptions = {}): Promise<SipResponse> {
    const answer = await this.end.exchange(this.request(method, options), wait);
    this.cseq = Math.max(this.cseq, answer.get(CSeq)?.number ?? 0);
    return answer;
  }

  /** The ACK for a 2xx to the INVITE with that CSeq number (RFC 3261 §13.2.2.4). It is not sent yet. */
  ack(cseq: number, body?: RequestOptions['body']): SipRequest {
    const ack = createRequest('ACK', this.remoteTarget);
    this.end.addVia(ack);
    ack.addRaw('Max-Forwards', '70');
    ack.set(From, this.local);
    ack.set(To, this.remote);
    ack.addRaw('Call-ID', this.callId);
    ack.set(CSeq, { number: cseq, method: 'ACK' });
    for (const route of this.routes) ack.addRaw('Route', route);
    if (body !== undefined) ack.setBody(...body);
    return ack;
  }

  bye(): SipRequest {
    return this.request('BYE');
  }
}

function contactUri(message: SipRequest | SipResponse): string | undefined {
  const contact = message.get(Contact);
  return contact === undefined || contact === '*' ? undefined : formatUri(contact.uri);
}
