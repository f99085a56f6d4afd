import type { Aor, BuddySnapshot, ChatSnapshot, PartySnapshot } from '@sidetone/phone';

/** Everybody whose name is known, each once, by name. */
export function knownPeople(
  roster: readonly BuddySnapshot[],
  chats: Readonly<Record<Aor, ChatSnapshot>>,
): readonly PartySnapshot[] {
  const byAor = new Map<Aor, PartySnapshot>();
  for (const { aor, displayName } of [...Object.values(chats), ...roster]) byAor.set(aor, { aor, displayName });
  return [...byAor.values()].toSorted((a, b) => a.displayName.localeCompare(b.displayName));
}

/** What was typed, or the address of the one person who is called exactly so. */
export function targetOf(typed: string, people: readonly PartySnapshot[]): string {
  const wanted = typed.trim().toLocaleLowerCase();
  const called = people.filter(({ displayName }) => displayName.toLocaleLowerCase() === wanted);
  return called.length === 1 ? (called[0]?.aor ?? typed) : typed;
}
