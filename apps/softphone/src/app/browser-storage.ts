import type { PhoneStorage } from '@sidetone/phone';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

interface Schema extends DBSchema {
  records: { key: string; value: string };
}

/** Keeps the phone's records in the browser's database, so that chats and people outlive the page. */
export class BrowserStorage implements PhoneStorage {
  #database: Promise<IDBPDatabase<Schema>> | undefined;

  async load(key: string): Promise<string | undefined> {
    return (await this.#open()).get('records', key);
  }

  async save(key: string, text: string): Promise<void> {
    await (await this.#open()).put('records', text, key);
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    this.#database ??= openDB<Schema>('sidetone', 1, {
      upgrade: (database) => void database.createObjectStore('records'),
      // Another tab wants a newer version, or the browser closed it: the next use opens it again.
      blocking: (_current, _wanted, event) => {
        this.#database = undefined;
        (event.target as IDBDatabase).close();
      },
      terminated: () => {
        this.#database = undefined;
      },
    });
    this.#database.catch(() => {
      // Told to the caller; here only so that the next use tries again.
      this.#database = undefined;
    });
    return this.#database;
  }
}
