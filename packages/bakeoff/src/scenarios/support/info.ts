import { Allow, RecvInfo, type SipRequest } from '@sidetone/sip';
import type { TestDialog } from '../../end/test-dialog.ts';
import type { TestEnd } from '../../end/test-end.ts';
import type { Stage } from '../../scenario/stage.ts';
import { isRequest } from './requests.ts';

/** Whether the other end of a call knows Info Packages at all: one that does refuses what it has not listed with 469. */
export async function knowsPackages(end: TestEnd, dialog: TestDialog): Promise<boolean> {
  const info = dialog.request('INFO', { headers: { 'Info-Package': 'x-nobody-knows-it' } });
  return (await end.response(end.send(info), 'final')).status === 469;
}

export const KNOWS_NO_PACKAGES = 'it lists no Info Packages, and takes INFO of any: it does not know RFC 6086';

/** An Info Package that the target has named in its INVITE; one of ours where it names none. */
export function packageOf(stage: Stage, invite: SipRequest): string {
  if (invite.has(Allow) && !invite.all(Allow).includes('INFO')) stage.notApplicable('it does not take INFO');
  return invite.all(RecvInfo).at(-1)?.name ?? 'x-bakeoff';
}

/** An INFO of the target that comes within a time; it is answered. */
export async function infoOfTarget(end: TestEnd, forMs = 2_000): Promise<SipRequest | undefined> {
  const info = await end.unwanted(isRequest('INFO'), forMs);
  if (info?.kind !== 'request') return undefined;
  end.reply(info, 200);
  return info;
}
