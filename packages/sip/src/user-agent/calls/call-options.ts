import type { NameAddr } from '../../grammar/name-addr.ts';
import type { Params } from '../../grammar/parameters.ts';
import type { MediaWant } from '../../media/media-endpoint.ts';
import type { DialogReference, ReplacesValue } from '../../message/headers/dialog-reference.ts';
import type { InfoUriValue } from '../../message/headers/info-uris.ts';

/** Whether the called phone is to answer by itself (RFC 5373). */
export interface AnswerModeWish {
  readonly mode: 'auto' | 'manual';
  /** Rather no call than one that is answered in another way. */
  readonly isRequired: boolean;
  /** With the right to override what the called person has set (`Priv-Answer-Mode`, §4.2). */
  readonly isPrivileged: boolean;
}

/** Which of the devices of the called person are to ring (RFC 3841). */
export interface CallerPreferences {
  /** Sets of feature tags that a device should have, such as `video`; `require` and `explicit` among them (§9.2). */
  readonly accept?: readonly Params[];
  /** Sets of feature tags that a device must not have (§9.3). */
  readonly reject?: readonly Params[];
  /** What proxies are asked to do: `no-fork`, `sequential`, `no-cancel`, `queue` and others (§9.1). */
  readonly disposition?: readonly string[];
}

/** How a call is placed. */
export interface CallOptions {
  /** What to send. */
  readonly media: MediaWant;
  /** Leaves the first offer to the other end, whose answer carries it (RFC 3261 §13.2.1). */
  readonly lateOffer?: boolean;
  /** Subject of the INVITE (RFC 3261 §20.36). */
  readonly subject?: string;
  /** Priority of the INVITE (RFC 3261 §20.26): `emergency`, `urgent`, `normal`, `non-urgent` or another token. */
  readonly priority?: string;
  /** How the other phone should ring (RFC 3261 §20.4, RFC 7462). */
  readonly alertInfo?: readonly InfoUriValue[];
  /** What there is to know of the caller (RFC 3261 §20.9). */
  readonly callInfo?: readonly InfoUriValue[];
  /** `auto` and `manual` alone are a wish without privilege, which may remain unfulfilled. */
  readonly answerMode?: AnswerModeWish['mode'] | AnswerModeWish;
  /**
   * What is to be kept private: `user`, `id`, `header`, `session`, `history`, `critical` (RFC 3323 §4.2, RFC 3325 §9.3,
   * RFC 7044 §5.1). Each but the last two leaves the caller's name and address out of the call.
   */
  readonly privacy?: readonly string[];
  readonly preferences?: CallerPreferences;
  /** The call of the other end whose place this one takes (RFC 3891). An end that cannot do that refuses with 420. */
  readonly replaces?: ReplacesValue;
  /** The call of the other end that this one joins (RFC 3911). As `replaces`. */
  readonly join?: DialogReference;
  /** Who asked for the call (RFC 3892). */
  readonly referredBy?: NameAddr;
  /**
   * What to do with a 3xx. `follow` (the default): its Contacts are called one after another, the preferred ones first
   * (RFC 3261 §8.1.3.4); 300 and 380 end the call with `redirected` even so. `ask`: every 3xx does.
   */
  readonly redirect?: 'follow' | 'ask';
  /** More header fields for the INVITE. They are checked as everything that is written. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
}
