import type { PhoneState } from '@sidetone/phone';
import type { Ringing } from '../../effects/ringer.ts';

/** What is to be heard now. The far end's own early sound, when there is one, replaces our ringing tone. */
export function ringing({ calls }: Pick<PhoneState, 'calls'>): Ringing {
  const live = calls.filter(({ state }) => state.kind !== 'terminated');
  const comesIn = live.some(
    ({ direction, state }) => direction === 'incoming' && (state.kind === 'early' || state.kind === 'trying'),
  );
  if (comesIn) return live.length > 1 ? 'knocking' : 'incoming';
  const ringsThere = live.some(
    ({ direction, state, media }) =>
      direction === 'outgoing' && state.kind === 'early' && state.status === 180 && media.remoteAudio === 'absent',
  );
  return ringsThere ? 'ringback' : 'silent';
}
