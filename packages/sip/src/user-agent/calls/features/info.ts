import type { Params } from '../../../grammar/parameters.ts';

/** Something that the other end tells within a call (RFC 6086). */
export interface IncomingInfo {
  /** Name of the package, one of `UserAgentOptions.infoPackages`. */
  readonly package: string;
  /** Parameters of the package. */
  readonly params: Params;
  /** In lower case; undefined when there is no body. */
  readonly contentType: string | undefined;
  readonly body: string;
}

/** Something to tell the other end within a call. */
export interface OutgoingInfo {
  /** Name of the package; without it the other end has to know by itself what the body means (RFC 6086 §2, legacy usage). */
  readonly package?: string;
  readonly contentType?: string;
  readonly body?: string;
}
