import type { SipResponse } from '@sidetone/sip';

/** For a response: a loose router at the place of the end that sends it wants to see what follows in the dialog. */
export function recordRoute(response: SipResponse): void {
  const place = /@([^>;]*)/.exec(response.raw('Contact') ?? '')?.[1] ?? '';
  response.addRaw('Record-Route', `<sip:router@${place};lr>`);
}
