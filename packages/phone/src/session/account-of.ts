import {
  addressOfRecord,
  err,
  formatUri,
  isSipUri,
  ok,
  parseUri,
  type Result,
  type SipUri,
  userText,
} from '@sidetone/sip';
import type { SignInInput } from '../commands/phone-commands.ts';
import { sentence, type Sentence } from '../outcomes/sentence.ts';
import { cleanName } from '../party.ts';
import type { AccountSnapshot, ServerSnapshot } from '../state/session-snapshot.ts';

/** Who signs in: as it is shown, and as it is used. */
export interface Account {
  readonly snapshot: AccountSnapshot;
  readonly uri: SipUri;
  /** Name for digest: the user part as it was typed. */
  readonly username: string;
  readonly password: string;
}

/**
 * What was typed to sign in, as an account. The user may be a name, or a whole address with its domain.
 * @param server fills in domain and URL where none was typed
 */
export function accountOf(input: SignInInput, server: ServerSnapshot | undefined): Result<Account, Sentence> {
  const typed = input.user.trim().replace(/^sips?:/i, '');
  const at = typed.lastIndexOf('@');
  const user = at < 0 ? typed : typed.slice(0, at);
  const domain = (at < 0 ? (input.domain ?? '').trim() || (server?.domain ?? '') : typed.slice(at + 1)).toLowerCase();
  if (user === '') return err(sentence('sign-in.missing-user'));
  if (domain === '') return err(sentence('sign-in.missing-domain'));
  const url = input.url?.trim() || (server?.webSocketUrls[0] ?? '');
  if (!/^wss?:\/\/[^\s/]/i.test(url)) return err(sentence('sign-in.invalid-url', { url }));
  const parsed = parseUri(`sip:${user}@${domain}`);
  if (!parsed.ok || !isSipUri(parsed.value) || !isPlain(parsed.value)) {
    return err(sentence('sign-in.invalid-address', { user, domain }));
  }
  const uri = parsed.value;
  const displayName = cleanName(input.displayName ?? '') || userText(uri);
  const snapshot = { aor: addressOfRecord(uri), user: userText(uri), domain, url, displayName };
  return ok({ snapshot, uri, username: userText(uri), password: input.password });
}

/** An address of record has no password, port, parameters or headers (RFC 3261 §10.3). */
function isPlain(uri: SipUri): boolean {
  return uri.user !== undefined && formatUri(uri) === addressOfRecord(uri);
}
