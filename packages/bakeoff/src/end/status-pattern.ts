import type { SipResponse } from '@sidetone/sip';

/** Which responses: a status, a class, `final`, or `provisional`, which leaves out 100. */
export type StatusPattern = number | '1xx' | '2xx' | '3xx' | '4xx' | '5xx' | '6xx' | 'provisional' | 'final' | 'any';

export function fitsStatus({ status }: SipResponse, pattern: StatusPattern): boolean {
  if (pattern === 'any') return true;
  if (pattern === 'final') return status >= 200;
  if (pattern === 'provisional') return status > 100 && status < 200;
  return typeof pattern === 'number' ? status === pattern : Math.floor(status / 100) === Number(pattern[0]);
}

/** `a 200`, `a final response`. */
export function statusWords(pattern: StatusPattern): string {
  if (pattern === 'any') return 'a response';
  return pattern === 'final' || pattern === 'provisional' ? `a ${pattern} response` : `a ${pattern}`;
}
