import type { Dialog } from '../../../dialog/dialog.ts';
import { nameAddr, type NameAddr } from '../../../grammar/name-addr.ts';
import { NO_PARAMS, withoutParams } from '../../../grammar/parameters.ts';
import { isSipUri, type Uri } from '../../../grammar/uri.ts';
import { From, ReferredBy, ReferTo } from '../../../message/headers/addresses.ts';
import { Replaces } from '../../../message/headers/dialog-reference.ts';
import { ReferSub } from '../../../message/headers/words.ts';
import { type UriHeader, withUriHeaders } from '../../../grammar/uri-headers.ts';
import type { SipRequest } from '../../../message/sip-request.ts';
import type { UserAgentCore } from '../../core/user-agent-core.ts';
import type { TransferOptions } from './transfer.ts';

/** Completes a REFER (RFC 3515 §2.4.1). */
export function writeRefer(core: UserAgentCore, request: SipRequest, to: Uri, options: TransferOptions): SipRequest {
  core.describe(request);
  request.set(ReferTo, nameAddr(to));
  const by = options.referredBy ?? withoutTag(request.get(From));
  if (by !== undefined) request.set(ReferredBy, by);
  if (options.isNotified === false) request.set(ReferSub, false);
  return request;
}

/**
 * How somebody else may take this end's place in a call: the other end's URI, with the call that the new one replaces
 * (RFC 3891, RFC 5589 §7). A Contact that is no GRUU leads nowhere from elsewhere, so that the address is used then.
 */
export function replacingUri(dialog: Dialog, remote: Uri): Uri {
  const { remoteTarget, id } = dialog;
  const isContact = isGruu(remoteTarget) || !isReachable(remote);
  const value = { callId: id.callId, fromTag: id.localTag, toTag: id.remoteTag, params: NO_PARAMS };
  const headers: UriHeader[] = [['Replaces', Replaces.write(value)]];
  // §7.4: of all devices with that address only the one with the call is meant.
  if (!isContact) headers.push(['Require', 'replaces']);
  const uri = isContact ? remoteTarget : remote;
  return isSipUri(uri) ? withUriHeaders(uri, headers) : uri;
}

function isGruu(uri: Uri): boolean {
  return isSipUri(uri) && uri.params.has('gr');
}

/** An anonymous caller says an address that is none. */
function isReachable(uri: Uri): boolean {
  return isSipUri(uri) && !uri.host.endsWith('.invalid');
}

function withoutTag(from: NameAddr | undefined): NameAddr | undefined {
  return from && { ...from, params: withoutParams(from.params, 'tag') };
}
