/** An address of record in canonical form, such as `sip:alice@example.com`. Key of chats and buddies. */
export type Aor = string;

/** Milliseconds since 1970-01-01 UTC. */
export type EpochMs = number;

/** Who is at the other end. `displayName` is never empty: without a name it is the user part, or the address. */
export interface PartySnapshot {
  readonly aor: Aor;
  readonly displayName: string;
}
