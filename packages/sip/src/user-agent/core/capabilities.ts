import { RELIABLE } from '../../dialog/reliable-responses.ts';
import { SESSION_TIMER } from '../../dialog/session-timer.ts';
import type { UserAgentOptions } from './user-agent-options.ts';

/** What a user agent says that it can do (RFC 3261 §20.5, §20.37, RFC 6086 §8.1). */
export interface Capabilities {
  /** Methods that it takes. */
  readonly methods: readonly string[];
  /** Option tags that it supports, in lower case. */
  readonly optionTags: readonly string[];
  /** Packages that INFO may bring. */
  readonly infoPackages: readonly string[];
  /** Media types of bodies that MESSAGE may bring, in lower case, the preferred one first (RFC 3428 §7). */
  readonly messageTypes: readonly string[];
}

interface Capability extends Partial<Capabilities> {
  /** Whether these options switch it off. */
  readonly isOff?: (options: UserAgentOptions) => boolean;
}

/** Option tag and Info-Package of trickle ICE (RFC 8840). */
export const TRICKLE_ICE = 'trickle-ice';

/** One line for each thing that can be done. */
const TABLE: readonly Capability[] = [
  { methods: ['INVITE', 'ACK', 'CANCEL', 'BYE', 'OPTIONS', 'MESSAGE', 'SUBSCRIBE', 'NOTIFY'] },
  { optionTags: ['outbound', 'path', 'gruu'] },
  { methods: ['INFO'] },
  // RFC 3262
  { methods: ['PRACK'], optionTags: [RELIABLE], isOff: ({ reliableProvisionals }) => reliableProvisionals === 'off' },
  // RFC 3311
  { methods: ['UPDATE'] },
  // RFC 4028
  { optionTags: [SESSION_TIMER], isOff: ({ sessionExpiresSec }) => sessionExpiresSec === 0 },
  // RFC 6228
  { optionTags: ['199'] },
  // RFC 3891, RFC 3911
  { optionTags: ['replaces', 'join'] },
  // RFC 5373
  { optionTags: ['answermode'] },
  // RFC 3515, RFC 4488
  { methods: ['REFER'], optionTags: ['norefersub'] },
  // RFC 8840
  { optionTags: [TRICKLE_ICE], infoPackages: [TRICKLE_ICE], isOff: ({ media }) => media === undefined },
];

/** Methods that are known and not taken: 405 rather than 501 (RFC 3261 §8.2.1). */
export const KNOWN_METHODS: ReadonlySet<string> = new Set(['REGISTER', 'PUBLISH', 'PRACK']);

export function capabilitiesOf(options: UserAgentOptions): Capabilities {
  const rows = TABLE.filter(({ isOff }) => isOff?.(options) !== true);
  return {
    methods: rows.flatMap(({ methods = [] }) => methods),
    optionTags: rows.flatMap(({ optionTags = [] }) => optionTags),
    infoPackages: [...rows.flatMap(({ infoPackages = [] }) => infoPackages), ...(options.infoPackages ?? [])],
    messageTypes: [
      ...(options.messageTypes ?? ['text/plain']),
      ...(options.messageEnvelopes ?? []).map(({ contentType }) => contentType),
    ],
  };
}
