import type { PresenceSnapshot } from '@sidetone/phone';
import type { PresenceLook } from '../../components/PresenceDot.tsx';

/** How a presence is drawn. */
export function presenceLook(presence: PresenceSnapshot): PresenceLook {
  return presence.kind === 'withheld' ? 'unknown' : presence.kind;
}

/** The key of the word for a presence. */
export function presenceKey(presence: PresenceSnapshot): `presence.${PresenceSnapshot['kind']}` {
  return `presence.${presence.kind}`;
}

/** The person's own words; undefined when there are none. */
export function presenceNote(presence: PresenceSnapshot): string | undefined {
  return presence.kind === 'unknown' || presence.kind === 'withheld' ? undefined : presence.note;
}

/** Whether somebody is there to be talked to. */
export function isAround(presence: PresenceSnapshot): boolean {
  return presence.kind === 'available' || presence.kind === 'busy' || presence.kind === 'away';
}
