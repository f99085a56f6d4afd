import { selectActiveCall, type CallSnapshot, type PhoneState } from '@sidetone/phone';

/**
 * The call that has the main pane: the active one, or the last one with an outcome to tell. A call that came in and was
 * missed or declined tells nothing here: the one is a notice, and the other was our own doing.
 */
export function selectStageCall(state: PhoneState): CallSnapshot | undefined {
  const call = selectActiveCall(state);
  if (call?.state.kind !== 'terminated' || call.direction === 'outgoing') return call;
  const { tone, answeredAt } = call.state.outcome;
  return tone === 'failed' || answeredAt !== undefined ? call : undefined;
}
