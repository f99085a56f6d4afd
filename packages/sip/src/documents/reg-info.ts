import type { Result } from '../runtime/result.ts';
import { xmlDocument } from './xml-document.ts';
import { count, oneOf, text, word } from './scalars.ts';
import { attr, child, content, leaf, list, need, shape } from './xml-shape.ts';

/** Media type of registration documents (RFC 3680). */
export const REG_INFO_TYPE = 'application/reginfo+xml';

/** The registrations of a user, RFC 3680 §5. */
export interface RegInfo {
  /** Grows by one with each document of a subscription. */
  readonly version: number;
  /** `partial`: only registrations that changed since the version before. */
  readonly state: 'full' | 'partial';
  readonly registrations: readonly RegInfoRegistration[];
}

/** The bindings of one address-of-record. */
export interface RegInfoRegistration {
  readonly aor: string;
  readonly id: string;
  readonly state: 'init' | 'active' | 'terminated';
  readonly contacts: readonly RegInfoContact[];
}

/** One binding, RFC 3680 §5.3. */
export interface RegInfoContact {
  readonly id: string;
  readonly state: 'active' | 'terminated';
  /** What led to the state, RFC 3680 §4.7.2. */
  readonly event:
    | 'registered'
    | 'created'
    | 'refreshed'
    | 'shortened'
    | 'expired'
    | 'deactivated'
    | 'probation'
    | 'unregistered'
    | 'rejected';
  readonly uri: string;
  readonly displayName?: string;
  /** Seconds since it was registered. */
  readonly durationRegisteredSec?: number;
  readonly expiresSec?: number;
  /** After `probation`: seconds after which to register again. */
  readonly retryAfterSec?: number;
  /** As it was in the Contact. */
  readonly q?: string;
  /** Of the REGISTER that made or changed it. */
  readonly callId?: string;
  readonly cseq?: number;
  /** Parameters of the Contact, such as `+sip.instance`. */
  readonly unknownParams: readonly { readonly name: string; readonly value: string }[];
  /** RFC 5628. */
  readonly publicGruu?: string;
  /** RFC 5628: the newest temporary GRUU, and the CSeq from which on those of this Call-ID are valid. */
  readonly temporaryGruu?: { readonly uri: string; readonly firstCseq: number };
}

const EVENTS = [
  'registered',
  'created',
  'refreshed',
  'shortened',
  'expired',
  'deactivated',
  'probation',
  'unregistered',
  'rejected',
] as const;

const regInfo = /* @__PURE__ */ xmlDocument<RegInfo>(
  'reginfo',
  { '': 'urn:ietf:params:xml:ns:reginfo', gr: 'urn:ietf:params:xml:ns:gruuinfo' },
  () =>
    shape<RegInfo>({
      version: need(attr('version', count)),
      state: need(attr('state', oneOf('full', 'partial'))),
      registrations: list(
        'registration',
        shape<RegInfoRegistration>({
          aor: need(attr('aor', word)),
          id: need(attr('id', word)),
          state: need(attr('state', oneOf('init', 'active', 'terminated'))),
          contacts: list(
            'contact',
            shape<RegInfoContact>({
              id: need(attr('id', word)),
              state: need(attr('state', oneOf('active', 'terminated'))),
              event: need(attr('event', oneOf(...EVENTS))),
              durationRegisteredSec: attr('duration-registered', count),
              expiresSec: attr('expires', count),
              retryAfterSec: attr('retry-after', count),
              q: attr('q', word),
              callId: attr('callid', word),
              cseq: attr('cseq', count),
              uri: need(leaf('uri', word)),
              displayName: leaf('display-name', text),
              unknownParams: list(
                'unknown-param',
                shape({ name: need(attr('name', word)), value: need(content(text)) }),
              ),
              publicGruu: child('gr:pub-gruu', attr('uri', word)),
              temporaryGruu: child(
                'gr:temp-gruu',
                shape({ uri: need(attr('uri', word)), firstCseq: need(attr('first-cseq', count)) }),
              ),
            }),
          ),
        }),
      ),
    }),
);

/** Parses a registration information document (RFC 3680, 5628). The error says why it is none. */
export function parseRegInfo(xml: string): Result<RegInfo, string> {
  return regInfo.parse(xml);
}

/** Writes a registration document (RFC 3680 §5). */
export function writeRegInfo(document: RegInfo): string {
  return regInfo.write(document);
}
