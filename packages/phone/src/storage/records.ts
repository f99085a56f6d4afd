import type { Logger } from '@sidetone/sip';
import { type GenericSchema, safeParse } from 'valibot';
import type { PhoneStorage } from './phone-storage.ts';

/** Typed records in the storage. It never rejects: what cannot be read is as if it were not there. */
export class Records {
  readonly #storage: PhoneStorage;
  readonly #log: Logger;
  readonly #onFailure: (detail: string) => void;
  /** The writes under way, one after another, so that the last one wins. */
  #writing: Promise<void> = Promise.resolve();

  /** @param onFailure told when the storage does not keep something */
  constructor(storage: PhoneStorage, log: Logger, onFailure: (detail: string) => void) {
    this.#storage = storage;
    this.#log = log;
    this.#onFailure = onFailure;
  }

  /** The record of that key, when there is one of the right shape. */
  async load<T>(key: string, schema: GenericSchema<T>): Promise<T | undefined> {
    let text: string | undefined;
    let stored: unknown;
    try {
      text = await this.#storage.load(key);
      if (text === undefined) return undefined;
      stored = JSON.parse(text);
    } catch (error) {
      this.#log.warn('a stored record cannot be read', { key, error: messageOf(error) });
      return undefined;
    }
    const parsed = safeParse(schema, stored);
    if (parsed.success) return parsed.output;
    this.#log.warn('a stored record has another shape', { key, issue: parsed.issues[0].message });
    return undefined;
  }

  save(key: string, record: unknown): void {
    const text = JSON.stringify(record);
    this.#writing = this.#writing
      .then(() => this.#storage.save(key, text))
      .catch((error: unknown) => this.#onFailure(messageOf(error)));
  }

  /** Settles when everything saved so far is written. */
  flush(): Promise<void> {
    return this.#writing;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
