import type { NameAddr } from '../../../grammar/name-addr.ts';
import { NO_PARAMS, withParam } from '../../../grammar/parameters.ts';
import { encodeUtf8 } from '../../../grammar/utf8.ts';
import { Diversion, HistoryInfo, PAssertedIdentity, ReferredBy } from '../../../message/headers/addresses.ts';
import { AcceptContact, RejectContact } from '../../../message/headers/caller-preferences.ts';
import { Join, Replaces } from '../../../message/headers/dialog-reference.ts';
import { AlertInfo, CallInfo } from '../../../message/headers/info-uris.ts';
import { AnswerMode, PrivAnswerMode } from '../../../message/headers/named.ts';
import { CallId, Priority, Privacy, RequestDisposition, Require, Subject } from '../../../message/headers/words.ts';
import type { HeaderField } from '../../../message/header-field.ts';
import type { SipMessage } from '../../../message/sip-message.ts';
import type { SipRequest } from '../../../message/sip-request.ts';
import type { CallDetails } from '../call.ts';
import type { AnswerModeWish, CallOptions } from '../call-options.ts';
import { writePrivacy } from './privacy.ts';

/** Writes into an INVITE what its options say about it. */
export function writeCallOptions(invite: SipRequest, options: CallOptions): void {
  const { preferences = {}, answerMode, headers = [] } = options;
  const one = <T>(field: HeaderField<T>, value: T | undefined): void => {
    if (value !== undefined) invite.set(field, value);
  };
  const all = <T>(field: HeaderField<T>, values: readonly T[] | undefined): void => {
    if (values !== undefined && values.length > 0) invite.setAll(field, values);
  };
  one(Subject, options.subject);
  one(Priority, options.priority);
  all(AlertInfo, options.alertInfo);
  all(CallInfo, options.callInfo);
  all(AcceptContact, preferences.accept);
  all(RejectContact, preferences.reject);
  all(RequestDisposition, preferences.disposition);
  one(Replaces, options.replaces);
  one(Join, options.join);
  one(ReferredBy, options.referredBy);
  if (answerMode !== undefined) {
    const wish = typeof answerMode === 'string' ? { ...NO_WISH, mode: answerMode } : answerMode;
    writeAnswerMode(invite, wish, wish.mode, wish.isRequired);
  }
  writePrivacy(invite, options.privacy ?? []);
  for (const [name, value] of headers) invite.addRaw(name, encodeUtf8(value));
  requireDialogUse(invite);
}

/** RFC 3891 §4, RFC 3911 §5: an end that does not know the extension must not ring as for any other call. */
export function requireDialogUse(invite: SipRequest): void {
  const needed = [...(invite.has(Replaces) ? ['replaces'] : []), ...(invite.has(Join) ? ['join'] : [])];
  const others = invite.all(Require).filter((option) => !needed.includes(option));
  if (needed.length > 0) invite.setAll(Require, [...others, ...needed]);
}

/** @param dialogs calls of ours that the INVITE names */
export function readCallDetails(
  invite: SipRequest,
  dialogs: Partial<Pick<CallDetails, 'replaces' | 'joins'>> = {},
): CallDetails {
  return Object.freeze({
    callId: invite.get(CallId) ?? '',
    subject: invite.get(Subject),
    priority: invite.get(Priority),
    alertInfo: invite.all(AlertInfo),
    callInfo: invite.all(CallInfo),
    answerMode: readAnswerMode(invite),
    assertedIdentity: invite.all(PAssertedIdentity),
    privacy: invite.all(Privacy),
    history: invite.all(HistoryInfo).toSorted(byIndex),
    diversion: invite.all(Diversion),
    referredBy: invite.get(ReferredBy),
    replaces: dialogs.replaces,
    joins: dialogs.joins,
  });
}

const NO_WISH = { isRequired: false, isPrivileged: false } as const;

/** RFC 5373 §4: into an INVITE what is wished, into its 2xx what was done. Whoever does not ask is not told. */
export function writeAnswerMode(
  message: SipMessage,
  wish: AnswerModeWish | undefined,
  mode: AnswerModeWish['mode'],
  isRequired = false,
): void {
  if (wish === undefined) return;
  const params = isRequired ? withParam(NO_PARAMS, 'require', undefined) : NO_PARAMS;
  message.set(wish.isPrivileged ? PrivAnswerMode : AnswerMode, { mode, params });
}

const MODES = ['auto', 'manual'] as const;

/** RFC 5373 §4.3: the privileged one counts when there are both. A mode that is not known is no wish. */
function readAnswerMode(invite: SipRequest): AnswerModeWish | undefined {
  const privileged = invite.get(PrivAnswerMode);
  const value = privileged ?? invite.get(AnswerMode);
  const mode = MODES.find((known) => known === value?.mode);
  if (value === undefined || mode === undefined) return undefined;
  return { mode, isRequired: value.params.has('require'), isPrivileged: value === privileged };
}

/** RFC 7044 §5.1: 1, 1.1, 1.2, 1.2.1, 2. */
function byIndex(a: NameAddr, b: NameAddr): number {
  const left = indexOf(a);
  const right = indexOf(b);
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? -1) - (right[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function indexOf({ params }: NameAddr): number[] {
  return (params.get('index') ?? '').split('.').map(Number);
}
