import { reasonPhrase } from '../../../message/reason-phrases.ts';
import type { EndReason } from '../../core/end-reason.ts';
import type { CallState } from '../call.ts';

/** How a call stands, as a status line of SIP (RFC 3515 §2.4.5). */
export function reportOf(state: CallState): { readonly status: number; readonly phrase: string } {
  switch (state.kind) {
    case 'proceeding':
    case 'early':
      return state;
    case 'confirmed':
      return line(200);
    case 'terminated':
      return failureOf(state.why);
    case 'preparing':
    case 'trying':
    case 'answering':
      return line(100);
  }
}

/** What stands for an outcome that no response told of. */
function failureOf(why: EndReason): { readonly status: number; readonly phrase: string } {
  switch (why.kind) {
    case 'rejected':
    case 'redirected':
      return why;
    case 'timeout':
      return line(408);
    case 'transport':
      return line(503);
    case 'authentication':
      return line(403);
    case 'media':
    case 'incompatible':
      return line(488);
    // It was established, however it ended.
    case 'hung-up':
    case 'transferred':
    case 'replaced':
    case 'lost':
    case 'unacknowledged':
      return line(200);
    case 'cancelled':
    case 'answered-elsewhere':
    case 'declined-elsewhere':
    case 'stopped':
      return line(487);
  }
}

function line(status: number): { readonly status: number; readonly phrase: string } {
  return { status, phrase: reasonPhrase(status) };
}
