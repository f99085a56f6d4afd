import type { CallSnapshot } from '@sidetone/phone';
import { useCallback, useEffect, useRef } from 'react';
import { navigate, type Route } from '../../app/route.ts';

/**
 * A call that begins opens its page; when it is taken off the screen, the page before it comes back.
 * @returns the action that leaves the page of the call
 */
export function useCallRoute(call: CallSnapshot | undefined, route: Route): () => void {
  const before = useRef<Route>({ kind: 'people' });
  useEffect(() => {
    if (route.kind !== 'call') before.current = route;
  }, [route]);
  const leave = useCallback(() => navigate(before.current, { replace: true }), []);

  const callId = call?.id;
  useEffect(() => {
    if (callId !== undefined) navigate({ kind: 'call' });
  }, [callId]);
  useEffect(() => {
    if (callId === undefined && route.kind === 'call') leave();
  }, [callId, route, leave]);
  return leave;
}
