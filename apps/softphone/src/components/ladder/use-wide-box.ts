import { useEffect, useRef, useState, type RefObject } from 'react';

/** Whether a box is at least that wide, in px; it is not before it is shown. */
export function useWideBox<E extends HTMLElement>(width: number): readonly [RefObject<E | null>, boolean] {
  const ref = useRef<E>(null);
  const [isWide, setWide] = useState(false);
  useEffect(() => {
    const box = ref.current;
    if (box === null) return undefined;
    const observer = new ResizeObserver(() => setWide(box.clientWidth >= width));
    observer.observe(box);
    return () => observer.disconnect();
  }, [width]);
  return [ref, isWide];
}
