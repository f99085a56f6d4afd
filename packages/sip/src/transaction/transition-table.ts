/** The timers of RFC 3261 table 4 and RFC 6026, and four that have no letter there. */
export type TimerName =
  | 'A'
  | 'B'
  | 'D'
  | 'E'
  | 'F'
  | 'G'
  | 'H'
  | 'I'
  | 'J'
  | 'K'
  | 'L'
  | 'M'
  /** §17.2.1: 200 ms after an INVITE a 100 is sent. */
  | 'Trying'
  /** RFC 4320 §4.1: another request is answered 100 when the client's timer E has come to T2. */
  | 'Processing'
  /** §9.1: 64*T1 after a CANCEL the INVITE is given up. */
  | 'Cancel'
  /** After T1 what found its WebSocket closed is tried on the next one. */
  | 'Stranded';

/** What a transition does to a timer. */
export type TimerEffect =
  | { readonly kind: 'start'; readonly timer: TimerName }
  /** Starts the timer again with twice its last value, at most `cap`. */
  | { readonly kind: 'backOff'; readonly timer: TimerName; readonly cap: 'none' | 'T2' }
  /** Starts the timer again with T2. */
  | { readonly kind: 'restartAtT2'; readonly timer: TimerName }
  | { readonly kind: 'stop'; readonly timer: TimerName };

/** What a transition does to the world. */
export type Action =
  /** The request, for the first time on this path. */
  | { readonly kind: 'sendRequest' }
  | { readonly kind: 'resendRequest' }
  | { readonly kind: 'sendAck' }
  | { readonly kind: 'holdCancel' }
  | { readonly kind: 'sendCancel' }
  /** Asks again for a CANCEL that was held back until now; nothing when there is none. */
  | { readonly kind: 'releaseCancel' }
  /** The message at hand, to the user. */
  | { readonly kind: 'passUp' }
  | { readonly kind: 'sendResponse' }
  | { readonly kind: 'resendResponse' }
  | { readonly kind: 'sendTrying' }
  | { readonly kind: 'fail'; readonly failure: 'timeout' | 'transport' };

/** What a transition does besides changing the state. */
export type Effect = TimerEffect | Action;

/** What a machine does on an input: the next state, and the effects in their order. */
export interface Transition<State extends string> {
  /** Undefined when the state stays. */
  readonly to: State | undefined;
  readonly effects: readonly Effect[];
}

/** A machine: for each state, what each input does. Where there is no cell, an input does nothing. */
export type TransitionTable<State extends string, Input extends string> = {
  readonly [state in State]: { readonly [input in Input]?: Transition<State> };
};

/** A table as it is run: of any one of several machines. */
export type LooseTable<State extends string, Input extends string> = {
  readonly [state in State]?: { readonly [input in Input]?: Transition<State> };
};

/** What an input does in a state. Pure: it decides, and does nothing. */
export function step<State extends string, Input extends string>(
  table: LooseTable<State, Input>,
  state: State,
  input: Input,
): Transition<State> | undefined {
  return table[state]?.[input];
}

export function go<State extends string>(to: State, ...effects: readonly Effect[]): Transition<State> {
  return { to, effects };
}

export function stay(...effects: readonly Effect[]): Transition<never> {
  return { to: undefined, effects };
}

export const start = (timer: TimerName): Effect => ({ kind: 'start', timer });
export const stop = (timer: TimerName): Effect => ({ kind: 'stop', timer });
export const backOff = (timer: TimerName, cap: 'none' | 'T2'): Effect => ({ kind: 'backOff', timer, cap });
export const restartAtT2 = (timer: TimerName): Effect => ({ kind: 'restartAtT2', timer });
export const fail = (failure: 'timeout' | 'transport'): Effect => ({ kind: 'fail', failure });

export const sendRequest: Effect = { kind: 'sendRequest' };
export const resendRequest: Effect = { kind: 'resendRequest' };
export const sendAck: Effect = { kind: 'sendAck' };
export const holdCancel: Effect = { kind: 'holdCancel' };
export const sendCancel: Effect = { kind: 'sendCancel' };
export const releaseCancel: Effect = { kind: 'releaseCancel' };
export const passUp: Effect = { kind: 'passUp' };
export const sendResponse: Effect = { kind: 'sendResponse' };
export const resendResponse: Effect = { kind: 'resendResponse' };
export const sendTrying: Effect = { kind: 'sendTrying' };
