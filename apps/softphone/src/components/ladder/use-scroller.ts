import { useEffect, useRef, type RefObject } from 'react';
import type { LadderStep } from './ladder-data.ts';

/** So near to the end, in px, counts as there. */
const NEAR = 60;

/**
 * The box that steps scroll in.
 * @param to `end`: it stays there while steps are added, unless the person has scrolled away. The key of a step: that one is
 * shown in its middle, once, without moving the page.
 */
export function useScroller(steps: readonly LadderStep[], to: string | undefined): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  const distance = useRef(0);
  const shown = useRef<string>(undefined);
  useEffect(() => {
    const box = ref.current;
    if (box === null || steps.length === 0 || to === undefined) return undefined;
    if (to !== 'end') {
      const line = box.querySelector(`[data-step='${to}']`)?.getBoundingClientRect();
      if (shown.current === to || line === undefined) return undefined;
      shown.current = to;
      box.scrollTop += line.top + line.height / 2 - box.getBoundingClientRect().top - box.clientHeight / 2;
      return undefined;
    }
    if (distance.current < NEAR) box.scrollTop = box.scrollHeight;
    const measure = (): void => {
      distance.current = box.scrollHeight - box.scrollTop - box.clientHeight;
    };
    box.addEventListener('scroll', measure, { passive: true });
    return () => box.removeEventListener('scroll', measure);
  }, [steps, to]);
  return ref;
}
