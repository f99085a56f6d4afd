import { everybody, type AccountDirectory } from '@sidetone/server';
import { hashAllHa1 } from '@sidetone/sip';
import { readAccountsFile, type AccountHashes } from './accounts-file.ts';
import type { OptionValues } from './option-table.ts';
import { UsageError } from './usage-error.ts';

/** An account that everybody may use; the page offers it with one click. */
export interface DemoAccount {
  readonly user: string;
  readonly password: string;
  readonly displayName: string;
}

const demoAccounts: readonly DemoAccount[] = ['Alice', 'Bob', 'Carol', 'Dave'].map((displayName) => {
  const user = displayName.toLowerCase();
  return { user, password: `${user}-demo`, displayName };
});

/** Who may sign in at the built-in server. */
export interface Accounts {
  readonly directory: AccountDirectory;
  readonly demo: readonly DemoAccount[];
  /** Number of accounts; undefined where everybody has one. */
  readonly count: number | undefined;
}

/**
 * The accounts of `--demo`, `--users` and `--user`; of two with one name the later counts, in this order.
 * @throws {UsageError} for a file that cannot be read, and for an account that could never sign in
 */
export function readAccounts(values: OptionValues): Accounts {
  const demo = values.demo ? demoAccounts : [];
  if (values.auth === 'none') return { directory: everybody, demo, count: undefined };
  const realm = values.domain[0] ?? 'localhost';
  const accounts = new Map<string, AccountHashes>();
  for (const { user, password } of demo) accounts.set(user, hashAllHa1(user, realm, password));
  if (values.users !== undefined) {
    for (const [name, hashes] of readAccountsFile(values.users, realm)) accounts.set(name, hashes);
  }
  for (const { name, password } of values.user) accounts.set(name, hashAllHa1(name, realm, password));
  checkHashes(accounts, values);
  return {
    directory: {
      ha1: (username, algorithm) => accounts.get(username)?.[algorithm],
      exists: (username) => accounts.has(username),
    },
    demo,
    count: accounts.size,
  };
}

/** A client answers the strongest challenge that it knows: every account needs a hash for each that is offered. */
function checkHashes(accounts: ReadonlyMap<string, AccountHashes>, { digest, users }: OptionValues): void {
  for (const [name, hashes] of accounts) {
    const missing = digest.find((algorithm) => hashes[algorithm] === undefined);
    if (missing !== undefined) {
      throw new UsageError(`${users}: ${name} has no ${missing} hash; add one, or leave ${missing} out of --digest`);
    }
  }
}
