import { useCallback } from 'react';
import { selectActiveCall, type CallOptions, type PhoneState } from '@sidetone/phone';
import { useCommands, usePhoneState } from '../../app/phone-context.ts';
import { useComplain } from '../shell/complaint-context.ts';

const selectIsInCall = (state: PhoneState): boolean => {
  const call = selectActiveCall(state);
  return call !== undefined && call.state.kind !== 'terminated';
};

export function useIsInCall(): boolean {
  return usePhoneState(selectIsInCall);
}

/** Gives the action that calls somebody; undefined, and so a disabled control, in a call or without a connection. */
export function usePlaceCall(): (target: string, options: CallOptions) => (() => void) | undefined {
  const commands = useCommands();
  const complain = useComplain();
  const possible = usePhoneState((state) => state.session.kind === 'signed-in' && !selectIsInCall(state));
  return useCallback(
    (target, options) =>
      possible
        ? () => {
            const result = commands.call(target, options);
            if (!result.ok) complain(result.error);
          }
        : undefined,
    [commands, complain, possible],
  );
}
