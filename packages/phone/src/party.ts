import { addressOfRecord, isSipUri, isTelUri, type NameAddr, type Uri, userText } from '@sidetone/sip';
import type { PartySnapshot } from './state/basics.ts';

const LONGEST_NAME = 100;

/** What a stranger calls himself, fit to be shown: no line breaks, controls or changes of writing direction. */
export function cleanName(name: string): string {
  const clean = name.replaceAll(/[\p{Cc}\u200B\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]+/gu, ' ').trim();
  return clean.length > LONGEST_NAME ? `${clean.slice(0, LONGEST_NAME)}…` : clean;
}

/** Who stands behind an address, as a person knows them. */
export function partyOf({ uri, displayName = '' }: Pick<NameAddr, 'uri' | 'displayName'>): PartySnapshot {
  return { aor: addressOfRecord(uri), displayName: cleanName(displayName) || cleanName(nameOf(uri)) };
}

function nameOf(uri: Uri): string {
  if (isTelUri(uri)) return uri.number;
  if (!isSipUri(uri)) return uri.text;
  return userText(uri) || uri.host;
}
