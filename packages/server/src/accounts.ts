import { hashAllHa1, type DigestAlgorithm } from '@sidetone/sip';

/** Who may sign in. Asked on every authenticated request, so it answers at once. */
export interface AccountDirectory {
  /** The hash of name, realm and password (RFC 7616 §3.4.2); undefined for an unknown name. */
  ha1(username: string, algorithm: DigestAlgorithm): string | undefined;
  exists(username: string): boolean;
}

/** One account; the password is not kept (DESIGN D14). */
export interface Account {
  readonly username: string;
  readonly ha1: Readonly<Record<DigestAlgorithm, string>>;
}

/** @param realm the server's first domain */
export function accountFromPassword(username: string, realm: string, password: string): Account {
  return { username, ha1: hashAllHa1(username, realm, password) };
}

/** A directory of the given accounts; of two with one name the later counts. */
export function accountDirectory(accounts: Iterable<Account>): AccountDirectory {
  const byName = new Map<string, Account>();
  for (const account of accounts) byName.set(account.username, account);
  return {
    ha1: (username, algorithm) => byName.get(username)?.ha1[algorithm],
    exists: (username) => byName.has(username),
  };
}

/** Everybody has an account and nobody a password: for `--auth none`. */
export const everybody: AccountDirectory = { ha1: () => undefined, exists: () => true };
