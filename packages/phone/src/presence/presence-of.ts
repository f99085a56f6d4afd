import { type Activity, parsePidf, type PresenceDocument, writePidf } from '@sidetone/sip';
import type { Aor, EpochMs } from '../state/basics.ts';
import type { OwnStatus, PresenceSnapshot } from '../state/roster-snapshot.ts';

/** Activities (RFC 4480 §3.2) of somebody who is there and wants no company. */
const BUSY: ReadonlySet<Activity> = new Set([
  'appointment',
  'busy',
  'meeting',
  'on-the-phone',
  'performance',
  'presentation',
  'steering',
  'worship',
]);

/** Activities of somebody who is somewhere else. */
const AWAY: ReadonlySet<Activity> = new Set([
  'away',
  'breakfast',
  'dinner',
  'holiday',
  'in-transit',
  'meal',
  'permanent-absence',
  'shopping',
  'sleeping',
  'spectator',
  'travel',
  'vacation',
]);

const LONGEST_NOTE = 500;

/** What a NOTIFY says about somebody; undefined when its body cannot be read. */
export function presenceOf(pidf: string, now: EpochMs): PresenceSnapshot | undefined {
  const parsed = parsePidf(pidf);
  if (!parsed.ok) return undefined;
  const { note = '' } = parsed.value;
  const text = note.trim().slice(0, LONGEST_NOTE);
  return { kind: kindOf(parsed.value), since: now, ...(text === '' ? {} : { note: text }) };
}

function kindOf({ basic, activities }: PresenceDocument): 'offline' | OwnStatus {
  if (basic === 'closed') return 'offline';
  if (activities.some((activity) => BUSY.has(activity))) return 'busy';
  return activities.some((activity) => AWAY.has(activity)) ? 'away' : 'available';
}

/** The own status as the document to publish. */
export function presenceDocument(aor: Aor, status: OwnStatus, note: string, now: EpochMs): string {
  return writePidf({
    entity: aor,
    basic: 'open',
    activities: status === 'available' ? [] : [status],
    contact: aor,
    timestamp: now,
    ...(note === '' ? {} : { note }),
  });
}
