import type { EndReason } from '../../core/end-reason.ts';
import type { Call } from '../call.ts';

/** Why a call that has no dialog takes no requests. */
export function reasonOfState({ state }: Call): EndReason {
  return state.kind === 'terminated' ? state.why : { kind: 'incompatible', cause: 'the call is not answered yet' };
}
