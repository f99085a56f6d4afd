import type { EventValue } from '../message/headers/event.ts';

/** RFC 6665 §8.2.1: type and id together name the event; other parameters do not count. */
export function isSameEvent(a: EventValue, b: EventValue): boolean {
  return a.type.toLowerCase() === b.type.toLowerCase() && a.id === b.id;
}
