import type { Aor, BuddySnapshot, ChatMessageSnapshot, ChatSnapshot, PresenceSnapshot } from '@sidetone/phone';
import { displayAddress } from '../../format/address.ts';
import { isAround } from './presence-look.ts';

/** One line of the list: a buddy, or somebody there is a chat with. */
export interface Person {
  readonly aor: Aor;
  readonly displayName: string;
  /** Absent for people who are not in the list of buddies. */
  readonly presence?: PresenceSnapshot;
  readonly unread: number;
  readonly lastMessage?: ChatMessageSnapshot;
}

export interface PeopleList {
  readonly buddies: readonly Person[];
  readonly others: readonly Person[];
}

/**
 * Buddies, those who are around first and then by name; after them whoever there is a chat with, latest first.
 * @param filter shows only people whose name or address contains it; case does not matter
 */
export function peopleList(
  roster: readonly BuddySnapshot[],
  chats: Readonly<Record<Aor, ChatSnapshot>>,
  filter: string,
): PeopleList {
  const wanted = filter.trim().toLocaleLowerCase();
  const matches = ({ displayName, aor }: Person): boolean =>
    wanted === '' ||
    displayName.toLocaleLowerCase().includes(wanted) ||
    displayAddress(aor).toLocaleLowerCase().includes(wanted);
  const known = new Set(roster.map(({ aor }) => aor));
  const buddies = roster.map(({ aor, displayName, presence }) => person(aor, displayName, chats[aor], presence));
  const others = Object.values(chats)
    .filter(({ aor, messages }) => !known.has(aor) && messages.length > 0)
    .map((chat) => person(chat.aor, chat.displayName, chat));
  return {
    buddies: buddies.filter(matches).toSorted(byPresenceAndName),
    others: others.filter(matches).toSorted((a, b) => (b.lastMessage?.at ?? 0) - (a.lastMessage?.at ?? 0)),
  };
}

function person(aor: Aor, displayName: string, chat: ChatSnapshot | undefined, presence?: PresenceSnapshot): Person {
  const lastMessage = chat?.messages.at(-1);
  return {
    aor,
    displayName,
    unread: chat?.unread ?? 0,
    ...(presence === undefined ? {} : { presence }),
    ...(lastMessage === undefined ? {} : { lastMessage }),
  };
}

function byPresenceAndName(a: Person, b: Person): number {
  const rank = ({ presence }: Person): number => (presence !== undefined && isAround(presence) ? 0 : 1);
  return rank(a) - rank(b) || a.displayName.localeCompare(b.displayName);
}
