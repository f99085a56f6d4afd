import { useEffect, useState } from 'react';
import { usePhoneState } from '../../app/phone-context.ts';
import { Ringer } from '../../effects/ringer.ts';
import { ringing } from './ringing.ts';

/** Rings while a call rings. */
export function useRinging(): void {
  const [ringer] = useState(() => new Ringer());
  const what = usePhoneState(ringing);
  useEffect(() => ringer.play(what), [ringer, what]);
  useEffect(() => () => void ringer.close(), [ringer]);
}
