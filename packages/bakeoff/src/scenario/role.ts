/** What the element under test does in a scenario. */
export type Role =
  /** A user agent that takes requests: calls, questions, messages. */
  | 'answering'
  /** A user agent that is told to call, to ask, to send. */
  | 'calling'
  /** A user agent that is told to register. */
  | 'registrant'
  | 'registrar'
  | 'proxy'
  | 'redirect'
  | 'presence-agent'
  | 'message-server'
  /** An edge that takes SIP over WebSocket (RFC 7118). */
  | 'gateway';

/** All roles, in the order in which people read them. */
export const ROLES: readonly Role[] = [
  'answering',
  'calling',
  'registrant',
  'registrar',
  'proxy',
  'redirect',
  'presence-agent',
  'message-server',
  'gateway',
];
