/** What a user agent under test does with a call that comes. */
export type CallHandling =
  | 'answer'
  /** Alerts a person, who lets it ring. */
  | 'ring'
  /** Sends sound before anybody answers (183). */
  | 'progress'
  /** Nothing, not even ringing. */
  | 'wait'
  | 'decline'
  | 'busy'
  /** Sends the caller to another address. */
  | 'redirect';

/**
 * Presses the buttons of a user agent under test: a program that drives it, or a person who is asked. What an operator
 * lacks cannot be asked of the target, and makes scenarios that need it inconclusive.
 */
export interface Operator {
  /** What is done with calls from now on; a user agent that nobody operates is expected to answer. */
  whenCalled?(handling: CallHandling): void | Promise<void>;
  /** Answers the call that rings. */
  answer?(): void | Promise<void>;
  /** Calls that URI. */
  call?(uri: string): void | Promise<void>;
  /** Calls that URI and leaves the first offer to it (RFC 3261 §13.2.1). */
  callWithoutOffer?(uri: string): void | Promise<void>;
  /** Calls that URI without saying who calls. */
  callAnonymously?(uri: string): void | Promise<void>;
  /** Ends the call, or gives up calling. */
  hangUp?(): void | Promise<void>;
  hold?(): void | Promise<void>;
  resume?(): void | Promise<void>;
  /** Sends the other end of the call to that URI (RFC 3515). */
  transfer?(uri: string): void | Promise<void>;
  /** Sends something by that Info Package in the call (RFC 6086); nothing where the other end does not take it. */
  sendInfo?(name: string): void | Promise<void>;
  /** Sends a tone in the call: in the sound, or by INFO where the other end takes no telephone-events. */
  sendTone?(tone: string): void | Promise<void>;
  sendMessage?(uri: string, text: string): void | Promise<void>;
  /** Asks that URI for its capabilities. */
  askOptions?(uri: string): void | Promise<void>;
  /** Ends every call at the target, whatever state it is in: what a scenario has left is taken back by it. */
  hangUpAll?(): void | Promise<void>;
  /** Registers at that URI, unless the target was configured to register there anyway. */
  register?(registrar: string): void | Promise<void>;
  unregister?(): void | Promise<void>;
  /** Subscribes to presence of that URI. */
  subscribe?(uri: string): void | Promise<void>;
  unsubscribe?(): void | Promise<void>;
  /** Publishes presence at that URI; another one than before when it is published already. */
  publish?(agent: string): void | Promise<void>;
  unpublish?(): void | Promise<void>;
}

/** What a target is told to do with calls, in words. */
export const HANDLING_WORDS: Readonly<Record<CallHandling, string>> = {
  answer: 'answer',
  ring: 'ring',
  progress: 'send sound before the answer',
  wait: 'do nothing at all when it is called',
  decline: 'decline',
  busy: 'say that it is busy',
  redirect: 'send the caller elsewhere',
};

/** Something that an operator can be asked to do. */
export type Deed = keyof Operator;

/** What to tell a person who has to do it. */
export const DEED_WORDS: Readonly<Record<Deed, string>> = {
  whenCalled: 'say what the target does with calls',
  answer: 'answer the call at the target',
  call: 'place a call with the target',
  callWithoutOffer: 'place a call without an offer with the target',
  callAnonymously: 'place an anonymous call with the target',
  hangUp: 'hang up at the target',
  hangUpAll: 'end every call at the target',
  hold: 'hold the call at the target',
  resume: 'resume the call at the target',
  transfer: 'transfer the call at the target',
  sendInfo: 'send something by an Info Package with the target',
  sendTone: 'press a key in the call at the target',
  sendMessage: 'send a message with the target',
  askOptions: 'ask for capabilities with the target',
  register: 'register the target',
  unregister: 'sign the target out',
  subscribe: 'watch somebody with the target',
  unsubscribe: 'stop watching with the target',
  publish: 'set a status at the target',
  unpublish: 'withdraw the status at the target',
};
