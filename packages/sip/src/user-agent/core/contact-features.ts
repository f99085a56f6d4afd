import type { Params } from '../../grammar/parameters.ts';

/** What a device is, for those who choose among several (RFC 3840 §10). What is left out is not said. */
export interface DeviceCapabilities {
  readonly audio?: boolean;
  readonly video?: boolean;
  readonly text?: boolean;
  readonly data?: boolean;
  readonly control?: boolean;
  readonly application?: boolean;
  /** A machine answers, and no person. */
  readonly automata?: boolean;
  /** A conference bridge. */
  readonly isfocus?: boolean;
  readonly class?: 'business' | 'personal';
  readonly mobility?: 'fixed' | 'mobile';
  readonly duplex?: 'full' | 'half' | 'receive-only' | 'send-only';
  readonly actor?: 'principal' | 'attendant' | 'msg-taker' | 'information';
  /** Language tags. */
  readonly language?: readonly string[];
  /** Media types beyond those above. */
  readonly type?: readonly string[];
  /** URI schemes that can be called from it. */
  readonly schemes?: readonly string[];
  /** Default: those that the user agent takes. */
  readonly methods?: readonly string[];
  /** Event packages. */
  readonly events?: readonly string[];
  /** Option tags. Default: those that the user agent supports. */
  readonly extensions?: readonly string[];
  /** For a person to read. */
  readonly description?: string;
  /** Other tags, such as `+sip.ice` (RFC 5768): their texts, or true. */
  readonly others?: Readonly<Record<string, string | true>>;
}

/** Feature parameters of a Contact (RFC 3840 §9). */
export function featureParams(capabilities: DeviceCapabilities): Params {
  const { others = {}, description, ...tags } = capabilities;
  const params = new Map<string, string | undefined>();
  for (const [tag, value] of [...Object.entries<unknown>(tags), ...Object.entries(others)]) {
    const name = tag.toLowerCase();
    if (value === true) params.set(name, undefined);
    else if (Array.isArray(value) && value.length > 0) params.set(name, value.join(','));
    else if (typeof value === 'string') params.set(name, value);
  }
  // A string-value stands in angle brackets.
  if (description !== undefined) params.set('description', `<${description}>`);
  return params;
}
