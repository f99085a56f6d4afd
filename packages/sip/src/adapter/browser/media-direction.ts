/** Which way this end wants a kind to go. */
export interface DirectionWish {
  /** This end has something of that kind, and wants to send it. */
  readonly sends: boolean;
  /** This end puts the other on hold. */
  readonly holds: boolean;
}

/**
 * What an offer says (RFC 3264 §5).
 * @param now the direction in force; null for a stream that is new
 */
export function offeredDirection({ sends, holds }: DirectionWish, now: string | null): RTCRtpTransceiverDirection {
  if (!holds) return sends ? 'sendrecv' : 'recvonly';
  // RFC 3264 §8.4: a stream that was sent goes on hold as sendonly, one that was only received as inactive.
  return sends && (now === null || now.includes('send')) ? 'sendonly' : 'inactive';
}

/** What an answer may say at most (RFC 3264 §6.1); the peer connection takes away what the offer does not allow. */
export function answeredDirection({ sends, holds }: DirectionWish): RTCRtpTransceiverDirection {
  if (holds) return sends ? 'sendonly' : 'inactive';
  return sends ? 'sendrecv' : 'recvonly';
}

/**
 * How it stands with sending a kind. `none`: the call has no such stream. `pending`: nothing is agreed yet. `unasked`: this
 * end has not offered to send. `refused`: it has, and the other end does not take it, as when it holds. `taken`: it is sent.
 */
export type OutgoingState = 'none' | 'pending' | 'unasked' | 'refused' | 'taken';

export function outgoingState(
  transceiver: Pick<RTCRtpTransceiver, 'direction' | 'currentDirection'> | undefined,
): OutgoingState {
  if (transceiver === undefined) return 'none';
  if (!transceiver.direction.includes('send')) return 'unasked';
  if (transceiver.currentDirection === null) return 'pending';
  return transceiver.currentDirection.includes('send') ? 'taken' : 'refused';
}
