/** How much a failure response to a request within a dialog ends (RFC 5057 §5.1). */
export type FailureScope = 'transaction' | 'usage' | 'dialog';

/** The other end is not to be found by this dialog any more, whatever it is used for. */
const ENDS_DIALOG: ReadonlySet<number> = new Set([404, 410, 416, 482, 483, 484, 485, 502, 604]);

/** The other end does not know this use of the dialog. 408 stands for a request that was never answered. */
const ENDS_USAGE: ReadonlySet<number> = new Set([405, 408, 481, 489, 501]);

/**
 * RFC 5057 §5.1. Other than there, 480 ends nothing: an edge answers it while the other end reconnects (RFC 5626), and the
 * call goes on then.
 */
export function failureScope(status: number): FailureScope {
  if (ENDS_DIALOG.has(status)) return 'dialog';
  return ENDS_USAGE.has(status) ? 'usage' : 'transaction';
}
