import type { CpimMessage } from '../../documents/cpim.ts';
import type { EpochMs } from '../../runtime/clock.ts';
import type { Result } from '../../runtime/result.ts';

/** What was in an envelope. */
export interface OpenedMessage {
  /** Of the message within, with its parameters. */
  readonly contentType: string;
  readonly body: string;
  /** The sender's name for the message. */
  readonly id: string | undefined;
  readonly sentAt: EpochMs | undefined;
  readonly subject: string | undefined;
  /** The envelope itself, when it is CPIM. */
  readonly cpim: CpimMessage | undefined;
}

/** A format that a message may be wrapped in. */
export interface MessageEnvelope {
  /** In lower case. */
  readonly contentType: string;
  /** @returns the message, or why there is none, in English */
  open(body: string): Result<OpenedMessage, string>;
}
