import { NO_PARAMS } from '../../grammar/parameters.ts';
import { decodeUtf8 } from '../../grammar/utf8.ts';
import { createResponse } from '../../message/create-response.ts';
import { Accept } from '../../message/headers/content.ts';
import { ContentDisposition, InfoPackage } from '../../message/headers/named.ts';
import { bodyPart } from '../../message/multipart.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import { writeFragment } from '../../sdp/ice-fragment.ts';
import type { ServerTransaction } from '../../transaction/transaction-user.ts';
import { TRICKLE_ICE } from '../core/capabilities.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';
import type { RequestReceiver } from './features/request-receiver.ts';
import type { MediaSession } from './media-session.ts';
import type { Session } from './session.ts';

const FRAGMENT_TYPE = 'application/trickle-ice-sdpfrag';

/** The call whose candidates trickle. */
interface TrickleHost {
  readonly core: UserAgentCore;
  readonly mediaSession: MediaSession;
  /** The session that uses the media of the call, early or answered. */
  readonly mediaDialog: Session | undefined;
}

/**
 * Candidates that come after the description, by INFO both ways (RFC 8840 §4). One INFO is under way at a time, and each
 * repeats what came before, so that order and loss do not matter. An end that does not say that it knows trickle ICE gets
 * none: the description has what was found until it left (half trickle, §5.3).
 */
export class TrickleIce implements RequestReceiver {
  readonly #host: TrickleHost;
  /** The newest fragment that was not sent yet. */
  #due: string | undefined;
  #isSending = false;
  /** The fork that INFO went to last. */
  #told: Session | undefined;
  /** The last INFO got a 500. */
  #isSecondTry = false;

  constructor(host: TrickleHost) {
    this.#host = host;
  }

  /** Candidates were found. */
  found(fragment: string): void {
    this.#due = fragment;
    this.advance();
  }

  /** Sends what is due, when the dialog is there and the other end wants it. */
  advance(): void {
    const session = this.#host.mediaDialog;
    if (this.#isSending || session === undefined || session.isEnded) return;
    const { farEnd, usage } = session;
    if (!usage.isKnownToOtherEnd || !farEnd.supports(TRICKLE_ICE) || !farEnd.takesInfo(TRICKLE_ICE)) return;
    const due = this.#due ?? this.#greeting(session);
    if (due !== undefined) void this.#send(session, due);
  }

  /** §4.3.2: who has answered unreliably learns from an INFO that the answer has come, also when nothing is new. */
  #greeting(session: Session): string | undefined {
    const { lastOffer } = this.#host.mediaSession;
    if (!session.isAnsweredUnreliably || this.#told === session || lastOffer === undefined) return undefined;
    return writeFragment(lastOffer);
  }

  receive(request: SipRequest, transaction: ServerTransaction): boolean {
    if (request.method !== 'INFO' || request.get(InfoPackage)?.name.toLowerCase() !== TRICKLE_ICE) return false;
    const { core, mediaSession, mediaDialog } = this.#host;
    const fragment = bodyPart(request, FRAGMENT_TYPE);
    if (fragment === undefined && request.body !== '') {
      // RFC 6086 §4.2.2: a body that is none of the package's.
      core.respond(transaction, 415, (response) => response.set(Accept, { type: FRAGMENT_TYPE, params: NO_PARAMS }));
      return true;
    }
    transaction.respond(createResponse(request, 200));
    // §4.3.2: it proves that the dialog is known there.
    this.advance();
    // A fork that is not rendered has no media here.
    const isOther = mediaDialog !== undefined && mediaDialog.usage.dialog !== core.dialogs.find(request);
    if (fragment === undefined || isOther) return true;
    mediaSession.addCandidates(decodeUtf8(fragment)).catch((error: unknown) => {
      core.note(`late candidates could not be used: ${String(error)}`);
    });
    return true;
  }

  async #send(session: Session, fragment: string): Promise<void> {
    const { core } = this.#host;
    const { dialog } = session.usage;
    const info = dialog.createRequest('INFO');
    info.set(InfoPackage, { name: TRICKLE_ICE, params: NO_PARAMS });
    info.set(ContentDisposition, { type: 'info-package', params: NO_PARAMS });
    info.setBody(FRAGMENT_TYPE, fragment);
    this.#due = undefined;
    this.#told = session;
    this.#isSending = true;
    const outcome = await core.request(info, dialog);
    this.#isSending = false;
    // Without a connection the newest fragment waits for the next one.
    if (outcome.kind === 'failed') {
      this.#due ??= fragment;
      return;
    }
    const { status } = outcome.response;
    if (status === 500 && !this.#isSecondTry) {
      // Another request has overtaken it (RFC 3261 §12.2.2).
      this.#isSecondTry = true;
      this.#due ??= fragment;
    } else {
      this.#isSecondTry = false;
      // It has changed its mind (RFC 6086 §4.2.2): the description has to do.
      if (status >= 300) session.farEnd.takesNoInfo();
    }
    this.advance();
  }
}
