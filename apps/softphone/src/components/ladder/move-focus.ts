import type { KeyboardEvent } from 'react';

/** The arrow keys, Home and End go along the messages of a ladder. */
export function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const buttons = [...(event.currentTarget.closest('ol')?.querySelectorAll<HTMLElement>('[data-step]') ?? [])];
  const next = buttons[nextPlace(event.key, buttons.indexOf(event.currentTarget), buttons.length)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function nextPlace(key: string, at: number, count: number): number {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}
