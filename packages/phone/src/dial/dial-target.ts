import {
  addressOfRecord,
  err,
  isSipUri,
  isTelUri,
  ok,
  parseUri,
  type Result,
  type SipUri,
  telNumber,
} from '@sidetone/sip';
import { sentence, type Sentence, type SentenceKey } from '../outcomes/sentence.ts';
import type { Aor } from '../state/basics.ts';

/** Whom to call, to write to or to watch. */
export interface DialTarget {
  readonly uri: SipUri;
  readonly aor: Aor;
}

/** Longer input is no address that anybody typed. */
const LONGEST_INPUT = 256;

/** visual-separator of RFC 3966 §3, and the space and slash that people write. */
const SEPARATORS = /[\s().\-/]/g;

/**
 * What a person typed, as an address: `bob`, `bob@example.com`, `sip:bob@example.com`, `"Bob" <sip:bob@example.com>`,
 * `tel:+49-30-123` or a number. A name or number alone belongs to our own domain.
 */
export function dialTarget(typed: string, domain: string): Result<DialTarget, Sentence> {
  const input = (/<([^<>]*)>\s*$/.exec(typed)?.[1] ?? typed).trim();
  const wrong = (key: SentenceKey): Result<never, Sentence> => err(sentence(key, { input, domain }));
  if (input === '') return wrong('dial.empty');
  if (input.length > LONGEST_INPUT) return wrong('dial.too-long');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(input)?.[1]?.toLowerCase();
  if (scheme === 'sip' || scheme === 'tel') return fromUri(input, domain);
  if (scheme === 'sips') return wrong('dial.sips');
  // `localhost:5060` has a colon too, so only what looks like the URI of another service is taken for one.
  if (scheme !== undefined && /^[^:]+:(\/\/|[^\d])/.test(input)) return err(sentence('dial.scheme', { scheme }));
  if (isNumber(input)) return fromNumber(input, domain);
  if (/\s/.test(input)) return wrong('dial.spaces');
  const at = input.lastIndexOf('@');
  if (at === 0) return wrong('dial.no-user');
  if (at === input.length - 1) return wrong('dial.no-host');
  return fromUri(at < 0 ? `sip:${input}@${domain}` : `sip:${input}`, domain, input);
}

function fromUri(text: string, domain: string, input = text): Result<DialTarget, Sentence> {
  const parsed = parseUri(text);
  if (!parsed.ok) return err(sentence(text.endsWith('@') ? 'dial.no-host' : 'dial.not-an-address', { input, domain }));
  const uri = parsed.value;
  if (isTelUri(uri)) return fromNumber(telNumber(uri), domain);
  if (!isSipUri(uri)) return err(sentence('dial.scheme', { scheme: uri.scheme }));
  if (uri.user === undefined) return err(sentence('dial.no-user', { input, domain }));
  return ok({ uri, aor: addressOfRecord(uri) });
}

/** A number belongs to a domain that knows how to reach it (RFC 3261 §19.1.6). */
function fromNumber(number: string, domain: string): Result<DialTarget, Sentence> {
  const digits = number.replaceAll(SEPARATORS, '');
  // A short one is an extension, a name made of digits; one with a plus is known everywhere.
  return fromUri(`sip:${digits}@${domain}${digits.startsWith('+') ? ';user=phone' : ''}`, domain, number);
}

function isNumber(input: string): boolean {
  return /^\+?[\d*#]+$/.test(input.replaceAll(SEPARATORS, ''));
}
