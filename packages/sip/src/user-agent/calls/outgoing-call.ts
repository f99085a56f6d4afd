import { Dialog } from '../../dialog/dialog.ts';
import { InviteUsage } from '../../dialog/invite-usage.ts';
import type { RequestFailure, RequestObserver, SentRequest } from '../../dialog/request-sender.ts';
import { nameAddr, tag } from '../../grammar/name-addr.ts';
import type { Uri } from '../../grammar/uri.ts';
import type { MediaEndpointFactory, MediaWant } from '../../media/media-endpoint.ts';
import { To } from '../../message/headers/addresses.ts';
import type { ReasonValue } from '../../message/headers/notices.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import type { Timer } from '../../runtime/timer-wheel.ts';
import { sdpMediaType } from '../../sdp/session-description.ts';
import { Redirection, redirectInvite } from './redirection.ts';
import type { Call, CallDetails, OutgoingCall as OutgoingCallInterface } from './call.ts';
import { CallBase } from './call-base.ts';
import type { CallOptions } from './call-options.ts';
import { readCallDetails, writeCallOptions } from './features/call-headers.ts';
import { writeRecvInfo } from './features/info-packages.ts';
import type { EndReason } from '../core/end-reason.ts';
import type { CSeqCounter } from '../core/request-exchange.ts';
import { sdpOf } from './established-session.ts';
import { reasonOfFailure, reasonOfMedia, reasonOfResponse } from '../core/reason-of.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';

const DEFAULT_RING_TIMEOUT_SEC = 180;

/** What is known of one fork of the INVITE: the end that answers with this To tag. */
interface Fork {
  /** The first session description that it sent in a provisional response. */
  earlySdp: string | undefined;
  /** Set by its 2xx. */
  usage: InviteUsage | undefined;
}

/** A call that this user agent places (RFC 3261 §13.2). */
export class OutgoingCall extends CallBase implements OutgoingCallInterface, RequestObserver {
  readonly direction = 'outgoing';
  readonly details: CallDetails;
  readonly #to: Uri;
  readonly #options: CallOptions;
  /** The INVITE; it gets its offer when devices are open. */
  readonly #request: SipRequest;
  readonly #counter = countFrom(1);
  /** Set by the first 3xx. */
  #redirection: Redirection | undefined;
  readonly #forks = new Map<string, Fork>();
  /** The fork whose early media is played (D10). */
  #rendered: string | undefined;
  #sent: SentRequest | undefined;
  #ringTimer: Timer | undefined;

  constructor(
    core: UserAgentCore,
    factory: MediaEndpointFactory,
    to: Uri,
    options: CallOptions,
    onTerminated: (call: Call) => void,
  ) {
    super(core, factory, nameAddr(to), { kind: 'preparing' }, onTerminated);
    this.#to = to;
    this.#options = options;
    this.#request = core.createRequest('INVITE', to);
    writeCallOptions(this.#request, options);
    this.details = readCallDetails(this.#request);
    void this.#invite(options.media);
  }

  /** CANCEL or BYE. A 2xx that comes nevertheless is acknowledged and its dialog ended. */
  hangUp(reason?: ReasonValue): void {
    this.#leave({ kind: 'hung-up', by: 'local' }, { kind: 'cancelled', by: 'local' }, reason);
  }

  stop(): void {
    this.#leave({ kind: 'stopped' }, { kind: 'stopped' });
  }

  onResponse(response: SipResponse, request: SipRequest): void {
    if (response.status < 200) this.#progress(response);
    else if (response.status < 300) this.#accepted(response, request);
    else this.#branchFailed(reasonOfResponse(response), response);
  }

  onFailure(failure: RequestFailure): void {
    this.#branchFailed(reasonOfFailure(failure));
  }

  async #invite(want: MediaWant): Promise<void> {
    let offer: string;
    try {
      await this.mediaSession.open(want);
      offer = await this.mediaSession.offer();
    } catch (error) {
      this.terminate(reasonOfMedia(error));
      return;
    }
    if (this.isOver) return;
    const request = this.#request;
    this.core.describe(request);
    writeRecvInfo(request, this.core.capabilities.infoPackages);
    request.setBody(sdpMediaType, offer);
    const ringMs = (this.core.options.ringTimeoutSec ?? DEFAULT_RING_TIMEOUT_SEC) * 1000;
    this.#ringTimer = this.core.runtime.timers.schedule(ringMs, OutgoingCall.#giveUp, this);
    this.become({ kind: 'trying' });
    this.#sent = this.core.send(request, this, this.#counter);
  }

  /** §8.1.3.4: the INVITE goes to the next address that a redirection named, when there is one. */
  #branchFailed(why: EndReason, response?: SipResponse): void {
    if (response !== undefined && response.status < 400 && this.#options.redirect !== 'ask') {
      this.#redirection ??= new Redirection(this.#to);
      this.#redirection.follow(response);
    }
    const isOpen = this.session === undefined && !this.isOver;
    // §21.6: a global failure holds for every address.
    const target = isOpen && (response?.status ?? 0) < 600 ? this.#redirection?.next() : undefined;
    if (target === undefined) {
      this.#over(why);
      return;
    }
    this.#forks.clear();
    this.#sent = this.core.send(redirectInvite(this.#request, target, this.#counter.nextCSeq()), this, this.#counter);
  }

  #progress(response: SipResponse): void {
    if (this.isOver || this.session !== undefined) return;
    const { status, reason: phrase } = response;
    const remoteTag = toTag(response);
    if (status === 100 || remoteTag === undefined) {
      if (this.state.kind !== 'early') this.become({ kind: 'proceeding', status, phrase });
      return;
    }
    const fork = this.#fork(remoteTag);
    const sdp = sdpOf(response);
    if (sdp !== undefined && fork.earlySdp === undefined) {
      fork.earlySdp = sdp;
      if (this.#rendered === undefined) this.#render(remoteTag, sdp);
    }
    this.become({ kind: 'early', status, phrase, earlyMedia: this.#rendered === undefined ? 'none' : 'rendered' });
  }

  /** One fork is heard before the answer; a failure of that costs the early media only. */
  #render(remoteTag: string, sdp: string): void {
    this.#rendered = remoteTag;
    this.mediaSession.preview(sdp).catch((error: unknown) => {
      this.core.note(`early media cannot be played: ${String(error)}`);
    });
  }

  /** §13.2.2.4: every 2xx is acknowledged on its own dialog. The first one makes the call, the others are ended. */
  #accepted(response: SipResponse, request: SipRequest): void {
    const remoteTag = toTag(response) ?? '';
    const fork = this.#fork(remoteTag);
    if (fork.usage !== undefined) {
      fork.usage.acknowledge(response, request);
      return;
    }
    const dialog = Dialog.ofResponse(request, response);
    if (dialog === undefined) {
      this.core.note('a 2xx without From, To, Call-ID or CSeq cannot be acknowledged');
      return;
    }
    fork.usage = new InviteUsage(this.core.inviteContext, dialog);
    fork.usage.acknowledge(response, request);
    if (this.isOver || this.session !== undefined) {
      if (this.session !== undefined) this.core.note('a second answer to the call was acknowledged and ended');
      fork.usage.end();
      return;
    }
    this.core.runtime.timers.cancel(this.#ringTimer);
    this.features.info.learn(response);
    const session = this.establish(fork.usage);
    // An answer given in a provisional response need not be repeated.
    const answer = sdpOf(response) ?? fork.earlySdp;
    if (answer === undefined) {
      session.end();
      this.terminate({ kind: 'incompatible', cause: 'the call was answered without a session description' });
      return;
    }
    if (this.#rendered === undefined || this.#rendered === remoteTag) {
      this.mediaSession.applyAnswer(answer).catch((error: unknown) => {
        session.end();
        this.terminate(reasonOfMedia(error));
      });
    } else {
      // D10: the endpoint is bound to the fork that was played, and another one answered.
      this.mediaSession.abandonOffer();
      session.restartMedia();
    }
    this.confirm();
  }

  #leave(established: EndReason, early: EndReason, reason?: ReasonValue): void {
    if (this.isOver) return;
    if (this.session === undefined) this.#cancel(early, reason);
    else this.#end(established, reason);
  }

  #end(why: EndReason, reason: ReasonValue | undefined): void {
    this.session?.end(reason);
    this.terminate(why);
  }

  #cancel(why: EndReason, reason?: ReasonValue): void {
    this.core.runtime.timers.cancel(this.#ringTimer);
    this.#sent?.cancel(reason);
    this.terminate(why);
  }

  #over(why: EndReason): void {
    this.core.runtime.timers.cancel(this.#ringTimer);
    if (this.session === undefined) this.terminate(why);
  }

  static readonly #giveUp = (self: OutgoingCall): void => {
    if (self.session === undefined && !self.isOver) self.#cancel({ kind: 'timeout', waitedFor: 'answer' });
  };

  #fork(remoteTag: string): Fork {
    let fork = this.#forks.get(remoteTag);
    if (fork === undefined) {
      fork = { earlySdp: undefined, usage: undefined };
      this.#forks.set(remoteTag, fork);
    }
    return fork;
  }
}

/** The numbers of the INVITE and of all that repeats it. */
function countFrom(first: number): CSeqCounter {
  let number = first;
  return {
    nextCSeq() {
      number += 1;
      return number;
    },
  };
}

function toTag(response: SipResponse): string | undefined {
  const to = response.get(To);
  return to && tag(to);
}
