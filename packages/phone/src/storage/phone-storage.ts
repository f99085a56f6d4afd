/**
 * Where the phone keeps what outlives the page: texts by key. The texts are JSON; nobody but the phone reads them, and none
 * is a password. All promises may reject; the phone then goes on without, and says so once.
 */
export interface PhoneStorage {
  /** The text of that key; undefined when there is none. */
  load(key: string): Promise<string | undefined>;
  save(key: string, text: string): Promise<void>;
}
